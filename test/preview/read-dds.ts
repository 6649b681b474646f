import { decodeTexture, type Picture } from '../../main/preview/dds/decode-level.ts';
import { DDS_HEADER_BYTES, parseDdsHeader } from '../../main/preview/dds/header.ts';

/** What the worker does, without a worker. */
export function readDds(file: Uint8Array): Picture | string {
  const header = parseDdsHeader(file.subarray(0, DDS_HEADER_BYTES));
  if (typeof header === 'string') return header;
  return decodeTexture(header, file.length, (from, length) => file.subarray(from, from + length));
}

/** The pixels from the first row of the file on, which is the lowest of the picture. */
export function rowsOfFile({ width, height, rgba }: Picture): string {
  const rows = Array.from({ length: height }, (_, row) => rgba.subarray(row * width * 4, (row + 1) * width * 4));
  return Buffer.concat(rows.toReversed()).toString('hex');
}
