import type { DestinationPlace } from '../../preload/contract.ts';
import { fault, type OwnError } from '../../preload/messages/index.ts';
import { DestinationError } from './destination.ts';
import { githubTarget, type ReadSecret } from './secret-target.ts';
import { needOfPlace, secretVariable } from './secret-variable.ts';
import type { SettingsOf } from './settings.ts';

type MissingSecret = OwnError<'no_secret'>;

/** The token of a repository, or the sentence that says which one is missing. */
export async function githubToken(settings: SettingsOf<'github'>, secret: ReadSecret): Promise<string> {
  const { name, owner, repository, secretEnv } = settings;
  const token = await secret(name, secretEnv, githubTarget(settings));
  if (token !== undefined) return token;
  const variable = secretVariable(name, secretEnv);
  throw new DestinationError(fault('no_secret.github', name, `${owner}/${repository}`, variable));
}

/** What to say about a place whose secret nobody has; undefined where it can do without. */
export function secretLackingAt(place: DestinationPlace, name: string): MissingSecret | undefined {
  if (needOfPlace(place) !== 'needed') return undefined;
  const variable = secretVariable(name, place.secretEnv);
  switch (place.carrier) {
    case 's3':
      return fault('no_secret.s3', name, place.accessKey ?? '', variable);
    case 'webdav':
      return fault('no_secret.password', name, place.user, new URL(place.url).host, variable);
    case 'sftp':
    case 'ftp':
      return fault('no_secret.password', name, place.user, place.host, variable);
    case 'folder':
    case 'git':
      return undefined;
  }
}
