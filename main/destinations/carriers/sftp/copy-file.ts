import { CarrierError } from '../carrier-error.ts';
import type { SftpRequests } from './requests.ts';

/**
 * Makes `to` out of a file on the same server; its bytes stay there. False when it is not there in this size, or the server does not do it
 * after all. A second name for the same file only where the server cannot copy: our own writes put a new file in its place, but not every
 * program does.
 */
export async function copyFile(
  from: string,
  to: string,
  size: number,
  requests: SftpRequests,
  signal: AbortSignal,
): Promise<boolean> {
  const found = await requests.lstat(from, signal);
  if (!found?.isFile() || found.size !== size) return false;
  await removeQuietly(to, requests, signal);
  try {
    if (requests.copies === 'link') await requests.link(from, to, signal);
    else await copyData(from, to, requests, signal);
    if ((await requests.lstat(to, signal))?.size === size) return true;
  } catch (cause) {
    // What else is wrong with the server, writing the file will say.
    if (!(cause instanceof CarrierError) || cause.passing || !requests.alive) throw cause;
  }
  await removeQuietly(to, requests, signal);
  return false;
}

async function copyData(from: string, to: string, requests: SftpRequests, signal: AbortSignal): Promise<void> {
  const source = await requests.open(from, 'r', signal);
  try {
    const target = await requests.open(to, 'wx', signal);
    try {
      await requests.copyData(source, target, to, signal);
    } finally {
      await requests.close(target, to, signal);
    }
  } finally {
    await requests.close(source, from, signal);
  }
}

export async function removeQuietly(path: string, requests: SftpRequests, signal: AbortSignal): Promise<void> {
  try {
    await requests.unlink(path, signal);
  } catch (cause) {
    if (!(cause instanceof CarrierError && cause.code === 'file_missing')) throw cause;
  }
}
