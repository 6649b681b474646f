import { entriesBelow, type FileEntry } from '../scan/entry.ts';
import type { Candidate } from './candidate.ts';
import type { Facts } from './facts.ts';
import { isProgramCode } from './markers.ts';

/** What a repaint holds beside its textures: pictures, sounds, texts. */
const LIVERY_FILE = /\.(?:png|dds|jpe?g|bmp|tga|psd|xcf|wav|ogg|txt|md|pdf|html?|json|cfg|ini|rtf|docx?|url)$/i;
/** In such a folder, or with an icon, pictures are a repaint whatever they show. */
const SURELY = /(?:^|\/)liveries\/|_icon11\.png$/i;
/** The largest pictures of a folder tell what it is for. */
const MOST_LOOKED_AT = 8;

/** Textures in a folder `objects` are a repaint, unless objects or a program lie beside them or most of what is around is something else. */
export function isLivery(root: string, withObjects: ReadonlySet<string>, files: readonly FileEntry[]): boolean {
  if (withObjects.has(root)) return false;
  const inside = entriesBelow(files, root);
  if (inside.some(({ path }) => isProgramCode(path))) return false;
  return inside.filter(({ path }) => LIVERY_FILE.test(path)).length >= inside.length / 2;
}

/** Where the pictures in `objects` are none that an aircraft could wear: games have folders of that name as well. */
export async function withoutTextures(
  found: readonly Candidate[],
  withObjects: ReadonlySet<string>,
  files: readonly FileEntry[],
  facts: Facts,
): Promise<ReadonlySet<string>> {
  const roots = new Set<string>();
  for (const { kind, root, markers } of found) {
    if (kind !== 'livery' || withObjects.has(root) || markers.some((path) => SURELY.test(path))) continue;
    const paths = new Set(markers);
    const pictures = entriesBelow(files, root).filter(({ path }) => paths.has(path));
    const largest = pictures.toSorted((a, b) => b.size - a.size).slice(0, MOST_LOOKED_AT);
    const looked = await Promise.all(largest.map(facts.isTexture));
    if (looked.every((isOne) => isOne === false)) roots.add(root);
  }
  return roots;
}
