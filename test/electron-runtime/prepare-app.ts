import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../make-folder.ts';
import type { Runtime } from './runtime.ts';
import { openToAll } from './test-user.ts';

const ROOT = join(import.meta.dirname, '..', '..');

export interface PreparedApp {
  readonly folder: string;
  remove(): void;
}

/** A copy of the built app: a checkout of root's cannot be read by the user Electron runs as, and Node 20 lacks modules. */
export function prepareApp(runtime: Runtime): PreparedApp {
  const folder = makeFolder('app');
  openToAll(folder);
  copyApp(folder);
  fitApp(join(folder, 'out'), runtime);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }) };
}

function copyApp(folder: string): void {
  cpSync(join(ROOT, 'out'), join(folder, 'out'), { recursive: true });
  cpSync(join(ROOT, 'package.json'), join(folder, 'package.json'));
  const icons = join('assets', 'icons');
  mkdirSync(join(folder, 'assets'));
  cpSync(join(ROOT, icons), join(folder, icons), { recursive: true });
}

/** Points a built `out` to the shim for what the runtime's Node lacks. An installed runtime lacks nothing. */
export function fitApp(out: string, { made }: Runtime): void {
  if (!made) return;
  const main = join(out, 'main');
  let fitted = 0;
  for (const name of readdirSync(main, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.js')) continue;
    const text = readFileSync(join(main, name), 'utf8');
    const changed = text.replaceAll('from"node:sqlite"', `from"${made.shim}/sqlite.mjs"`);
    if (changed === text) continue;
    fitted += 1;
    writeFileSync(join(main, name), changed);
  }
  if (fitted === 0) throw new Error(`nothing in ${main} asks for what Node 20 lacks: it does not look like the build`);
}
