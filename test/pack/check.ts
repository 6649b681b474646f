import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extractAll, listPackage, statFile } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { ensureBuilt } from '../../main/browser/ensure-built.ts';
import { contentFaults } from './contents.ts';
import { runPacked } from './run-packed.ts';

// npm run pack:check: packs for real against a dist folder without Electron in it, and looks at what would be shipped.

const ROOT = join(import.meta.dirname, '..', '..');
/** How the fuses are found in Electron's binary: a sentinel, the wire's version, its length, its states. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const FUSES = Object.values(FuseV1Options).filter((value): value is FuseV1Options => typeof value === 'number');

function standinDist(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const wire = Buffer.from([1, FUSES.length, ...FUSES.map(() => FuseState.DISABLE)]);
  writeFileSync(
    join(folder, 'electron'),
    Buffer.concat([Buffer.from(`not Electron ${SENTINEL}`), wire, Buffer.alloc(64)]),
  );
  writeFileSync(join(folder, 'version'), '45.4.1');
  mkdirSync(join(folder, 'resources'), { recursive: true });
  cpSync(join(ROOT, 'LICENSE'), join(folder, 'LICENSE'));
}

function pack(dist: string, output: string): void {
  const builder = join(ROOT, 'node_modules', 'electron-builder', 'cli.js');
  const options = [
    '--linux',
    'dir',
    `-c.electronDist=${dist}`,
    `-c.directories.output=${output}`,
    '--publish',
    'never',
  ];
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

async function fuseFaults(binary: string): Promise<string[]> {
  const wire: Record<string, unknown> = { ...(await getCurrentFuseWire(binary)) };
  const on = FUSES.filter((fuse) => wire[fuse] === FuseState.ENABLE).map((fuse) => FuseV1Options[fuse]);
  const expected = [
    'EnableCookieEncryption',
    'EnableEmbeddedAsarIntegrityValidation',
    'OnlyLoadAppFromAsar',
    'WasmTrapHandlers',
  ];
  return String(on) === String(expected)
    ? []
    : [`fuses that are on: ${on.join(', ')}; should be: ${expected.join(', ')}`];
}

const work = mkdtempSync(join(tmpdir(), 'loadmaster-pack-'));
try {
  await ensureBuilt((line) => console.log(line), true);
  standinDist(join(work, 'dist'));
  pack(join(work, 'dist'), join(work, 'packed'));
  const app = join(work, 'packed', 'linux-unpacked');
  const archive = join(app, 'resources', 'app.asar');
  const files = filesOf(archive);
  const bytes = statSync(archive).size;
  const faults = [...contentFaults(files, bytes), ...(await fuseFaults(join(app, 'loadmaster')))];
  // Away from the repository, where no node_modules can help it out.
  extractAll(archive, join(work, 'app'));
  faults.push(...(await runPacked(join(work, 'app'), join(work, 'data'))));
  for (const fault of faults) console.error(`FAULT ${fault}`);
  console.log(`app.asar: ${files.length} files, ${(bytes / 1024 / 1024).toFixed(2)} MB, ${faults.length} faults`);
  process.exitCode = faults.length === 0 ? 0 : 1;
} finally {
  rmSync(work, { recursive: true, force: true });
}
