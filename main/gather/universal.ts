const FAT_MAGIC = 0xcafe_babe;
/** Pages of 16 KB, as arm64 needs them; x86_64 may begin there too. */
const ALIGNMENT_BITS = 14;
const ALIGNMENT = 2 ** ALIGNMENT_BITS;

/** A universal file of thin 64-bit Mach-O files; each keeps its bytes, and with them its signature. */
export function joinSlices(slices: readonly Buffer[]): Buffer {
  const header = Buffer.alloc(ALIGNMENT);
  header.writeUInt32BE(FAT_MAGIC, 0);
  header.writeUInt32BE(slices.length, 4);
  const parts: Buffer[] = [header];
  let at = ALIGNMENT;
  for (const [index, slice] of slices.entries()) {
    const fields = [slice.readUInt32LE(4), slice.readUInt32LE(8), at, slice.length, ALIGNMENT_BITS];
    for (const [field, value] of fields.entries()) header.writeUInt32BE(value, 8 + 20 * index + 4 * field);
    const isLast = index === slices.length - 1;
    const gap = isLast ? 0 : (ALIGNMENT - (slice.length % ALIGNMENT)) % ALIGNMENT;
    parts.push(slice, Buffer.alloc(gap));
    at += slice.length + gap;
  }
  return Buffer.concat(parts);
}
