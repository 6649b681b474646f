import { machCpu } from '../detect/binary-header.ts';
import type { MachOFacts, MachOSlice } from './binary-facts.ts';
import { type ByteWindow, NotReadable } from './byte-window.ts';
import { readSignature } from './code-signature.ts';
import { findExports, findSymbols } from './mach-o-exports.ts';

const MOST_SLICES = 30;
const MOST_COMMANDS = 4096;
const UNIVERSAL = 0xcafe_babe;
const UNIVERSAL_64 = 0xcafe_babf;
const MACH_64 = 0xfeed_facf;
const MACH_32 = 0xfeed_face;
const MACOS = 1;
const COMMAND = {
  symbols: 0x2,
  library: 0xc,
  weakLibrary: 0x8000_0018,
  rpath: 0x8000_001c,
  signature: 0x1d,
  reexport: 0x8000_001f,
  upward: 0x8000_0023,
  info: 0x22,
  infoOnly: 0x8000_0022,
  versionMin: 0x24,
  buildVersion: 0x32,
  exportsTrie: 0x8000_0033,
} as const;

/** A macOS library, for one kind of processor or several. (mach-o/loader.h, mach-o/fat.h) */
export async function parseMachO(window: ByteWindow): Promise<MachOFacts> {
  const magic = (await window.bytes(0, 4)).readUInt32BE(0);
  if (magic !== UNIVERSAL && magic !== UNIVERSAL_64) return { format: 'mach-o', slices: [await parseSlice(window, 0)] };
  const count = (await window.bytes(4, 4)).readUInt32BE(0);
  if (count > MOST_SLICES) throw new NotReadable();
  const stride = magic === UNIVERSAL ? 20 : 32;
  const slices: MachOSlice[] = [];
  for (let index = 0; index < count; index++) {
    const row = await window.bytes(8 + index * stride, stride);
    // A part for processors of the past, in another byte order, is nobody's concern.
    if (machCpu(row.readUInt32BE(0)) === 'ppc') continue;
    const start = stride === 20 ? row.readUInt32BE(8) : row.readUInt32BE(8) * 2 ** 32 + row.readUInt32BE(12);
    slices.push(await parseSlice(window, start));
  }
  return { format: 'mach-o', slices };
}

async function parseSlice(window: ByteWindow, start: number): Promise<MachOSlice> {
  const header = await window.bytes(start, 28);
  const magic = header.readUInt32LE(0);
  if (magic !== MACH_64 && magic !== MACH_32) throw new NotReadable();
  const count = Math.min(header.readUInt32LE(16), MOST_COMMANDS);
  const table = await window.bytes(start + (magic === MACH_64 ? 32 : 28), header.readUInt32LE(20));
  const libraries: { path: string; isWeak: boolean }[] = [];
  const rpaths: string[] = [];
  let oldestSystem: string | undefined;
  let signature: MachOSlice['signature'] = 'none';
  let exportsAt: { readonly start: number; readonly size: number } | undefined;
  let symbols: Buffer | undefined;
  for (let index = 0, at = 0; index < count && at + 8 <= table.length; index++) {
    const command = table.subarray(at, at + Math.max(8, table.readUInt32LE(at + 4)));
    at += command.length;
    switch (command.readUInt32LE(0)) {
      case COMMAND.library:
      case COMMAND.reexport:
      case COMMAND.upward:
      case COMMAND.weakLibrary: {
        const isWeak = command.readUInt32LE(0) === COMMAND.weakLibrary;
        libraries.push({ path: textOf(command), isWeak });
        break;
      }
      case COMMAND.rpath:
        rpaths.push(textOf(command));
        break;
      case COMMAND.versionMin:
        oldestSystem = versionOf(word(command, 8));
        break;
      case COMMAND.buildVersion:
        if (word(command, 8) === MACOS) oldestSystem = versionOf(word(command, 12));
        break;
      case COMMAND.signature:
        signature = await readSignature(window, start + word(command, 8), word(command, 12));
        break;
      case COMMAND.info:
      case COMMAND.infoOnly:
        exportsAt = { start: start + word(command, 40), size: word(command, 44) };
        break;
      case COMMAND.exportsTrie:
        exportsAt = { start: start + word(command, 8), size: word(command, 12) };
        break;
      case COMMAND.symbols:
        symbols = command;
        break;
      default:
    }
  }
  const entryPoints =
    exportsAt !== undefined && exportsAt.size > 0
      ? await findExports(window, exportsAt)
      : await findSymbols(window, start, symbols, magic === MACH_64 ? 16 : 12);
  return { cpu: machCpu(header.readUInt32LE(4)), libraries, rpaths, oldestSystem, signature, entryPoints };
}

function word(command: Buffer, at: number): number {
  if (at + 4 > command.length) throw new NotReadable();
  return command.readUInt32LE(at);
}

/** The text of a command stands in the command itself, at the offset its third word tells. */
function textOf(command: Buffer): string {
  const bytes = command.subarray(word(command, 8));
  const end = bytes.indexOf(0);
  return bytes.toString('utf8', 0, end < 0 ? bytes.length : end);
}

function versionOf(packed: number): string {
  return `${packed >>> 16}.${(packed >>> 8) & 0xff}`;
}
