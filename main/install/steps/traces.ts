import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { removeTree } from '../files/copy-tree.ts';

const SETTINGS = /(?:\.ini|\.cfg|\.conf|\.prf|settings\.json|config\.json|prefs?\.txt)$/i;
const MARK = 'changed by the user\n';

/** A file of the user's own beside those of the add-on, and a change of what looks like settings. */
export async function leaveTraces(xplane: string, installed: readonly string[]): Promise<string[]> {
  const [shortest = ''] = installed.toSorted((a, b) => a.split('/').length - b.split('/').length);
  const own = `${dirname(shortest)}/notes of a user.txt`;
  const settings = installed.filter((path) => SETTINGS.test(path)).slice(0, 5);
  for (const path of [own, ...settings]) {
    const file = join(xplane, path);
    await mkdir(dirname(file), { recursive: true });
    await rewrite(file);
  }
  return [own, ...settings];
}

/** Of those traces the ones that are gone or overwritten. */
export async function lostTraces(xplane: string, traces: readonly string[]): Promise<string[]> {
  const lost: string[] = [];
  for (const path of traces) {
    const content = await readFile(join(xplane, path), 'utf8').catch(() => undefined);
    if (content !== MARK) lost.push(path);
  }
  return lost;
}

/** A new file in place of the old one, which may be a link to the author's. */
async function rewrite(file: string): Promise<void> {
  await removeTree(file);
  await writeFile(file, MARK, { flag: 'wx' });
}
