/** So many bytes tell how large a picture is. */
export const PICTURE_HEADER_BYTES = 32;

const PNG = Buffer.from('89504e470d0a1a0a', 'hex');
/** Nobody paints a skin of an aircraft on less. */
const LEAST_SIDE = 512;

/** Whether a picture may be what an object wears, from its first bytes; undefined where these tell nothing. Sides of textures are powers of two. */
export function isTexture(bytes: Buffer): boolean | undefined {
  if (bytes.toString('latin1', 0, 4) === 'DDS ') return true;
  if (bytes.length < 24 || !bytes.subarray(0, PNG.length).equals(PNG)) return undefined;
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)].every(
    (side) => side >= LEAST_SIDE && (side & (side - 1)) === 0,
  );
}
