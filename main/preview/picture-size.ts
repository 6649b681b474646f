export interface PictureSize {
  readonly type: 'png' | 'jpeg';
  readonly width: number;
  readonly height: number;
}

const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** How many pixels a picture makes of its few bytes; undefined where it does not say, or is of no kind that a page shows. */
export function pixelsOf(
  bytes: Uint8Array,
): { readonly type: PictureSize['type'] | 'webp'; readonly pixels: number } | undefined {
  const size = pictureSize(bytes) ?? webpSize(bytes);
  return size === undefined || size === 'damaged' ? undefined : { type: size.type, pixels: size.width * size.height };
}

/** How large the picture says it is; 'damaged' for one that does not say, undefined for what is neither PNG nor JPEG. */
export function pictureSize(bytes: Uint8Array): PictureSize | 'damaged' | undefined {
  if (PNG_SIGNATURE.every((byte, at) => bytes[at] === byte)) return pngSize(bytes);
  return bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff ? jpegSize(bytes) : undefined;
}

function pngSize(bytes: Uint8Array): PictureSize | 'damaged' {
  // A reader goes by the first part only; one of another name may say what it likes at this place.
  if (bytes.length < 24 || lettersAt(bytes, 12) !== 'IHDR') return 'damaged';
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
    if (mark === 0xff || isBareMark(mark)) {
      at += mark === 0xff ? 1 : 2;
      continue;
    }
    const isFrame = mark >= 0xc0 && mark <= 0xcf && mark !== 0xc4 && mark !== 0xc8 && mark !== 0xcc;
    if (isFrame) return sizeOrDamaged('jpeg', view.getUint16(at + 7), view.getUint16(at + 5));
    at += 2 + Math.max(2, view.getUint16(at + 2));
  }
  return 'damaged';
}

/** Marks with no length behind them: who took the next part for one would read the size of another place. */
function isBareMark(mark: number): boolean {
  return mark === 0x01 || (mark >= 0xd0 && mark <= 0xd8);
}

interface WebpSize {
  readonly type: 'webp';
  readonly width: number;
  readonly height: number;
}

/** A WebP says its size in its first part, in one of three ways. */
function webpSize(bytes: Uint8Array): WebpSize | undefined {
  if (bytes.length < 30 || lettersAt(bytes, 0) !== 'RIFF' || lettersAt(bytes, 8) !== 'WEBP') return undefined;
  const view = viewOf(bytes);
  const word = view.getUint32(21, true);
  switch (lettersAt(bytes, 12)) {
    case 'VP8X':
      return webp((view.getUint32(24, true) & 0xff_ffff) + 1, (view.getUint32(26, true) >>> 8) + 1);
    case 'VP8L':
      return webp((word & 0x3fff) + 1, ((word >>> 14) & 0x3fff) + 1);
    case 'VP8 ':
      return webp(view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff);
    default:
      return undefined;
  }
}

function webp(width: number, height: number): WebpSize | undefined {
  return width > 0 && height > 0 ? { type: 'webp', width, height } : undefined;
}

function lettersAt(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
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
