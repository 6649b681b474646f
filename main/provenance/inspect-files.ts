import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { type BinaryFacts, isLibraryName, readBinary } from '../addon/index.ts';
import { type FoundLicence, isLicenceName, licenceOf } from './licences.ts';

/** A file of a release, with the sum that was taken when it was packed. */
export interface ReleasedFile {
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
  open(): Readable;
}

export interface InspectedFile {
  readonly file: ReleasedFile;
  /** Names of the libraries that it asks the system for. */
  readonly libraries: readonly string[];
  readonly licence: FoundLicence | undefined;
}

/** A program is read whole, since it lies deflated in the archive; larger ones are listed without their libraries. */
const MOST_PROGRAM_BYTES = 256 * 1024 * 1024;
const MOST_LICENCE_BYTES = 512 * 1024;

/** What the files of a release tell about themselves. */
export async function inspectFiles(files: readonly ReleasedFile[], signal: AbortSignal): Promise<InspectedFile[]> {
  const inspected: InspectedFile[] = [];
  for (const file of files) {
    signal.throwIfAborted();
    const isProgram = isLibraryName(file.path) && file.size <= MOST_PROGRAM_BYTES;
    const isLicence = isLicenceName(file.path) && file.size <= MOST_LICENCE_BYTES;
    const bytes = isProgram || isLicence ? await buffer(file.open()) : undefined;
    inspected.push({
      file,
      libraries: isProgram && bytes ? await librariesIn(bytes) : [],
      licence: isLicence && bytes ? licenceOf(bytes.toString('utf8')) : undefined,
    });
  }
  return inspected;
}

async function librariesIn(bytes: Buffer): Promise<string[]> {
  const facts = await readBinary(bytes.length, async (from, length) => bytes.subarray(from, from + length));
  return facts === undefined ? [] : [...new Set(named(facts))].sort();
}

function named(facts: BinaryFacts): readonly string[] {
  switch (facts.format) {
    case 'pe':
      return facts.imports;
    case 'elf':
      return facts.needed;
    case 'mach-o':
      return facts.slices.flatMap(({ libraries }) => libraries.map(({ path }) => path));
  }
}
