import { crc32, deflateRawSync } from 'node:zlib';

// Writes any zip there can be, right or wrong: each number of each record can be made to lie on its own.

/** What one of the two headers of an entry says; everything left out is the truth. */
interface HeaderLies {
  readonly name?: string | Buffer;
  readonly flags?: number;
  readonly method?: number;
  readonly crc?: number;
  readonly compressedSize?: number;
  readonly uncompressedSize?: number;
  readonly extra?: Buffer;
}

export interface CraftedEntry {
  readonly name: string | Buffer;
  readonly content?: string | Buffer;
  /** Compressed bytes as given; `content` then only serves for the checksum and the size. */
  readonly raw?: Buffer;
  readonly method?: number;
  readonly symlink?: string;
  readonly executable?: boolean;
  /** Unix mode with its file type, e.g. 0o120777. */
  readonly mode?: number;
  /** Creator of the entry: 3 is Unix, 0 DOS. */
  readonly host?: number;
  readonly flags?: number;
  /** Sizes and checksum follow the content; the local header has zeros. */
  readonly descriptor?: boolean | 'missing' | 'unsigned' | 'wrong';
  /** Sizes and offset stand in the 64-bit extra fields. */
  readonly zip64?: boolean;
  /** "Version needed" of both headers. */
  readonly version?: number;
  readonly extra?: Buffer;
  /** Both headers tell this. */
  readonly lies?: HeaderLies;
  readonly localLies?: HeaderLies;
  readonly centralLies?: HeaderLies & { readonly offset?: number; readonly disk?: number };
  /** The entry is only in the listing and points at the local header of the entry of this index. */
  readonly sharesLocalOf?: number;
}

export interface CraftOptions {
  readonly prepend?: Buffer;
  /** Offsets count the prepended bytes, as a self-extracting archive does it. */
  readonly adjustOffsets?: boolean;
  readonly append?: Buffer;
  readonly comment?: string | Buffer;
  readonly entryCount?: number;
  readonly directorySize?: number;
  readonly directoryOffset?: number;
  readonly disk?: number;
  readonly zip64?: boolean;
  readonly zip64Lies?: {
    readonly entryCount?: number;
    readonly recordOffset?: number;
    /** Bytes in the extensible part of the record. */
    readonly extensible?: Buffer;
  };
  /** Bytes between the entries. */
  readonly gap?: number;
}

const DATE = 0x5a21_6000;
const FLAG_UTF8 = 0x0800;
const FLAG_DESCRIPTOR = 0x0008;

interface Numbers {
  crc: number;
  compressedSize: number;
  uncompressedSize: number;
}

export function craftZip(entries: readonly CraftedEntry[], options: CraftOptions = {}): Buffer {
  const out = createGrowing();
  if (options.prepend) out.append(options.prepend);
  const base = options.prepend && !options.adjustOffsets ? options.prepend.length : 0;
  const offsets: number[] = [];
  const listing = createGrowing();
  for (const entry of entries) {
    const bytes = compressed(entry);
    const shared = entry.sharesLocalOf === undefined ? undefined : offsets[entry.sharesLocalOf];
    const offset = shared ?? out.length - base;
    offsets.push(offset);
    if (shared === undefined) writeLocal(out, entry, bytes);
    writeCentral(listing, entry, bytes, offset);
    if (options.gap) out.append(Buffer.alloc(options.gap, 0x2e));
  }
  const directoryOffset = options.directoryOffset ?? out.length - base;
  const actualOffset = out.length;
  out.append(listing.bytes());
  writeEnd(out, options, entries.length, options.directorySize ?? out.length - actualOffset, directoryOffset);
  if (options.append) out.append(options.append);
  return Buffer.from(out.bytes());
}

function contentOf(entry: CraftedEntry): Buffer {
  return Buffer.from(entry.symlink ?? entry.content ?? '');
}

function methodOf(entry: CraftedEntry): number {
  return entry.method ?? (entry.symlink !== undefined || contentOf(entry).length === 0 ? 0 : 8);
}

function compressed(entry: CraftedEntry): Buffer {
  if (entry.raw) return entry.raw;
  return methodOf(entry) === 8 ? deflateRawSync(contentOf(entry)) : contentOf(entry);
}

function truth(entry: CraftedEntry, bytes: Buffer): Numbers {
  const content = contentOf(entry);
  return { crc: crc32(content), compressedSize: bytes.length, uncompressedSize: content.length };
}

function flagsOf(entry: CraftedEntry): number {
  const utf8 = typeof entry.name === 'string' ? FLAG_UTF8 : 0;
  return (entry.flags ?? utf8) | (entry.descriptor ? FLAG_DESCRIPTOR : 0);
}

function writeLocal(out: Growing, entry: CraftedEntry, bytes: Buffer): void {
  const lies = { ...entry.lies, ...entry.localLies };
  const zeros = entry.descriptor ? { crc: 0, compressedSize: 0, uncompressedSize: 0 } : {};
  const numbers = { ...truth(entry, bytes), ...zeros, ...lies };
  const name = Buffer.from(lies.name ?? entry.name);
  const wide = entry.zip64 ? wideField([numbers.uncompressedSize, numbers.compressedSize]) : Buffer.alloc(0);
  const extra = Buffer.concat([wide, lies.extra ?? entry.extra ?? Buffer.alloc(0)]);
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(entry.version ?? (entry.zip64 ? 45 : 20), 4);
  header.writeUInt16LE(lies.flags ?? flagsOf(entry), 6);
  header.writeUInt16LE(lies.method ?? methodOf(entry), 8);
  header.writeUInt32LE(DATE, 10);
  writeNumbers(header, 14, numbers, entry.zip64);
  header.writeUInt16LE(name.length, 26);
  header.writeUInt16LE(extra.length, 28);
  for (const part of [header, name, extra, bytes]) out.append(part);
  if (entry.descriptor && entry.descriptor !== 'missing') {
    const descriptor = descriptorOf({ ...truth(entry, bytes), ...entry.lies });
    if (entry.descriptor === 'wrong') descriptor.writeUInt32LE(1, 12);
    out.append(entry.descriptor === 'unsigned' ? descriptor.subarray(4) : descriptor);
  }
}

function descriptorOf(numbers: Numbers): Buffer {
  const descriptor = Buffer.alloc(16);
  descriptor.writeUInt32LE(0x08074b50, 0);
  writeNumbers(descriptor, 4, numbers);
  return descriptor;
}

function writeCentral(out: Growing, entry: CraftedEntry, bytes: Buffer, offset: number): void {
  const lies = { ...entry.lies, ...entry.centralLies };
  const numbers = { ...truth(entry, bytes), ...lies };
  const name = Buffer.from(lies.name ?? entry.name);
  const at = lies.offset ?? offset;
  const wide = entry.zip64 ? wideField([numbers.uncompressedSize, numbers.compressedSize, at]) : Buffer.alloc(0);
  const extra = Buffer.concat([wide, lies.extra ?? entry.extra ?? Buffer.alloc(0)]);
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(((entry.host ?? 3) << 8) | (entry.zip64 ? 45 : 20), 4);
  header.writeUInt16LE(entry.version ?? (entry.zip64 ? 45 : 20), 6);
  header.writeUInt16LE(lies.flags ?? flagsOf(entry), 8);
  header.writeUInt16LE(lies.method ?? methodOf(entry), 10);
  header.writeUInt32LE(DATE, 12);
  writeNumbers(header, 16, numbers, entry.zip64);
  header.writeUInt16LE(name.length, 28);
  header.writeUInt16LE(extra.length, 30);
  header.writeUInt16LE(lies.disk ?? 0, 34);
  header.writeUInt32LE((modeOf(entry, name) << 16) >>> 0, 38);
  header.writeUInt32LE(entry.zip64 ? 0xffffffff : at, 42);
  for (const part of [header, name, extra]) out.append(part);
}

function modeOf(entry: CraftedEntry, name: Buffer): number {
  if (entry.mode !== undefined) return entry.mode;
  if (entry.symlink !== undefined) return 0o120777;
  if (name.at(-1) === 0x2f) return 0o040755;
  return entry.executable ? 0o100755 : 0o100644;
}

function writeNumbers(header: Buffer, at: number, numbers: Numbers, zip64 = false): void {
  header.writeUInt32LE(numbers.crc, at);
  header.writeUInt32LE(zip64 ? 0xffffffff : numbers.compressedSize, at + 4);
  header.writeUInt32LE(zip64 ? 0xffffffff : numbers.uncompressedSize, at + 8);
}

function wideField(numbers: readonly number[]): Buffer {
  const field = Buffer.alloc(4 + numbers.length * 8);
  field.writeUInt16LE(1, 0);
  field.writeUInt16LE(numbers.length * 8, 2);
  for (const [index, number] of numbers.entries()) field.writeBigUInt64LE(BigInt(number), 4 + index * 8);
  return field;
}

function writeEnd(out: Growing, options: CraftOptions, count: number, size: number, offset: number): void {
  const entries = options.entryCount ?? count;
  const wide = options.zip64 ?? entries > 0xffff;
  if (wide) writeZip64End(out, options, entries, size, offset);
  const comment = Buffer.from(options.comment ?? '');
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(options.disk ?? 0, 4);
  end.writeUInt16LE(wide ? 0xffff : entries & 0xffff, 8);
  end.writeUInt16LE(wide ? 0xffff : entries & 0xffff, 10);
  end.writeUInt32LE(wide ? 0xffffffff : size, 12);
  end.writeUInt32LE(wide ? 0xffffffff : offset, 16);
  end.writeUInt16LE(comment.length, 20);
  out.append(end);
  out.append(comment);
}

function writeZip64End(out: Growing, options: CraftOptions, count: number, size: number, offset: number): void {
  const record = Buffer.alloc(56);
  const entries = BigInt(options.zip64Lies?.entryCount ?? count);
  record.writeUInt32LE(0x06064b50, 0);
  const extensible = options.zip64Lies?.extensible ?? Buffer.alloc(0);
  record.writeBigUInt64LE(44n + BigInt(extensible.length), 4);
  record.writeUInt16LE(45, 12);
  record.writeUInt16LE(45, 14);
  record.writeBigUInt64LE(entries, 24);
  record.writeBigUInt64LE(entries, 32);
  record.writeBigUInt64LE(BigInt(size), 40);
  record.writeBigUInt64LE(BigInt(offset), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(options.zip64Lies?.recordOffset ?? out.length), 8);
  locator.writeUInt32LE(1, 16);
  out.append(record);
  out.append(extensible);
  out.append(locator);
}

interface Growing {
  readonly length: number;
  append(bytes: Uint8Array): void;
  bytes(): Buffer;
}

/** A buffer that doubles: a million entries are two million small pieces. */
function createGrowing(): Growing {
  let held = Buffer.allocUnsafe(1024);
  let length = 0;
  return {
    get length() {
      return length;
    },
    append(bytes) {
      if (length + bytes.length > held.length) {
        const larger = Buffer.allocUnsafe(Math.max(held.length * 2, length + bytes.length));
        held.copy(larger, 0, 0, length);
        held = larger;
      }
      held.set(bytes, length);
      length += bytes.length;
    },
    bytes: () => held.subarray(0, length),
  };
}
