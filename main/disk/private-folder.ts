import { chmod, mkdir } from 'node:fs/promises';

/** A folder that nobody but its owner can enter; one that is there already may be older than that rule. */
export async function makePrivateFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  await chmod(path, 0o700);
}
