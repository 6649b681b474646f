/** How the bytes of a text are written; undefined for bytes that are no text. */
export type TextEncodingName = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** By its mark, by its zeros, by its form: what is no UTF-8 is taken for the old Western character set. */
export function textEncodingOf(bytes: Uint8Array): TextEncodingName | undefined {
  const mark = bytes.length >= 2 ? ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0) : 0;
  if (mark === 0xfffe) return 'utf-16le';
  if (mark === 0xfeff) return 'utf-16be';
  const zeros = zerosAtStart(bytes);
  // Without a mark: every second byte of Western text is 0.
  if (zeros.looked >= 4 && zeros.odd >= zeros.looked / 3 && zeros.even === 0) return 'utf-16le';
  if (zeros.looked >= 4 && zeros.even >= zeros.looked / 3 && zeros.odd === 0) return 'utf-16be';
  if (bytes.includes(0)) return undefined;
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252';
}

export function decodeText(bytes: Uint8Array, encoding: TextEncodingName): string {
  return new TextDecoder(encoding).decode(bytes);
}

function zerosAtStart(bytes: Uint8Array): { readonly looked: number; readonly even: number; readonly odd: number } {
  const start = bytes.subarray(0, 400);
  let even = 0;
  let odd = 0;
  for (const [at, byte] of start.entries()) {
    if (byte !== 0) continue;
    if (at % 2 === 0) even++;
    else odd++;
  }
  return { looked: start.length, even, odd };
}

/** A character that is cut off at the end counts as one: the bytes may be the beginning of a file. */
function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
