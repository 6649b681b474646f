import { ENTRY_POINTS } from '../binaries/entry-points.ts';
import { bigWords, codeLike, TableWriter, words } from './program-bytes.ts';

type MachCpu = 'x86_64' | 'arm64';

const TYPES: Readonly<Record<MachCpu, readonly [type: number, subtype: number]>> = {
  x86_64: [0x0100_0007, 3],
  arm64: [0x0100_000c, 0],
};
const COMMANDS_AT = 32;
/** Room for the commands; the tables they point to follow. */
const TABLES_AT = 0x1000;
const LEAST_BYTES = TABLES_AT + 1024;

export interface MacTables {
  readonly libraries?: readonly string[];
  readonly weakLibraries?: readonly string[];
  readonly rpaths?: readonly string[];
  readonly exports?: readonly string[];
  /** As in [11, 0]. */
  readonly oldestSystem?: readonly [number, number];
  readonly signature?: 'none' | 'ad-hoc' | 'signed';
}

/** A Mach-O bundle for one processor, or a universal file that holds one for each: all its loader reads, nothing to run. */
export function macLibrary(cpus: readonly MachCpu[], bytes: number, tables: MacTables = {}): Buffer {
  const [only] = cpus;
  if (cpus.length === 1 && only !== undefined) return machSlice(only, bytes, tables);
  const align = 0x4000;
  const each = Math.max(align, Math.floor(bytes / cpus.length / align) * align);
  const file = Buffer.alloc(align + each * cpus.length);
  bigWords(0xcafe_babe, cpus.length).copy(file, 0);
  cpus.forEach((cpu, index) => {
    const [type, subtype] = TYPES[cpu];
    const at = align + each * index;
    bigWords(type, subtype, at, each, 14).copy(file, 8 + 20 * index);
    file.set(machSlice(cpu, each, tables), at);
  });
  return file;
}

function machSlice(cpu: MachCpu, bytes: number, tables: MacTables): Buffer {
  const { libraries = ['/usr/lib/libSystem.B.dylib'], weakLibraries = [], rpaths = [] } = tables;
  const { exports = ENTRY_POINTS, oldestSystem = [11, 0], signature = 'signed' } = tables;
  const file = codeLike(Math.max(bytes, LEAST_BYTES));
  file.fill(0, 0, TABLES_AT);
  const writer = new TableWriter(file, TABLES_AT);
  const trie = exportTrie(exports.map((name) => `_${name}`));
  const commands = [
    ...libraries.map((path) => textCommand(0xc, words(24, 0, 0, 0), path)),
    ...weakLibraries.map((path) => textCommand(0x8000_0018, words(24, 0, 0, 0), path)),
    ...rpaths.map((path) => textCommand(0x8000_001c, words(12), path)),
    command(0x32, words(1, oldestSystem[0] * 65_536 + oldestSystem[1] * 256, 0, 0)),
    command(0x8000_0033, words(writer.put(trie), trie.length)),
  ];
  if (signature !== 'none') {
    const signed = signatureBlob(signature);
    commands.push(command(0x1d, words(writer.put(signed), signed.length)));
  }
  const table = Buffer.concat(commands);
  const [type, subtype] = TYPES[cpu];
  words(0xfeed_facf, type, subtype, 8, commands.length, table.length, 0, 0).copy(file, 0); // 8: a bundle
  table.copy(file, COMMANDS_AT);
  return file;
}

function command(id: number, body: Buffer): Buffer {
  return Buffer.concat([words(id, body.length + 8), body]);
}

function textCommand(id: number, head: Buffer, text: string): Buffer {
  const room = Math.ceil((text.length + 1) / 8) * 8 + ((8 - ((head.length + 8) % 8)) % 8);
  return command(id, Buffer.concat([head, Buffer.from(text.padEnd(room, '\0'))]));
}

/** A root with one edge to each name; every name's node says no more than that it is there. */
function exportTrie(names: readonly string[]): Buffer {
  const rootBytes = names.reduce((sum, name) => sum + name.length + 3, 2);
  const edges = names.map((name, index) => {
    const at = rootBytes + index * 4;
    return Buffer.concat([Buffer.from(`${name}\0`), Buffer.from([(at & 0x7f) | 0x80, at >>> 7])]);
  });
  return Buffer.concat([Buffer.from([0, names.length]), ...edges, ...names.map(() => Buffer.from([2, 0, 0, 0]))]);
}

/** A seal over nothing, and for a signed one a place where the certificates would be. */
function signatureBlob(signature: 'ad-hoc' | 'signed'): Buffer {
  const flags = signature === 'ad-hoc' ? 2 : 0;
  const directory = bigWords(0xfade_0c02, 16, 0x2_0400, flags);
  const certificates = bigWords(0xfade_0b01, 16, 0, 0);
  return Buffer.concat([bigWords(0xfade_0cc0, 60, 2, 0, 28, 0x10000, 44), directory, certificates]);
}
