import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { extractAll, listPackage, statFile } from '@electron/asar';
import { ensureBuilt } from '../../main/browser/ensure-built.ts';
import { environmentOf } from '../e2e/projects.ts';
import { openDisplay } from '../electron-runtime/display.ts';
import { prepareApp } from '../electron-runtime/prepare-app.ts';
import { needRuntime, type Runtime } from '../electron-runtime/runtime.ts';
import { openToAll } from '../electron-runtime/test-user.ts';
import { makeFolder } from '../make-folder.ts';
import { contentFaults } from './contents.ts';
import { fuseFaults, packConfiguration, standinDist } from './dist.ts';
import { pressPacked } from './press-packed.ts';
import { runPacked } from './run-packed.ts';

// npm run pack:check: packs for real, looks at what would be shipped, and uses it. On Linux with a real Electron; where
// there can be none, against a dist folder without one, and the packed app runs on the stand-in alone.

const ROOT = join(import.meta.dirname, '..', '..');

async function realRuntime(): Promise<Runtime | undefined> {
  if (process.platform !== 'linux') return undefined;
  return needRuntime(console.log).catch((cause: unknown) => {
    console.log(`Packed without a real Electron: ${cause instanceof Error ? cause.message : cause}`);
    return undefined;
  });
}

function pack(configuration: string, work: string): void {
  const file = join(work, 'electron-builder.json');
  writeFileSync(file, configuration);
  const builder = join(ROOT, 'node_modules', 'electron-builder', 'cli.js');
  const options = ['--linux', 'dir', '--config', file, '--publish', 'never'];
  const { status, stdout, stderr } = spawnSync(process.execPath, [builder, ...options], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`electron-builder ended with ${status}\n${stdout}${stderr}`);
}

function filesOf(archive: string): string[] {
  const paths = listPackage(archive, { isPack: false }).map((path) => path.replaceAll('\\', '/').replace(/^\//, ''));
  return paths.filter((path) => 'size' in statFile(archive, path));
}

/** The packed app on the Electron it was packed with, on a screen of its own. */
async function runOnElectron(binary: string, runtime: Runtime, app: string, work: string): Promise<string[]> {
  const display = await openDisplay();
  try {
    Object.assign(process.env, environmentOf({ executable: runtime.executable, app }), { DISPLAY: display.name });
    const folder = join(work, 'keyboard');
    mkdirSync(folder);
    openToAll(folder);
    return await pressPacked(binary, folder);
  } finally {
    display.close();
  }
}

async function check(work: string): Promise<void> {
  await ensureBuilt((line) => console.log(line), true);
  const runtime = await realRuntime();
  const app = runtime && prepareApp(runtime);
  try {
    const dist = runtime?.dist ?? join(work, 'dist');
    if (!runtime) standinDist(dist);
    const output = join(work, 'packed');
    pack(packConfiguration(dist, app ? join(app.folder, 'out') : 'out', output), work);
    const unpacked = join(output, 'linux-unpacked');
    const archive = join(unpacked, 'resources', 'app.asar');
    const binary = join(unpacked, 'loadmaster');
    const files = filesOf(archive);
    const bytes = statSync(archive).size;
    const faults = [...contentFaults(files, bytes), ...(await fuseFaults(binary, runtime))];
    if (runtime && app) faults.push(...(await runOnElectron(binary, runtime, app.folder, work)));
    else {
      // Away from the repository, where no node_modules can help it out.
      extractAll(archive, join(work, 'app'));
      faults.push(...(await runPacked(join(work, 'app'), join(work, 'data'))));
    }
    for (const fault of faults) console.error(`FAULT ${fault}`);
    console.log(`app.asar: ${files.length} files, ${(bytes / 1024 / 1024).toFixed(2)} MB, ${faults.length} faults`);
    process.exitCode = faults.length === 0 ? 0 : 1;
  } finally {
    app?.remove();
  }
}

const work = makeFolder('pack');
openToAll(work);
try {
  await check(work);
} finally {
  rmSync(work, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
}
