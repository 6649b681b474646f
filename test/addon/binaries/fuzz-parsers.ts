import { expect } from 'vitest';
import { isProgram } from '../../../main/addon/binaries/is-program.ts';
import { readBinary } from '../../../main/addon/binaries/read-binary.ts';
import { parseAircraft } from '../../../main/addon/detect/aircraft-file.ts';
import { parseAirportName } from '../../../main/addon/detect/scenery-files.ts';
import { readDefinitions } from '../../../main/addon/dsf/read-definitions.ts';
import { linuxLibrary } from '../../../main/addon/samples/linux-library.ts';
import { macLibrary } from '../../../main/addon/samples/mac-library.ts';
import { windowsLibrary } from '../../../main/addon/samples/windows-library.ts';
import { makeDsf } from '../dsf/make-dsf.ts';
import { PACKED_TILES } from '../dsf/packed-tiles.ts';
import { CountedFile, mutate, randomNumbers } from './mutate.ts';

type Parse = (size: number, read: CountedFile['read']) => Promise<unknown>;

/** A reader of a whole text; what it knows is one part of it. */
function ofText(known: (text: string) => unknown): Parse {
  return async (size, read) => known((await read(0, size)).toString('utf8'));
}

/** The same file as what is run by itself. */
function asProgram(library: Uint8Array): Buffer {
  const bytes = Buffer.from(library);
  if (bytes[0] === 0x4d) bytes.writeUInt16LE(0x22, bytes.readUInt32LE(0x3c) + 22);
  else if (bytes[0] === 0x7f) bytes.writeUInt16LE(2, 16);
  else bytes.writeUInt32LE(2, 12);
  return bytes;
}

/** A library is no program; one that is none of the formats any more, or damaged, is not either. */
async function programOrUnknown(size: number, read: CountedFile['read']): Promise<unknown> {
  return (await isProgram(size, read)) ? true : undefined;
}

const AIRCRAFT = Buffer.from('I\n1200 Version\nP acf/_name Jet\nP acf/_studio Works\nP acf/_version 1.2\n'.repeat(3));
const AIRPORTS = Buffer.from('I\n1000 Version\n\n1 1906 1 0 LOWI Innsbruck\n100 45 1 0 0.25\n');

/** A file of each format, and who reads it. */
export const PARSED: readonly (readonly [string, Buffer, Parse])[] = [
  ['PE', windowsLibrary('x86_64', 8000, { imports: ['KERNEL32.dll', 'USER32.dll'] }), readBinary],
  ['ELF', linuxLibrary(8000, { versions: ['GLIBC_2.2.5', 'GLIBC_2.34'], runpath: '$ORIGIN/lib' }), readBinary],
  ['Mach-O', macLibrary(['arm64'], 8000, { rpaths: ['@loader_path'] }), readBinary],
  ['universal Mach-O', macLibrary(['x86_64', 'arm64'], 34_000), readBinary],
  ['PE asked whether it is a program', asProgram(windowsLibrary('x86_64', 8000)), programOrUnknown],
  ['ELF asked whether it is a program', asProgram(linuxLibrary(8000)), programOrUnknown],
  ['Mach-O asked whether it is a program', asProgram(macLibrary(['arm64'], 8000)), programOrUnknown],
  ['.acf', AIRCRAFT, ofText((text) => parseAircraft(text).studio)],
  ['apt.dat', AIRPORTS, ofText((text) => parseAirportName(text, 'LOWI'))],
  ['DSF', makeDsf({ objects: ['a.obj', 'lib/b.obj'], polygons: ['c.pol'] }), readDefinitions],
  ['DSF in 7z, LZMA', PACKED_TILES.lzma, readDefinitions],
  ['DSF in 7z, LZMA2', PACKED_TILES.lzma2, readDefinitions],
  ['DSF in 7z with a packed header', PACKED_TILES.packedHeader, readDefinitions],
];

/** More than any parser may ask for, of files that are this small. */
const MOST_READS = 600;
const MOST_BYTES = 8 * 1024 * 1024;

/** Reads changed files; a parser may know nothing about them, but neither throw, nor go on forever, nor ask for everything again and again. */
export async function fuzzParser(file: Buffer, parse: Parse, inputs: number, seed: number): Promise<void> {
  const random = randomNumbers(seed);
  let known = 0;
  for (let input = 0; input < inputs; input++) {
    const changed = mutate(file, random);
    const counted = new CountedFile(changed);
    try {
      if ((await parse(changed.length, counted.read)) !== undefined) known++;
    } catch (error) {
      throw new Error(`input ${input} of seed ${seed}: ${changed.toString('base64').slice(0, 20_000)}`, {
        cause: error,
      });
    }
    if (counted.reads > MOST_READS || counted.bytesRead > MOST_BYTES) {
      throw new Error(`input ${input} of seed ${seed}: ${counted.reads} reads of ${counted.bytesRead} bytes`);
    }
  }
  // Both kinds are met, so that the inputs are neither too harmless nor all refused at the first byte.
  expect(known).toBeGreaterThan(inputs / 100);
  expect(known).toBeLessThan(inputs);
}
