import type { DestinationSettings } from '../../preload/contract.ts';
import { secretVariableFor } from '../../protocol/index.ts';

export function secretVariable(destination: string, named?: string): string {
  return named ?? secretVariableFor(destination);
}

/** The variable that the settings of a destination mean. */
export function variableOf(settings: DestinationSettings): string {
  const named = 'place' in settings ? settings.place.secretEnv : 'secretEnv' in settings && settings.secretEnv;
  return secretVariable(settings.name, named || undefined);
}

/** Whether anything has to be known to get in. A login by key or agent may need a passphrase, and mostly does not. */
export function secretNeed(settings: DestinationSettings): 'none' | 'maybe' | 'needed' {
  if (settings.kind === 'github') return 'needed';
  if (!('place' in settings)) return 'none';
  const { place } = settings;
  if (place.carrier === 'folder') return 'none';
  if (place.carrier === 'git') return 'maybe';
  if (place.carrier === 'sftp') return place.login === 'password' ? 'needed' : 'maybe';
  return 'needed';
}
