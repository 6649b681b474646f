import { ENTRY_POINTS } from '../binaries/entry-points.ts';
import { codeLike, TableWriter, words } from './program-bytes.ts';

type PeCpu = 'x86_64' | 'arm64' | 'x86';

const MACHINES: Readonly<Record<PeCpu, number>> = { x86_64: 0x8664, arm64: 0xaa64, x86: 0x014c };
const SECTION_AT = 0x400;
const SECTION_ADDRESS = 0x1000;

export interface WindowsTables {
  readonly imports?: readonly string[];
  readonly exports?: readonly string[];
}

/** A Windows DLL with everything its loader reads, and nothing to run: headers, one section, imports and exports. */
export function windowsLibrary(cpu: PeCpu, bytes: number, tables: WindowsTables = {}): Buffer {
  const file = codeLike(bytes);
  file.fill(0, 0, SECTION_AT);
  file.write('MZ', 0, 'latin1');
  file.writeUInt32LE(0x80, 0x3c);
  file.write('PE\0\0', 0x80, 'latin1');
  const coff = 0x84;
  const is64Bit = cpu !== 'x86';
  file.writeUInt16LE(MACHINES[cpu], coff);
  file.writeUInt16LE(1, coff + 2);
  file.writeUInt16LE(is64Bit ? 240 : 224, coff + 16);
  file.writeUInt16LE(is64Bit ? 0x2022 : 0x2102, coff + 18); // an executable image that is a DLL
  const optional = coff + 20;
  file.writeUInt16LE(is64Bit ? 0x20b : 0x10b, optional);
  file.writeUInt32LE(0x1000, optional + 32);
  file.writeUInt32LE(0x200, optional + 36);
  const section = optional + (is64Bit ? 240 : 224);
  file.write('.text', section, 'latin1');
  words(bytes - SECTION_AT, SECTION_ADDRESS, bytes - SECTION_AT, SECTION_AT).copy(file, section + 8);

  const { imports = ['KERNEL32.dll'], exports = ENTRY_POINTS } = tables;
  const writer = new TableWriter(file, SECTION_AT);
  const put = (table: Buffer) => writer.put(table) - SECTION_AT + SECTION_ADDRESS;
  const text = (name: string) => put(Buffer.from(`${name}\0`));
  const names = [...exports].sort().map(text);
  const ordinals = put(Buffer.from(Uint16Array.from(names, (_, index) => index).buffer));
  const functions = put(words(...names.map(() => SECTION_ADDRESS)));
  const count = names.length;
  const exported = put(words(0, 0, 0, text('plugin.dll'), 1, count, count, functions, put(words(...names)), ordinals));
  const lookup = put(words(0, 0));
  const rows = imports.flatMap((name) => [lookup, 0, 0, text(name), lookup]);
  const imported = put(words(...rows, 0, 0, 0, 0, 0));
  const directories = optional + (is64Bit ? 112 : 96);
  words(16, exported, 40, imported, rows.length * 4 + 20).copy(file, directories - 4);
  return file;
}
