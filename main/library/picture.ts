import type { ScanResult } from '../addon/index.ts';
import { openInside, pixelsOf } from '../preview/index.ts';

/** A larger one is no picture for a list, and would have to cross the bridge. */
const MOST_BYTES = 4 * 1024 * 1024;

/** A page needs four bytes of memory for each, of every card at once: a few bytes can say that there are billions. */
const MOST_PIXELS = 4096 * 4096;

/** The best place first: the icon X-Plane itself shows of an aircraft or livery, then what authors name a picture of their add-on. */
const PLACES: readonly RegExp[] = [
  /^[^/]*_icon11\.png$/i,
  /^[^/]*_icon11_thumb\.png$/i,
  /^(icon|logo|preview|cover|banner|thumbnail|thumb|screenshot)[^/]*\.(png|jpe?g|webp)$/i,
  /^(screenshots?|previews?|pictures?|images?|documentation|docs?)\/[^/]*\.(png|jpe?g|webp)$/i,
];

const NAME = /\.(png|jpe?g|webp)$/i;

type Entry = ScanResult['entries'][number];

/** The file that shows what the add-on is, if it has one. */
export function findPicture(entries: readonly Entry[]): Entry | undefined {
  const small = entries.filter(({ path, size, link }) => NAME.test(path) && size <= MOST_BYTES && link === undefined);
  for (const place of PLACES) {
    const found = small.filter(({ path }) => place.test(path)).toSorted((a, b) => a.path.length - b.path.length)[0];
    if (found) return found;
  }
  return undefined;
}

/** Tells one picture from another without its bytes. */
export function pictureMark(entries: readonly Entry[]): string | undefined {
  const found = findPicture(entries);
  return found ? `${found.path} ${found.size} ${found.mtimeNs}` : undefined;
}

/** The picture as an address that a page may show; undefined where it cannot be read, or is more than a card can show. */
export async function readPicture(root: string, { path }: Entry): Promise<string | undefined> {
  const bytes = await bytesOf(root, path).catch(() => undefined);
  const picture = bytes === undefined ? undefined : pixelsOf(bytes);
  if (bytes === undefined || picture === undefined || picture.pixels > MOST_PIXELS) return undefined;
  return `data:image/${picture.type};base64,${bytes.toString('base64')}`;
}

async function bytesOf(root: string, path: string): Promise<Buffer | undefined> {
  const file = await openInside(root, path);
  if (file === undefined) return undefined;
  try {
    // The scan may be a while ago.
    return (await file.stat()).size > MOST_BYTES ? undefined : await file.readFile();
  } finally {
    await file.close();
  }
}
