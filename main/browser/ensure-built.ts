import { spawn } from 'node:child_process';
import { globSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..');
/** What the page and its bridge are made of. */
const SOURCES = ['renderer', 'preload', 'protocol', 'electron.vite.config.ts', 'package-lock.json'];

export interface BuiltApp {
  readonly pageFolder: string;
  readonly preloadFolder: string;
  readonly main: string;
}

const OUT = join(ROOT, 'out');
const BUILT: BuiltApp = {
  pageFolder: join(OUT, 'renderer'),
  preloadFolder: join(OUT, 'preload'),
  main: join(OUT, 'main', 'index.js'),
};

/** The built app, built first when it is missing or older than its sources. `withMain` for the desktop shell. */
export async function ensureBuilt(say: (line: string) => void, withMain = false): Promise<BuiltApp> {
  const guides = globSync('docs/guide*.md', { cwd: ROOT });
  const sources = [...SOURCES, ...guides, ...(withMain ? ['main'] : [])];
  const built = await oldest([
    join(BUILT.pageFolder, 'index.html'),
    join(BUILT.preloadFolder, 'browser.cjs'),
    ...(withMain ? [BUILT.main] : []),
  ]);
  const changed = Math.max(...(await Promise.all(sources.map((source) => newest(join(ROOT, source))))));
  if (built < changed) {
    say('Building Loadmaster, a few seconds ...');
    await build();
  }
  return BUILT;
}

function build(): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = join(ROOT, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
    const builder = spawn(process.execPath, [script, 'build', '--logLevel', 'warn'], {
      cwd: ROOT,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    builder.on('error', reject);
    builder.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`the build ended with ${code}`))));
  });
}

async function oldest(files: readonly string[]): Promise<number> {
  const times = files.map((file) =>
    stat(file).then(
      (info) => info.mtimeMs,
      () => 0,
    ),
  );
  return Math.min(...(await Promise.all(times)));
}

async function newest(path: string): Promise<number> {
  const info = await stat(path);
  if (!info.isDirectory()) return info.mtimeMs;
  const inside = await readdir(path, { recursive: true, withFileTypes: true });
  const times = inside
    .filter((entry) => entry.isFile())
    .map(async (entry) => (await stat(join(entry.parentPath, entry.name))).mtimeMs);
  return Math.max(info.mtimeMs, ...(await Promise.all(times)));
}
