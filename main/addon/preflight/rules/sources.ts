import { ignoreFix } from '../fixes-offered.ts';
import type { Rule } from '../rule.ts';
import { sizeText } from '../size-text.ts';

const SOURCES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    blend: 'a Blender scene',
    psd: 'a Photoshop picture',
    psb: 'a Photoshop picture',
    xcf: 'a GIMP picture',
    kra: 'a Krita picture',
    pdn: 'a Paint.NET picture',
    pspimage: 'a PaintShop picture',
    afphoto: 'an Affinity picture',
    afdesign: 'an Affinity drawing',
    ai: 'an Illustrator drawing',
    max: 'a 3ds Max scene',
    ma: 'a Maya scene',
    mb: 'a Maya scene',
    skp: 'a SketchUp model',
    spp: 'a Substance project',
    c4d: 'a Cinema 4D scene',
  }),
);

/** One finding for each kind: a folder of forty .psd is one decision. */
export const sources: Rule = {
  id: 'sources',
  why: 'X-Plane does not read these files; users download them for nothing, and your originals are published.',
  concerns: (path) => SOURCES.has(extensionOf(path)),
  check({ scan }) {
    const found = Map.groupBy(
      scan.entries.filter(({ path }) => SOURCES.has(extensionOf(path))),
      ({ path }) => extensionOf(path),
    );
    return [...found].map(([extension, entries]) => {
      const bytes = entries.reduce((sum, { size }) => sum + size, 0);
      const [first] = entries;
      const many =
        entries.length === 1
          ? `This is ${SOURCES.get(extension)}`
          : `${entries.length} files like this are each ${SOURCES.get(extension)}`;
      return {
        severity: 'warning' as const,
        ...(first && { path: first.path }),
        key: extension,
        message: `${many}, ${sizeText(bytes)}${entries.length === 1 ? '' : ' together'}.`,
        fix: ignoreFix(scan.root, `*.${extension}`),
      };
    });
  },
};

function extensionOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1).toLowerCase();
}
