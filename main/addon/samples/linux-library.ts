import { ENTRY_POINTS } from '../binaries/entry-points.ts';
import { codeLike, TableWriter, words } from './program-bytes.ts';

export interface LinuxTables {
  readonly needed?: readonly string[];
  /** Of the first library needed. */
  readonly versions?: readonly string[];
  readonly rpath?: string;
  readonly runpath?: string;
  readonly exports?: readonly string[];
}

/** A Linux shared object with everything its loader reads, and nothing to run: two segments and the dynamic tables. */
export function linuxLibrary(bytes: number, tables: LinuxTables = {}): Buffer {
  const { needed = ['libc.so.6'], versions = ['GLIBC_2.2.5'], rpath, runpath, exports = ENTRY_POINTS } = tables;
  const file = codeLike(bytes);
  file.fill(0, 0, 64 + 112);
  file.write('\x7fELF', 0, 'latin1');
  file.set([2, 1, 1], 4); // 64 bit, little endian, version 1
  file.writeUInt16LE(3, 16); // a shared object
  file.writeUInt16LE(62, 18); // x86-64
  file.writeUInt32LE(1, 20);
  file.writeUInt32LE(64, 32);
  file.writeUInt16LE(64, 52);
  file.writeUInt16LE(56, 54);
  file.writeUInt16LE(2, 56);

  let strings = '\0';
  const text = (name: string) => {
    strings += `${name}\0`;
    return strings.length - name.length - 1;
  };
  const writer = new TableWriter(file, 64 + 112);
  const symbols = writer.put(Buffer.concat([words(0, 0, 0, 0, 0, 0), ...exports.map((name) => symbol(text(name)))]));
  // One bucket, and a chain through all symbols.
  const chain = exports.map((_, index) => (index + 2) % (exports.length + 1));
  const hash = writer.put(words(1, exports.length + 1, exports.length > 0 ? 1 : 0, 0, ...chain));
  const asked = versions.map((name, index) =>
    words(0, (index + 2) * 65_536, text(name), index + 1 < versions.length ? 16 : 0),
  );
  const library = words(versions.length * 65_536 + 1, text(needed[0] ?? ''), 16, 0);
  const verneed = writer.put(Buffer.concat([library, ...asked]));
  const tags: (readonly [number, number])[] = needed.map((name) => [1, text(name)]);
  if (rpath !== undefined) tags.push([15, text(rpath)]);
  if (runpath !== undefined) tags.push([29, text(runpath)]);
  if (versions.length > 0) tags.push([0x6fff_fffe, verneed], [0x6fff_ffff, 1]);
  tags.push([4, hash], [6, symbols], [11, 24], [5, writer.put(Buffer.from(strings))], [10, strings.length], [0, 0]);
  const rows = Buffer.concat(tags.map(([tag, value]) => words(tag, 0, value, 0)));
  const dynamic = writer.put(rows);
  segment(1, 0, bytes).copy(file, 64);
  segment(2, dynamic, rows.length).copy(file, 64 + 56);
  return file;
}

/** A global function, defined in the first section. */
function symbol(name: number): Buffer {
  return words(name, 0x0001_0012, 0x1000, 0, 0, 0);
}

function segment(type: number, offset: number, size: number): Buffer {
  return words(type, 5, offset, 0, offset, 0, offset, 0, size, 0, size, 0, 8, 0);
}
