const MB = 1024 * 1024;
const LARGE_SHARE = 0.25;
const LARGE_BYTES = 10 * MB;

/** Whether users notice that they download so much for nothing: then it is worth a warning. */
export function isLargeShare(bytes: number, all: number): boolean {
  return bytes >= LARGE_BYTES || (bytes >= MB && bytes >= all * LARGE_SHARE);
}
