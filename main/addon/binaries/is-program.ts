import { HEADER_BYTES, parseBinaryHeader } from '../detect/binary-header.ts';
import { ByteWindow, NotReadable, type ReadBytes, u64 } from './byte-window.ts';

const DLL = 0x2000;
const ELF = { executable: 2, shared: 3, interpreter: 3 } as const;
const MOST_SEGMENTS = 64;
const MACH_EXECUTABLE = 2;
const UNIVERSAL_64 = 0xcafe_babf;

/** Whether a file is run by itself: a library, an object file and what is damaged are not. */
export async function isProgram(size: number, read: ReadBytes): Promise<boolean> {
  const window = new ByteWindow(size, read);
  try {
    const header = parseBinaryHeader(await window.bytes(0, Math.min(size, HEADER_BYTES)));
    if (header?.format === 'pe') return await isPeProgram(window);
    if (header?.format === 'elf') return await isElfProgram(window);
    return header !== undefined && (await isMachProgram(window));
  } catch (error) {
    if (error instanceof NotReadable) return false;
    throw error;
  }
}

async function isPeProgram(window: ByteWindow): Promise<boolean> {
  const start = await window.u32(0x3c);
  return ((await window.bytes(start + 22, 2)).readUInt16LE(0) & DLL) === 0;
}

/** Programs of today are shared objects too; they alone name the loader that starts them. */
async function isElfProgram(window: ByteWindow): Promise<boolean> {
  const header = await window.bytes(0, 64);
  const isLittle = header[5] !== 2;
  const type = isLittle ? header.readUInt16LE(16) : header.readUInt16BE(16);
  if (type !== ELF.shared || !isLittle) return type === ELF.executable;
  const is64Bit = header[4] === 2;
  const table = is64Bit ? u64(header, 32) : header.readUInt32LE(28);
  const stride = header.readUInt16LE(is64Bit ? 54 : 42);
  const count = Math.min(header.readUInt16LE(is64Bit ? 56 : 44), MOST_SEGMENTS);
  for (let index = 0; index < count; index++) {
    if ((await window.u32(table + index * stride)) === ELF.interpreter) return true;
  }
  return false;
}

async function isMachProgram(window: ByteWindow): Promise<boolean> {
  const magic = (await window.bytes(0, 4)).readUInt32BE(0);
  const isUniversal = magic === 0xcafe_babe || magic === UNIVERSAL_64;
  const row = await window.bytes(8, 16);
  const start = !isUniversal ? 0 : magic === UNIVERSAL_64 ? Number(row.readBigUInt64BE(8)) : row.readUInt32BE(8);
  const slice = await window.bytes(start, 16);
  // The letters of the number tell the byte order, which for a PowerPC part is the other one.
  return (slice[0] === 0xfe ? slice.readUInt32BE(12) : slice.readUInt32LE(12)) === MACH_EXECUTABLE;
}
