import { Refusal } from '../outcome.ts';
import type { Survey } from '../survey/survey.ts';
import type { Windows } from '../zip/windows.ts';
import { DESCRIPTOR, FLAG_DESCRIPTOR, readUInt64 } from '../zip/zip-format.ts';

/** With its signature and 64-bit sizes. */
const LONGEST = 24;

/**
 * An entry whose flags announce a descriptor must have one that tells what the listing tells: a program that reads the
 * archive from front to back has nothing else. `end` is where the content ends, `limit` where the next entry begins.
 */
export async function checkDescriptor(
  windows: Windows,
  survey: Survey,
  index: number,
  end: number,
  limit: number,
): Promise<void> {
  if (((survey.flags[index] ?? 0) & FLAG_DESCRIPTOR) === 0) return;
  const bytes = await windows.view(end, Math.max(0, Math.min(LONGEST, limit - end)));
  // The signature came into use without ever becoming a must.
  const signed = bytes.length >= 4 && bytes.readUInt32LE(0) === DESCRIPTOR;
  if (tellsTheSame(bytes, survey, index) || (signed && tellsTheSame(bytes.subarray(4), survey, index))) return;
  throw new Refusal('aborted', 'the sizes announced behind the content of an entry are missing or others');
}

function tellsTheSame(bytes: Buffer, survey: Survey, index: number): boolean {
  const crc = survey.crc[index];
  const packed = survey.compressedSize[index];
  const unpacked = survey.uncompressedSize[index];
  if (bytes.length < 12 || bytes.readUInt32LE(0) !== crc) return false;
  if (bytes.readUInt32LE(4) === packed && bytes.readUInt32LE(8) === unpacked) return true;
  return bytes.length >= 20 && readUInt64(bytes, 4) === packed && readUInt64(bytes, 12) === unpacked;
}
