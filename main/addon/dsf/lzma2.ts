import { BrokenStream, LzmaDecoder } from './lzma.ts';

/** The start of an LZMA2 stream: LZMA in pieces that say whether they begin anew, with plain pieces between. */
export function decodeLzma2(packed: Buffer, length: number): Buffer {
  const decoder = new LzmaDecoder(length);
  let at = 0;
  while (decoder.length < length) {
    const control = byteAt(packed, at);
    if (control === 0) break;
    const size = byteAt(packed, at + 1) * 256 + byteAt(packed, at + 2) + 1;
    if (control < 0x80) {
      if (control > 2) throw new BrokenStream();
      decoder.copy(packed.subarray(at + 3, at + 3 + size));
      at += 3 + size;
      if (at > packed.length) throw new BrokenStream();
      continue;
    }
    const packedSize = byteAt(packed, at + 3) * 256 + byteAt(packed, at + 4) + 1;
    const brings = (control >>> 5) & 3;
    if (brings >= 2) decoder.setProperties(byteAt(packed, at + 5));
    else if (brings === 1) decoder.resetState();
    at += brings >= 2 ? 6 : 5;
    decoder.decode(packed.subarray(at, at + packedSize), decoder.length + ((control & 0x1f) << 16) + size);
    at += packedSize;
  }
  return decoder.output.subarray(0, decoder.length);
}

function byteAt(bytes: Buffer, at: number): number {
  const byte = bytes[at];
  if (byte === undefined) throw new BrokenStream();
  return byte;
}
