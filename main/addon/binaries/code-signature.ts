import type { MachOSlice } from './binary-facts.ts';
import type { ByteWindow } from './byte-window.ts';

const SUPER_BLOB = 0xfade_0cc0;
const CODE_DIRECTORY = 0;
const CERTIFICATES = 0x10000;
const AD_HOC = 0x2;
const MOST_BLOBS = 64;
/** A blob with nothing in it but its own head. */
const EMPTY = 8;

/** Whether a slice is signed by somebody, or only sealed (`codesign -s -`, as linkers do for Apple silicon). */
export async function readSignature(window: ByteWindow, start: number, size: number): Promise<MachOSlice['signature']> {
  if (size < 12) return 'none';
  const head = await window.bytes(start, 12);
  if (head.readUInt32BE(0) !== SUPER_BLOB) return 'none';
  const count = Math.min(head.readUInt32BE(8), MOST_BLOBS);
  const index = await window.bytes(start + 12, count * 8);
  let isSealed = false;
  let isAdHoc = false;
  let hasCertificates = false;
  for (let row = 0; row < count; row++) {
    const at = start + index.readUInt32BE(row * 8 + 4);
    if (index.readUInt32BE(row * 8) === CODE_DIRECTORY) {
      isSealed = true;
      isAdHoc = ((await window.bytes(at, 16)).readUInt32BE(12) & AD_HOC) !== 0;
    } else if (index.readUInt32BE(row * 8) === CERTIFICATES) {
      hasCertificates = (await window.bytes(at, 8)).readUInt32BE(4) > EMPTY;
    }
  }
  if (!isSealed) return 'none';
  return hasCertificates && !isAdHoc ? 'signed' : 'ad-hoc';
}
