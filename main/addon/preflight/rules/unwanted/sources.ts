import { type Messages, message } from '../../../../../preload/messages/index.ts';
import { ignoreFix } from '../../fixes-offered.ts';
import { isLargeShare } from '../../large-share.ts';
import { changesPublished, publishedEntries } from '../../published.ts';
import type { Rule } from '../../rule.ts';

type Source = Parameters<Messages['sources']['found']>[1];

const SOURCES: ReadonlyMap<string, Source> = new Map(
  Object.entries<Source>({
    blend: 'blender',
    psd: 'photoshop',
    psb: 'photoshop',
    xcf: 'gimp',
    kra: 'krita',
    pdn: 'paintNet',
    pspimage: 'paintShop',
    afphoto: 'affinityPhoto',
    afdesign: 'affinityDesigner',
    ai: 'illustrator',
    max: 'max',
    ma: 'maya',
    mb: 'maya',
    skp: 'sketchUp',
    spp: 'substance',
    c4d: 'cinema4d',
  }),
);

/** One finding for each kind: a folder of forty .psd is one decision. */
export const sources: Rule = {
  id: 'sources',
  concerns: (path) => SOURCES.has(extensionOf(path)) || changesPublished(path),
  async check(context) {
    // Of what Loadmaster does not know it cannot say what is not read.
    if (context.detection.candidates.length === 0) return [];
    const { root } = context.scan;
    const found = Map.groupBy(
      (await publishedEntries(context)).filter(({ path }) => SOURCES.has(extensionOf(path))),
      ({ path }) => extensionOf(path),
    );
    const all = context.scan.entries.reduce((sum, { size }) => sum + size, 0);
    return [...found].map(([extension, entries]) => {
      const bytes = entries.reduce((sum, { size }) => sum + size, 0);
      const [first] = entries;
      return {
        severity: isLargeShare(bytes, all) ? ('warning' as const) : ('note' as const),
        ...(first && { path: first.path }),
        key: extension,
        message: message('sources.found', entries.length, SOURCES.get(extension) ?? 'blender', bytes),
        fix: ignoreFix(root, `*.${extension}`),
      };
    });
  },
};

function extensionOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1).toLowerCase();
}
