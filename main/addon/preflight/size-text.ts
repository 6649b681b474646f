const MB = 1024 * 1024;

/** A size as findings tell it: 2.9 MB, 14 KB, 120 bytes. */
export function sizeText(bytes: number): string {
  if (bytes >= MB / 10) return `${(bytes / MB).toFixed(1)} MB`;
  if (bytes >= 1024) return `${Math.round(bytes / 1024)} KB`;
  return bytes === 1 ? '1 byte' : `${bytes} bytes`;
}
