// The numbers of the zip format (PKWARE APPNOTE 6.3) that the reader and the writer share.

export const LOCAL_HEADER = 0x04034b50;
export const CENTRAL_HEADER = 0x02014b50;
export const END_OF_DIRECTORY = 0x06054b50;
export const ZIP64_END = 0x06064b50;
export const ZIP64_LOCATOR = 0x07064b50;
export const DESCRIPTOR = 0x08074b50;

export const LOCAL_HEADER_SIZE = 30;
export const CENTRAL_HEADER_SIZE = 46;
export const END_SIZE = 22;
export const ZIP64_END_SIZE = 56;
export const ZIP64_LOCATOR_SIZE = 20;

export const MAX_16 = 0xffff;
export const MAX_32 = 0xffffffff;

export const STORED = 0;
export const DEFLATED = 8;

export const FLAG_ENCRYPTED = 0x0001;
export const FLAG_HINTS = 0x0006;
export const FLAG_DESCRIPTOR = 0x0008;
export const FLAG_STRONG_ENCRYPTION = 0x0040;
export const FLAG_UTF8 = 0x0800;
export const FLAG_MASKED_HEADERS = 0x2000;

/** The newest format that stored and deflated entries with 64-bit sizes ask for: 4.5. */
export const NEWEST_VERSION = 45;

export const EXTRA_ZIP64 = 0x0001;
export const EXTRA_UNICODE_PATH = 0x7075;

/** The field `id` of an extra area, or undefined. A field that runs over the end of its area counts as absent. */
export function extraField(extra: Buffer, id: number): Buffer | undefined {
  let at = 0;
  while (at + 4 <= extra.length) {
    const size = extra.readUInt16LE(at + 2);
    const end = at + 4 + size;
    if (end > extra.length) return undefined;
    if (extra.readUInt16LE(at) === id) return extra.subarray(at + 4, end);
    at = end;
  }
  return undefined;
}

/** Why an extra area means different things to different readers; undefined for a sound one. */
export function extraFault(extra: Buffer): string | undefined {
  let seen = 0;
  for (let at = 0; at + 4 <= extra.length; ) {
    const id = extra.readUInt16LE(at);
    const mark = id === EXTRA_ZIP64 ? 1 : id === EXTRA_UNICODE_PATH ? 2 : 0;
    if (seen & mark) return 'an entry tells its size or its name twice';
    seen |= mark;
    at += 4 + extra.readUInt16LE(at + 2);
    if (at > extra.length) return 'an extra field of an entry is cut off';
  }
  return undefined;
}

/** A 64-bit number of the format. Whatever is beyond exact arithmetic is far beyond every limit, so it may be cut there. */
export function readUInt64(from: Buffer, at: number): number {
  const value = from.readBigUInt64LE(at);
  return value > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : Number(value);
}
