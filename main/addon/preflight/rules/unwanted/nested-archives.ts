import { message } from '../../../../../preload/messages/index.ts';
import { foldAlike } from '../../fold-alike.ts';
import { changesPublished, publishedEntries } from '../../published.ts';
import type { Rule } from '../../rule.ts';

/** Where a whole add-on may lie packed: at the top, or in a folder for builds. */
const MAY_HOLD_ADDON = /^(?:[^/]*(?:release|dist|download|build|package)[^/]*\/)?[^/]+$/i;

export const nestedArchives: Rule = {
  id: 'nested-archives',
  concerns: (path) => /\.(zip|rar|7z|tar|tgz|gz|xz)$/i.test(path) || changesPublished(path),
  async check(context) {
    // Where nothing is an add-on, it may be in an archive; others are data of something else.
    const isAddon = context.detection.candidates.length > 0;
    const archives = (await publishedEntries(context))
      .filter(
        ({ path }) => /\.(zip|rar|7z|tar|tgz|tar\.(gz|xz))$/i.test(path) && (isAddon || MAY_HOLD_ADDON.test(path)),
      )
      .map(({ path }) => ({
        severity: 'note' as const,
        path,
        message: message('nested-archives.one'),
      }));
    return foldAlike(archives, (count, examples) => message('nested-archives.several', count, examples));
  },
};
