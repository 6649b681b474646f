import { message } from '../../../../../preload/messages/index.ts';
import { foldAlike } from '../../fold-alike.ts';
import { changesPublished, publishedEntries } from '../../published.ts';
import type { Rule } from '../../rule.ts';

export const nestedArchives: Rule = {
  id: 'nested-archives',
  concerns: (path) => /\.(zip|rar|7z|tar|tgz|gz|xz)$/i.test(path) || changesPublished(path),
  async check(context) {
    // Where nothing is an add-on, the add-on may be in an archive at the top; deeper ones are data of something else.
    const isAddon = context.detection.candidates.length > 0;
    const archives = (await publishedEntries(context))
      .filter(({ path }) => /\.(zip|rar|7z|tar|tgz|tar\.(gz|xz))$/i.test(path) && (isAddon || !path.includes('/')))
      .map(({ path }) => ({
        severity: 'note' as const,
        path,
        message: message('nested-archives.one'),
      }));
    return foldAlike(archives, (count, examples) => message('nested-archives.several', count, examples));
  },
};
