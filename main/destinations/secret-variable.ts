import type { DestinationPlace, DestinationSettings } from '../../preload/contract.ts';
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
  return 'place' in settings ? needOfPlace(settings.place) : 'none';
}

/** Git has ways of its own, AWS settings too; FTP servers that are open to all take any password. */
export function needOfPlace(place: DestinationPlace): 'none' | 'maybe' | 'needed' {
  switch (place.carrier) {
    case 'folder':
      return 'none';
    case 'git':
      return 'maybe';
    case 'sftp':
      return place.login === 'password' ? 'needed' : 'maybe';
    case 'ftp':
      return /^(?:anonymous|ftp)$/i.test(place.user) ? 'maybe' : 'needed';
    case 'webdav':
      return place.user === '' ? 'maybe' : 'needed';
    case 's3':
      return place.accessKey === undefined ? 'maybe' : 'needed';
  }
}
