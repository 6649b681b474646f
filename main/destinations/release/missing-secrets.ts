import type { AppError, DestinationPlace, DestinationSettings } from '../../../preload/contract.ts';
import { fault } from '../../../preload/messages/index.ts';
import { githubToken, secretLackingAt } from '../missing-secret.ts';
import { type ReadSecret, secretTarget } from '../secret-target.ts';
import { needOfPlace } from '../secret-variable.ts';
import { errorOf } from './run-release.ts';

export interface SecretsAtHand {
  readonly secret: ReadSecret;
  /** Whether the registry is one of ours, without a token for it. */
  lacksToken(registry: string): Promise<boolean>;
}

/** What a release would miss to get in, before anything is packed or sent. Asks no server. */
export async function missingSecrets(
  settings: readonly DestinationSettings[],
  atHand: SecretsAtHand,
): Promise<{ readonly name: string; readonly error: AppError }[]> {
  const found = await Promise.all(
    settings.map(async (one) => ({ name: one.name, error: await missingFor(one, atHand).catch(errorOf) })),
  );
  return found.flatMap(({ name, error }) => (error === undefined ? [] : [{ name, error }]));
}

async function missingFor(
  settings: DestinationSettings,
  { secret, lacksToken }: SecretsAtHand,
): Promise<AppError | undefined> {
  const { name } = settings;
  if (settings.kind === 'github') await githubToken(settings, secret);
  if (settings.kind === 'xpkg')
    return (await lacksToken(settings.registry)) ? fault('no_secret.registry', name, settings.registry) : undefined;
  if (!('place' in settings)) return undefined;
  const beta = settings.kind === 'skunkcrafts' ? settings.beta?.place : undefined;
  return (await missingAt(settings.place, name, secret)) ?? (beta && missingAt(beta, name, secret));
}

async function missingAt(place: DestinationPlace, name: string, secret: ReadSecret): Promise<AppError | undefined> {
  if (needOfPlace(place) !== 'needed') return undefined;
  const found = await secret(name, place.secretEnv, secretTarget(place));
  return found === undefined ? secretLackingAt(place, name) : undefined;
}
