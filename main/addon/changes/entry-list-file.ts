import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { constants, deflateRaw, inflateRaw } from 'node:zlib';
import { writeFileDurably } from '../../disk/index.ts';
import type { FileEntry } from '../scan/entry.ts';

const HEAD = 'loadmaster entries 1\n';
const RECORD_END = '\0';

/**
 * An entry as it was: what it takes to say whether it is still the same. Neither number of a file system's own is kept, since a copied or restored
 * folder is the same one to its author.
 */
export type RememberedEntry = Pick<FileEntry, 'path' | 'size' | 'mtimeNs' | 'link'> & {
  /** In hexadecimal; kept where the entry went into a version. */
  readonly sha256?: string;
};

/** 100,000 entries are about 1.5 MB: numbers in base 36, records ended by the one character no path has. */
export async function writeEntryList(file: string, entries: readonly RememberedEntry[]): Promise<void> {
  const records = entries.map(({ path, size, mtimeNs, link, sha256 = '' }) => {
    const target = link === undefined ? '' : `>${link}`;
    const numbers = [size, mtimeNs, path.length].map((value) => value.toString(36)).join(' ');
    return `${numbers} ${sha256} ${path}${target}${RECORD_END}`;
  });
  const packed = await promisify(deflateRaw)(records.join(''), { level: constants.Z_BEST_SPEED });
  await writeFileDurably(file, Buffer.concat([Buffer.from(HEAD), packed]));
}

/** Undefined when there is none, or none that can be used: then nothing is known of the time before. */
export async function readEntryList(file: string): Promise<readonly RememberedEntry[] | undefined> {
  try {
    const bytes = await readFile(file);
    if (bytes.toString('latin1', 0, HEAD.length) !== HEAD) return undefined;
    const text = (await promisify(inflateRaw)(bytes.subarray(HEAD.length))).toString('utf8');
    return text.split(RECORD_END).slice(0, -1).map(parseRecord);
  } catch {
    return undefined;
  }
}

const RECORD = /^([0-9a-z]+) (-?[0-9a-z]+) ([0-9a-z]+) ([0-9a-f]*) /;

function parseRecord(record: string): RememberedEntry {
  const [head, size = '', mtime = '', length = '', sha256 = ''] = RECORD.exec(record) ?? [];
  if (head === undefined) throw new Error('not a record of an entry');
  const pathEnd = head.length + Number.parseInt(length, 36);
  const path = record.slice(head.length, pathEnd);
  return {
    path,
    size: Number.parseInt(size, 36),
    mtimeNs: parseBig(mtime),
    ...(sha256 !== '' && { sha256 }),
    ...(record[pathEnd] === '>' && { link: record.slice(pathEnd + 1) }),
  };
}

function parseBig(text: string): bigint {
  const isNegative = text.startsWith('-');
  // Six digits of base 36 at a time stay exact as a number.
  let value = 0n;
  for (let at = isNegative ? 1 : 0; at < text.length; at += 6) {
    const some = text.slice(at, at + 6);
    value = value * 36n ** BigInt(some.length) + BigInt(Number.parseInt(some, 36));
  }
  return isNegative ? -value : value;
}

export function sameAsRemembered(before: RememberedEntry, now: RememberedEntry): boolean {
  return before.size === now.size && before.mtimeNs === now.mtimeNs && before.link === now.link;
}
