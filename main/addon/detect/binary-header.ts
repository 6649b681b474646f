/** What the first bytes of a program file say about the machines it is for. */
export interface BinaryHeader {
  readonly format: 'pe' | 'elf' | 'mach-o';
  /** One for a thin file, several for a universal one; `unknown` for a processor no X-Plane runs on. */
  readonly cpus: readonly Cpu[];
}

export type Cpu = 'x86_64' | 'arm64' | 'x86' | 'arm' | 'ppc' | 'unknown';

/** Enough for every header met in practice; a PE header that starts later is read as of an unknown processor. */
export const HEADER_BYTES = 4096;

const PE_CPUS = new Map<number, Cpu>([
  [0x8664, 'x86_64'],
  [0xaa64, 'arm64'],
  [0x014c, 'x86'],
  [0x01c4, 'arm'],
]);

const ELF_CPUS = new Map<number, Cpu>([
  [62, 'x86_64'],
  [183, 'arm64'],
  [3, 'x86'],
  [40, 'arm'],
]);

const MACH_CPUS = new Map<number, Cpu>([
  [0x0100_0007, 'x86_64'],
  [0x0100_000c, 'arm64'],
  [7, 'x86'],
  [12, 'arm'],
  [18, 'ppc'],
]);

/** Undefined when the bytes start no program file this side knows. */
export function parseBinaryHeader(bytes: Uint8Array): BinaryHeader | undefined {
  if (bytes.length < 20) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint16(0) === 0x4d5a) return parsePe(view);
  switch (view.getUint32(0)) {
    case 0x7f45_4c46:
      return parseElf(view);
    case 0xcffa_edfe:
    case 0xcefa_edfe:
      return { format: 'mach-o', cpus: [machCpu(view.getUint32(4, true))] };
    case 0xfeed_facf:
    case 0xfeed_face:
      return { format: 'mach-o', cpus: [machCpu(view.getUint32(4))] };
    case 0xcafe_babe:
      return parseUniversal(view, 20);
    case 0xcafe_babf:
      return parseUniversal(view, 32);
    default:
      return undefined;
  }
}

function parsePe(view: DataView): BinaryHeader | undefined {
  if (view.byteLength < 0x40) return undefined;
  const start = view.getUint32(0x3c, true);
  if (start + 6 > view.byteLength) return { format: 'pe', cpus: ['unknown'] };
  if (view.getUint32(start) !== 0x5045_0000) return undefined; // a DOS program
  return { format: 'pe', cpus: [cpu(PE_CPUS, view.getUint16(start + 4, true))] };
}

function parseElf(view: DataView): BinaryHeader {
  const littleEndian = view.getUint8(5) !== 2;
  return { format: 'elf', cpus: [cpu(ELF_CPUS, view.getUint16(18, littleEndian))] };
}

function parseUniversal(view: DataView, stride: number): BinaryHeader | undefined {
  const count = view.getUint32(4);
  // A Java class starts with the same four bytes, followed by its version: never less than 45.
  if (count === 0 || count > 30) return undefined;
  const cpus: Cpu[] = [];
  for (let at = 8; cpus.length < count && at + 4 <= view.byteLength; at += stride) {
    cpus.push(machCpu(view.getUint32(at)));
  }
  return { format: 'mach-o', cpus };
}

/** The processor a Mach-O file names. */
export function machCpu(code: number): Cpu {
  return cpu(MACH_CPUS, code);
}

function cpu(table: ReadonlyMap<number, Cpu>, code: number): Cpu {
  return table.get(code) ?? 'unknown';
}
