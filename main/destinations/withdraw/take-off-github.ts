import { fault } from '../../../preload/messages/index.ts';
import { DestinationError } from '../destination.ts';
import type { GithubApi } from '../github/api.ts';
import { DEFAULT_TAG } from '../github/tag.ts';
import { githubToken } from '../missing-secret.ts';
import type { PlaceDeps } from '../place.ts';
import type { SettingsOf } from '../settings.ts';

interface OnGithub {
  readonly github: GithubApi;
  /** Undefined where it is a draft already. */
  readonly id: number | undefined;
}

/** Throws where there is nothing to take back, or GitHub does not allow it any more. Changes nothing. */
export async function findOnGithub(
  settings: SettingsOf<'github'>,
  version: string,
  { secret, signal }: Pick<PlaceDeps, 'secret' | 'signal'>,
): Promise<OnGithub> {
  const { owner, repository, api, tag = DEFAULT_TAG } = settings;
  const token = await githubToken(settings, secret);
  const { GithubApi: Api } = await import('../github/api.ts');
  const github = new Api({ owner, repository, token, api });
  const wanted = tag.replaceAll('{version}', version);
  const there = await github.publishedRelease(wanted, signal);
  if (there === undefined) {
    if ((await github.drafts(wanted, signal)).length > 0) return { github, id: undefined };
    throw new DestinationError(fault('not_the_version_there.github', wanted, `${owner}/${repository}`));
  }
  if (there.immutable === true) {
    throw new DestinationError(fault('cannot_be_withdrawn.immutable', wanted, `${owner}/${repository}`));
  }
  return { github, id: there.id };
}

/** Back to a draft, which only those see who may push: files and notes stay for the author to look at. */
export async function takeOffGithub(
  settings: SettingsOf<'github'>,
  version: string,
  deps: Pick<PlaceDeps, 'secret' | 'signal'>,
): Promise<void> {
  const { github, id } = await findOnGithub(settings, version, deps);
  if (id === undefined) return;
  const changed = await github.updateRelease(id, { draft: true }, deps.signal);
  if (changed.draft && (await github.publishedRelease(changed.tag_name, deps.signal)) === undefined) return;
  const { owner, repository } = settings;
  throw new DestinationError(fault('still_there.github', changed.tag_name, `${owner}/${repository}`));
}
