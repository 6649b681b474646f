import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { parse } from 'yaml';
import type { Runtime } from '../electron-runtime/runtime.ts';

const ROOT = join(import.meta.dirname, '..', '..');
/** How the fuses are found in Electron's binary: a sentinel, the wire's version, its length, its states. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const FUSES = Object.values(FuseV1Options).filter((value): value is FuseV1Options => typeof value === 'number');

/** A dist folder without Electron in it, for a machine that can have none. */
export function standinDist(folder: string): void {
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

/** electron-builder's configuration as it is, but for where Electron and the built app are taken from. */
export function packConfiguration(dist: string, builtOut: string, output: string): string {
  const shipped = parse(readFileSync(join(ROOT, 'electron-builder.yml'), 'utf8')) as { files: string[] };
  const [out, ...others] = shipped.files;
  if (out !== 'out/**') throw new Error(`the first of electron-builder.yml's files is ${out}`);
  return JSON.stringify({
    ...shipped,
    files: [{ from: builtOut, to: 'out', filter: ['**/*', '!**/*.map'] }, ...others],
    electronDist: dist,
    electronVersion: readFileSync(join(dist, 'version'), 'utf8').trim(),
    directories: { output, buildResources: 'assets' },
  });
}

const ON = [
  FuseV1Options.EnableCookieEncryption,
  FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
  FuseV1Options.OnlyLoadAppFromAsar,
  FuseV1Options.WasmTrapHandlers,
];

/** What is not set as it is shipped. An older Electron lacks the newest fuses. */
export async function fuseFaults(binary: string, runtime: Runtime | undefined): Promise<string[]> {
  const wire: Record<string, unknown> = { ...(await getCurrentFuseWire(binary)) };
  const names = (fuses: readonly FuseV1Options[]): string => fuses.map((fuse) => FuseV1Options[fuse]).join(', ');
  const on = names(FUSES.filter((fuse) => wire[fuse] === FuseState.ENABLE));
  const expected = names(ON.filter((fuse) => !runtime?.made || fuse in wire));
  return on === expected ? [] : [`fuses that are on: ${on}; should be: ${expected}`];
}
