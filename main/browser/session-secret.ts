import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileDurably } from '../disk/index.ts';

/** The same at each start: what an open tab and a Loadmaster that was started again on its port know each other by. */
export async function sessionSecret(dataFolder: string): Promise<string> {
  const path = join(dataFolder, 'browser-session');
  const kept = await readFile(path, 'utf8').catch(() => '');
  if (/^[\w-]{43}$/.test(kept)) return kept;
  const made = randomBytes(32).toString('base64url');
  // A folder that cannot be written to costs only that tabs end with this run; the services say what is wrong with it.
  await writeFileDurably(path, made, 0o600).catch(() => {});
  return made;
}
