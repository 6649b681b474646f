import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { BinaryFacts } from '../binaries/binary-facts.ts';
import { isProgram } from '../binaries/is-program.ts';
import { readBinary } from '../binaries/read-binary.ts';
import { type DsfDefinitions, readDefinitions } from '../dsf/read-definitions.ts';
import type { FileEntry } from '../scan/entry.ts';
import { readRange } from '../scan/read-range.ts';
import { remembered } from '../scan/remembered.ts';

const MOST_TEXT = 16 * 1024 * 1024;
const EDGE = 64 * 1024;

/** What rules read from inside files, each answer kept until its file changes: a check after one edit reads one file. */
export interface FileContents {
  /** The text of a file, as Latin-1 where it is not UTF-8; undefined when it is too long, or cannot be read. */
  text(entry: FileEntry): Promise<string | undefined>;
  /** The first bytes as text, for formats that say at their start what they need. */
  beginning(entry: FileEntry, bytes: number): Promise<string | undefined>;
  /** Whether a file is a program that can be run by itself: no library, and no part of one. */
  isProgram(entry: FileEntry): Promise<boolean>;
  /** What a program file says about how it will be loaded; undefined where nothing certain can be said. */
  binary(entry: FileEntry): Promise<BinaryFacts | undefined>;
  /** The files that a tile of scenery names; undefined for a damaged one. */
  definitions(entry: FileEntry): Promise<DsfDefinitions | undefined>;
  /** A quick hash of the first and last 64 KiB: files of one size that differ nearly always differ here. */
  edges(entry: FileEntry): Promise<string>;
  hash(entry: FileEntry): Promise<string>;
}

export function openFileContents(root: string): FileContents {
  const disk = (entry: FileEntry): string => `${root}/${entry.path}`;
  return {
    // Texts are not kept: an aircraft has hundreds of megabytes of them. Rules keep what they found in them.
    text: (entry) => readText(disk(entry), entry),
    beginning: async (entry, bytes) =>
      entry.link === undefined
        ? readRange(disk(entry), 0, Math.min(entry.size, bytes)).then(
            (buffer) => buffer.toString('latin1'),
            () => undefined,
          )
        : undefined,
    isProgram: remembered((entry) => isProgram(entry.size, (from, length) => readRange(disk(entry), from, length))),
    binary: remembered((entry) => readBinary(entry.size, (from, length) => readRange(disk(entry), from, length))),
    definitions: remembered((entry) =>
      readDefinitions(entry.size, (from, length) => readRange(disk(entry), from, length)),
    ),
    edges: remembered(async (entry) => {
      const hash = createHash('sha1').update(await readRange(disk(entry), 0, Math.min(entry.size, EDGE)));
      if (entry.size > EDGE) hash.update(await readRange(disk(entry), Math.max(EDGE, entry.size - EDGE), EDGE));
      return hash.digest('base64');
    }),
    hash: remembered(async (entry) => {
      const hash = createHash('sha256');
      for await (const chunk of createReadStream(disk(entry), { highWaterMark: 1024 * 1024 })) hash.update(chunk);
      return hash.digest('base64');
    }),
  };
}

async function readText(path: string, entry: FileEntry): Promise<string | undefined> {
  if (entry.size > MOST_TEXT || entry.link !== undefined) return undefined;
  try {
    const bytes = await readRange(path, 0, entry.size);
    const text = bytes.toString('utf8');
    return text.includes('\uFFFD') ? bytes.toString('latin1') : text;
  } catch {
    return undefined;
  }
}
