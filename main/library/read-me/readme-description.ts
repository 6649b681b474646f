import type { FileEntry } from '../../addon/index.ts';
import { textInside } from '../../preview/index.ts';
import type { KnownAddon } from '../open-addon.ts';
import { firstParagraph } from './first-paragraph.ts';

const READ_ME = /^read[ _-]?me(?:[ _-]?first)?(?:\.(?:md|markdown|txt))?$/i;

/** What a read-me says the add-on is, and which file that was; the one beside the add-on before the one above it. */
export async function readmeDescription({
  scan,
  detection,
}: Pick<KnownAddon, 'scan' | 'detection'>): Promise<
  { readonly description: string; readonly path: string } | undefined
> {
  for (const { path } of readMesOf(scan.entries, detection.root)) {
    const text = await textInside(scan.root, path);
    const description = text === undefined ? undefined : firstParagraph(text);
    if (description !== undefined) return { description, path };
  }
  return undefined;
}

function readMesOf(entries: readonly FileEntry[], root: string): FileEntry[] {
  const places = root === '' ? [''] : [`${root}/`, ''];
  const isAt = (path: string, place: string) => path.startsWith(place) && READ_ME.test(path.slice(place.length));
  return places.flatMap((place) => entries.filter(({ path, link }) => link === undefined && isAt(path, place)));
}
