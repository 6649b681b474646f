import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';
import type { ScanResult } from '../addon/index.ts';
import { writeFileDurably } from '../disk/index.ts';
import { MOST_COMPARED_TEXT, textInside } from '../preview/index.ts';

const TEXTS = /\.(txt|md|lua|py|ska|json|xml|cfg|ini|prf|csv|acf|obj|ter|pol|fac|lin|agp|snd|vsh|fsh)$/i;
/** Of one version, before compression. What does not fit is compared by its size and hash alone. */
const MOST_BYTES = 4 * 1024 * 1024;

export type VersionTexts = ReadonlyMap<string, string>;

/** The texts that go into a version, the short ones first, so that two versions can be compared line by line. */
export async function textsOf({ root, entries }: ScanResult): Promise<VersionTexts> {
  const wanted = entries
    .filter(({ path, size, link }) => link === undefined && size <= MOST_COMPARED_TEXT && TEXTS.test(path))
    .toSorted((a, b) => a.size - b.size);
  const texts = new Map<string, string>();
  let bytes = 0;
  for (const { path, size } of wanted) {
    bytes += size;
    if (bytes > MOST_BYTES) break;
    const text = await textInside(root, path);
    if (text !== undefined) texts.set(path, text);
  }
  return texts;
}

export async function writeTexts(file: string, texts: VersionTexts): Promise<void> {
  await writeFileDurably(file, await promisify(deflateRaw)(JSON.stringify([...texts])));
}

/** Empty when there are none, or none that can be used. */
export async function readTexts(file: string): Promise<VersionTexts> {
  try {
    const most = 4 * MOST_BYTES;
    const bytes = await promisify(inflateRaw)(await readFile(file), { maxOutputLength: most });
    return new Map(JSON.parse(bytes.toString('utf8')) as [string, string][]);
  } catch {
    return new Map();
  }
}
