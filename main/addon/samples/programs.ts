/** The smallest files that a system's loader takes for a library of its kind: real headers, nothing to run. */

type PeCpu = 'x86_64' | 'arm64' | 'x86';
type MachCpu = 'x86_64' | 'arm64';

const PE_MACHINES: Readonly<Record<PeCpu, number>> = { x86_64: 0x8664, arm64: 0xaa64, x86: 0x014c };
const MACH_TYPES: Readonly<Record<MachCpu, readonly [type: number, subtype: number]>> = {
  x86_64: [0x0100_0007, 3],
  arm64: [0x0100_000c, 0],
};

/** A Windows DLL: DOS header, PE signature, COFF header, optional header and one section. */
export function windowsLibrary(cpu: PeCpu, bytes: number): Buffer {
  const file = fill(bytes);
  file.fill(0, 0, 0x400);
  file.write('MZ', 0, 'latin1');
  file.writeUInt32LE(0x80, 0x3c);
  file.write('PE\0\0', 0x80, 'latin1');
  const coff = 0x84;
  file.writeUInt16LE(PE_MACHINES[cpu], coff);
  file.writeUInt16LE(1, coff + 2);
  const is64Bit = cpu !== 'x86';
  file.writeUInt16LE(is64Bit ? 240 : 224, coff + 16);
  file.writeUInt16LE(is64Bit ? 0x2022 : 0x2102, coff + 18); // an executable image that is a DLL
  const optional = coff + 20;
  file.writeUInt16LE(is64Bit ? 0x20b : 0x10b, optional);
  file.writeUInt32LE(0x1000, optional + 32);
  file.writeUInt32LE(0x200, optional + 36);
  file.write('.text', optional + (is64Bit ? 240 : 224), 'latin1');
  return file;
}

/** A Linux shared object. */
export function linuxLibrary(bytes: number): Buffer {
  const file = fill(bytes);
  file.fill(0, 0, 64);
  file.write('\x7fELF', 0, 'latin1');
  file.set([2, 1, 1], 4); // 64 bit, little endian, version 1
  file.writeUInt16LE(3, 16); // a shared object
  file.writeUInt16LE(62, 18); // x86-64
  file.writeUInt32LE(1, 20);
  file.writeUInt16LE(64, 52);
  return file;
}

/** A Mach-O bundle for one processor, or a universal file that holds one for each. */
export function macLibrary(cpus: readonly MachCpu[], bytes: number): Buffer {
  const [only] = cpus;
  if (cpus.length === 1 && only !== undefined) return machSlice(only, bytes);
  const align = 0x4000;
  const each = Math.max(align, Math.floor(bytes / cpus.length / align) * align);
  const file = Buffer.alloc(align + each * cpus.length);
  file.writeUInt32BE(0xcafe_babe, 0);
  file.writeUInt32BE(cpus.length, 4);
  cpus.forEach((cpu, index) => {
    const [type, subtype] = MACH_TYPES[cpu];
    const at = align + each * index;
    [type, subtype, at, each, 14].forEach((value, field) => {
      file.writeUInt32BE(value, 8 + 20 * index + 4 * field);
    });
    file.set(machSlice(cpu, each), at);
  });
  return file;
}

function machSlice(cpu: MachCpu, bytes: number): Buffer {
  const file = fill(bytes);
  file.fill(0, 0, 32);
  const [type, subtype] = MACH_TYPES[cpu];
  file.writeUInt32LE(0xfeed_facf, 0);
  file.writeUInt32LE(type, 4);
  file.writeUInt32LE(subtype, 8);
  file.writeUInt32LE(8, 12); // a bundle
  return file;
}

/** Bytes that look like machine code to a compressor: neither constant nor random. */
function fill(bytes: number): Buffer {
  const file = Buffer.alloc(bytes);
  let state = bytes >>> 0;
  for (let at = 0; at < bytes; at++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    file[at] = at % 4 === 0 ? state >>> 24 : (state >>> 28) & 0x0f;
  }
  return file;
}
