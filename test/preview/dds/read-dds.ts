import { decodeTexture, type Picture } from '../../../main/preview/dds/decode-level.ts';
import { DDS_HEADER_BYTES, parseDdsHeader } from '../../../main/preview/dds/header.ts';

/** What the worker does, without a worker. */
export function readDds(file: Uint8Array): Picture | string {
  const header = parseDdsHeader(file.subarray(0, DDS_HEADER_BYTES));
  if (typeof header === 'string') return header;
  return decodeTexture(header, file.length, (from, length) => file.subarray(from, from + length));
}

export function pixelsOf({ rgba }: Picture): string {
  return Buffer.from(rgba).toString('hex');
}
