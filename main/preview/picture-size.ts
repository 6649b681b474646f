export interface PictureSize {
  readonly type: 'png' | 'jpeg';
  readonly width: number;
  readonly height: number;
}

const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** How large the picture says it is; 'damaged' for one that does not say, undefined for what is neither PNG nor JPEG. */
export function pictureSize(bytes: Uint8Array): PictureSize | 'damaged' | undefined {
  if (PNG_SIGNATURE.every((byte, at) => bytes[at] === byte)) return pngSize(bytes);
  return bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff ? jpegSize(bytes) : undefined;
}

function pngSize(bytes: Uint8Array): PictureSize | 'damaged' {
  if (bytes.length < 24) return 'damaged';
  const view = viewOf(bytes);
  return sizeOrDamaged('png', view.getUint32(16), view.getUint32(20));
}

/** A JPEG is a row of marked parts; one of them, a frame, has the size. */
function jpegSize(bytes: Uint8Array): PictureSize | 'damaged' {
  const view = viewOf(bytes);
  let at = 2;
  while (at + 9 < bytes.length) {
    if (bytes[at] !== 0xff) return 'damaged';
    const mark = bytes[at + 1] ?? 0;
    if (mark === 0xff) {
      at += 1;
      continue;
    }
    const isFrame = mark >= 0xc0 && mark <= 0xcf && mark !== 0xc4 && mark !== 0xc8 && mark !== 0xcc;
    if (isFrame) return sizeOrDamaged('jpeg', view.getUint16(at + 7), view.getUint16(at + 5));
    at += 2 + Math.max(2, view.getUint16(at + 2));
  }
  return 'damaged';
}

function sizeOrDamaged(type: PictureSize['type'], width: number, height: number): PictureSize | 'damaged' {
  return width > 0 && height > 0 ? { type, width, height } : 'damaged';
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Whether the last bytes of a file are those that a whole picture ends with; a few more may follow. */
export function endsWhole(type: PictureSize['type'], ending: Buffer): boolean {
  return type === 'png' ? ending.includes('IEND', 0, 'latin1') : ending.includes(Buffer.from([0xff, 0xd9]));
}
