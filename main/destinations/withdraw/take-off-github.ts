import { fault } from '../../../preload/messages/index.ts';
import { DestinationError } from '../destination.ts';
import { DEFAULT_TAG } from '../github/tag.ts';
import { githubToken } from '../missing-secret.ts';
import type { DestinationDeps } from '../open-destination.ts';
import type { SettingsOf } from '../settings.ts';

/** Back to a draft, which only those see who may push: files and notes stay for the author to look at. */
export async function takeOffGithub(
  settings: SettingsOf<'github'>,
  version: string,
  { secret, signal }: DestinationDeps,
): Promise<void> {
  const { owner, repository, api, tag = DEFAULT_TAG } = settings;
  const token = await githubToken(settings, secret);
  const { GithubApi } = await import('../github/api.ts');
  const github = new GithubApi({ owner, repository, token, api });
  const wanted = tag.replaceAll('{version}', version);
  const there = await github.publishedRelease(wanted, signal);
  if (there === undefined) {
    if ((await github.drafts(wanted, signal)).length > 0) return;
    throw new DestinationError(fault('not_the_version_there.github', wanted, `${owner}/${repository}`));
  }
  if (there.immutable === true) {
    throw new DestinationError(fault('cannot_be_withdrawn.immutable', wanted, `${owner}/${repository}`));
  }
  await github.updateRelease(there.id, { draft: true }, signal);
}
