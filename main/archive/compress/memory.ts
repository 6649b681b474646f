/** Buffers from this size on have memory of their own. */
export const RELEASED_BYTES = 128 << 10;

/**
 * Gives the memory of a large buffer back at once. The collector sees only the small object in front of it, and would let
 * dozens pile up. Small buffers are left alone: they are cut from a shared one.
 */
export function release(bytes: Uint8Array<ArrayBuffer>): void {
  if (bytes.buffer.byteLength >= RELEASED_BYTES) bytes.buffer.transfer(0);
}
