import { HEADER_BYTES, parseBinaryHeader } from '../detect/binary-header.ts';
import type { BinaryFacts } from './binary-facts.ts';
import { ByteWindow, NotReadable, type ReadBytes } from './byte-window.ts';
import { parseElf } from './elf.ts';
import { parseMachO } from './mach-o.ts';
import { parsePe } from './pe.ts';

/** Undefined for what is no program, or one of which nothing certain can be said. */
export async function readBinary(size: number, read: ReadBytes): Promise<BinaryFacts | undefined> {
  const window = new ByteWindow(size, read);
  try {
    const header = parseBinaryHeader(await window.bytes(0, Math.min(size, HEADER_BYTES)));
    const cpu = header?.cpus[0];
    if (header === undefined || cpu === undefined) return undefined;
    if (header.format === 'pe') return await parsePe(window, cpu);
    return header.format === 'elf' ? await parseElf(window, cpu) : await parseMachO(window);
  } catch (error) {
    if (error instanceof NotReadable) return undefined;
    throw error;
  }
}
