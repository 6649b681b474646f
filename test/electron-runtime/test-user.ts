import { chmodSync, chownSync, lchownSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** No account of the machine: a number is enough to own files and processes. */
export const TEST_UID = 61_234;

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** Gives a folder and all in it to the user that Electron runs as. Without root it is ours already. */
export function giveToTestUser(folder: string): void {
  if (!isRoot()) return;
  chownSync(folder, TEST_UID, TEST_UID);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    lchownSync(join(entry.parentPath, entry.name), TEST_UID, TEST_UID);
  }
}

/** Lets everybody look into a folder that was made for its owner alone. */
export function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
}
