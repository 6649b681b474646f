import { compareVersions } from '../../protocol/index.ts';
import type { Release } from './destination.ts';

/** The newest that users of a release's channel have: what testers got beside it takes nobody's place. */
export function newestOf(versions: readonly string[], { preRelease }: Pick<Release, 'preRelease'>): string | undefined {
  const own = versions.filter((version) => preRelease || !/[a-z]/i.test(version));
  return own.toSorted(compareVersions).at(-1);
}
