import { open } from 'node:fs/promises';
import type { FileEntry } from '../scan/entry.ts';
import { remembered } from '../scan/remembered.ts';
import { absolute } from '../scan/walk.ts';
import { type AircraftFacts, parseAircraft } from './aircraft-file.ts';
import { type BinaryHeader, HEADER_BYTES, parseBinaryHeader } from './binary-header.ts';
import { parseAirportName, parseDsfProperties } from './scenery-files.ts';

/** An .acf is text of a few megabytes; more than this is not read. */
const TEXT_BYTES = 16 * 2 ** 20;
const DSF_BYTES = 64 * 1024;

/** What is read from inside files in order to know an add-on. Each answer is kept until its file changes. */
export type Facts = {
  readonly binaryHeader: (entry: FileEntry) => Promise<BinaryHeader | undefined>;
  readonly aircraft: (entry: FileEntry) => Promise<AircraftFacts>;
  readonly dsfProperties: (entry: FileEntry) => Promise<ReadonlyMap<string, string> | undefined>;
  readonly airportName: (entry: FileEntry) => Promise<string | undefined>;
};

export function createFacts(root: string): Facts {
  const head = (entry: FileEntry, bytes: number) => readHead(absolute(root, entry.path), bytes);
  return {
    binaryHeader: remembered(async (entry) => parseBinaryHeader(await head(entry, HEADER_BYTES))),
    aircraft: remembered(async (entry) => parseAircraft((await head(entry, TEXT_BYTES)).toString('utf8'))),
    dsfProperties: remembered(async (entry) => parseDsfProperties(await head(entry, DSF_BYTES))),
    airportName: remembered(async (entry) => parseAirportName((await head(entry, DSF_BYTES)).toString('utf8'))),
  };
}

/** The first bytes of a file; none when it cannot be read, which the scan has told already. */
export async function readHead(file: string, length: number): Promise<Buffer> {
  try {
    await using handle = await open(file, 'r');
    const { size } = await handle.stat();
    const buffer = Buffer.alloc(Math.min(size, length));
    let filled = 0;
    while (filled < buffer.length) {
      const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled, filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return buffer.subarray(0, filled);
  } catch {
    return Buffer.alloc(0);
  }
}
