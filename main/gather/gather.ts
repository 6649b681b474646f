import { randomBytes } from 'node:crypto';
import { chmod, lstat, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { fault } from '../../preload/messages/index.ts';
import { foldName, parseBinaryHeader } from '../addon/index.ts';
import { type Built, buildsIn } from './artifact-files.ts';
import { GatherRefused } from './gather-refused.ts';
import { joinSlices } from './universal.ts';

export interface GatheredFile {
  readonly path: string;
  readonly from: readonly string[];
}

const SYSTEMS = { pe: 'win_x64', 'mach-o': 'mac_x64', elf: 'lin_x64' } as const;
const SYSTEM_FOLDER = /^(?:win|mac|lin)_x64$/i;
const OLD_NAME = /^(?:win|mac|lin)(?=\.xpl$)/i;

/** Where a file of the builds would go. `conflict`: builds have different files for it, and no plugin can be made of them. */
export interface GatherPlace extends GatheredFile {
  readonly state: 'one' | 'same' | 'joined' | 'conflict';
}

interface Merged extends GatherPlace {
  /** Undefined where the builds disagree. */
  readonly file: Built | undefined;
}

export interface GatherOptions {
  readonly name?: string | undefined;
  readonly signal: AbortSignal;
}

/** What goes where, with what stands in the way of it. Writes nothing. */
export async function planGather(artifacts: readonly string[], options: GatherOptions): Promise<GatherPlace[]> {
  const merged = await mergedBuilds(artifacts, options);
  return merged.map(({ path, from, state }) => ({ path, from, state }));
}

/** Puts the plugins that builds hold, folders or zips, where X-Plane looks for them, in a new folder that is whole or not there. */
export async function gather(
  out: string,
  artifacts: readonly string[],
  options: GatherOptions,
): Promise<GatheredFile[]> {
  if (await exists(out)) throw new GatherRefused(fault('gather_refused.there', out));
  const merged = await mergedBuilds(artifacts, options);
  const bad = merged.find(({ file }) => file === undefined);
  if (bad !== undefined) {
    throw new GatherRefused(fault('gather_refused.different', bad.from.join(', '), bad.path));
  }
  const names = pluginNames(merged);
  if (names.length > 1) {
    throw new GatherRefused(fault('gather_refused.names', names.join(', ')));
  }
  const draft = `${out}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    for (const { file } of merged) {
      if (file === undefined) continue;
      const target = join(draft, file.path);
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, file.bytes, { flag: 'wx' });
      await chmod(target, file.mode);
    }
    await rename(draft, out);
  } catch (cause) {
    await rm(draft, { recursive: true, force: true });
    throw cause;
  }
  return merged.map(({ path, from }) => ({ path, from }));
}

/** What the plugin files are called; X-Plane wants one name for all systems. */
export function pluginNames(places: readonly Pick<GatherPlace, 'path'>[]): string[] {
  return [...new Set(places.flatMap(({ path }) => (path.endsWith('.xpl') ? [posix.basename(path)] : [])))];
}

async function mergedBuilds(artifacts: readonly string[], { name, signal }: GatherOptions): Promise<Merged[]> {
  const built: Built[] = [];
  for (const artifact of artifacts)
    for (const files of await buildsIn(artifact, signal)) built.push(...arranged(files, name));
  if (!built.some(({ path }) => path.endsWith('.xpl'))) throw new GatherRefused(fault('gather_refused.noPlugin'));
  return [...Map.groupBy(built, ({ path }) => foldName(path)).values()].map(mergePlace);
}

/** The files of one build, each with the path it gets. */
function arranged(files: readonly Built[], name: string | undefined): Built[] {
  const plugins = files.filter(({ path }) => path.toLowerCase().endsWith('.xpl'));
  const folders = new Map(plugins.map((file) => [posix.dirname(file.path), systemOf(file)]));
  const [base = '', ...others] = new Set([...folders.keys()].map(pluginFolder));
  if (others.length > 0) throw new GatherRefused(fault('gather_refused.notOnly', plugins[0]?.from ?? ''));
  return files.map((file) => {
    const folder = posix.dirname(file.path);
    const system = folders.get(folder);
    const fileName = posix.basename(file.path);
    if (plugins.includes(file)) {
      const called = name === undefined ? fileName.replace(/\.xpl$/i, '.xpl') : `${name}.xpl`;
      return { ...file, path: `${systemOf(file)}/${called}` };
    }
    // The libraries of a plugin go where it goes.
    if (system !== undefined && parseBinaryHeader(file.bytes)) return { ...file, path: `${system}/${fileName}` };
    if (base !== '' && !file.path.startsWith(`${base}/`)) {
      throw new GatherRefused(fault('gather_refused.outside', file.from));
    }
    return { ...file, path: base === '' ? file.path : file.path.slice(base.length + 1) };
  });
}

function pluginFolder(folder: string): string {
  const parent = SYSTEM_FOLDER.test(posix.basename(folder)) ? posix.dirname(folder) : folder;
  return parent === '.' ? '' : parent;
}

function systemOf({ path, from, bytes }: Built): string {
  const header = parseBinaryHeader(bytes);
  if (header === undefined) throw new GatherRefused(fault('gather_refused.noProgram', from));
  const right = header.format === 'mach-o' ? ['x86_64', 'arm64'] : ['x86_64'];
  if (!header.cpus.every((cpu) => right.includes(cpu))) {
    throw new GatherRefused(fault('gather_refused.processor', from, header.cpus.join(', ')));
  }
  const system = SYSTEMS[header.format];
  const folder = posix.basename(posix.dirname(path));
  const said = SYSTEM_FOLDER.test(folder) ? folder : OLD_NAME.exec(posix.basename(path))?.[0];
  if (said !== undefined && !system.startsWith(said.toLowerCase().slice(0, 3))) {
    throw new GatherRefused(fault('gather_refused.otherSystem', from, said, system));
  }
  return system;
}

function mergePlace(all: readonly Built[]): Merged {
  const from = all.map((file) => file.from);
  const different = all.filter((file, index) => all.findIndex(({ bytes }) => bytes.equals(file.bytes)) === index);
  const [file, second] = different;
  if (file === undefined) throw new GatherRefused(fault('gather_refused.empty'));
  const { path } = file;
  if (second === undefined && all.every((one) => one.path === path)) {
    return { path, from, file, state: all.length === 1 ? 'one' : 'same' };
  }
  const cpus = different.map(({ bytes }) => parseBinaryHeader(bytes)).flatMap((header) => header?.cpus ?? []);
  const isMac = different.every(({ bytes }) => bytes.length > 32 && bytes.readUInt32BE(0) === 0xcffa_edfe);
  if (isMac && different.length === 2 && new Set(cpus).size === 2) {
    const joined = { ...file, bytes: joinSlices(different.map(({ bytes }) => bytes)) };
    return { path, from, file: joined, state: 'joined' };
  }
  return { path, from, file: undefined, state: 'conflict' };
}

async function exists(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => undefined)) !== undefined;
}
