import type { AddonKind } from '../../../preload/contract/addons.ts';
import type { FileEntry } from '../scan/entry.ts';
import { type Candidate, isInOneOf } from './candidate.ts';
import type { Facts } from './facts.ts';
import { commonFolder } from './folders.ts';
import { pythonTwoScripts } from './python-version.ts';

/** More scripts than this tell nothing new. */
const MOST_READ = 60;

const SCRIPT_FOLDER = /^(?:scripts|modules|pythonplugins)$/i;
/** Lua of an aircraft: XLua and SASL run it from inside the aircraft, FlyWithLua does not. */
const AIRCRAFT_LUA = /(?:^|\/)(?:xlua|sasl[^/]*|gizmo[^/]*|custom (?:module|avionics)[^/]*|data\/modules)\//i;

/** Only the folder of FlyWithLua itself has it: without its .xpl that is the source of a plugin, and its scripts are examples. */
const FLYWITHLUA_ITSELF = /(?:^|\/)internals\/[^/]*\.lua$/i;

/** Where FlyWithLua looks for scripts, as an author may have copied it. */
const OF_FLYWITHLUA = /(?:^|\/)flywithlua[^/]*\/(?:scripts|modules)\//i;

const OF_XPPYTHON3 = /(?:^|\/)pythonplugins\//i;

export interface ScriptFiles {
  readonly lua: readonly FileEntry[];
  readonly python: readonly FileEntry[];
  /** What scripts of Python may load. */
  readonly pythonModules: readonly FileEntry[];
  /** Files of the languages plugins are written in, beside them. */
  readonly sources: readonly FileEntry[];
  /** Files of the languages of other programs. */
  readonly programs: readonly FileEntry[];
}

export interface ScriptAddon {
  readonly kind: AddonKind;
  readonly root: string;
  readonly markers: readonly string[];
}

/** The add-on that scripts make where nothing else does. A script or two among the sources of a plugin make none. */
export async function findScripts(
  { lua, python, pythonModules, sources, programs }: ScriptFiles,
  facts: Facts,
): Promise<ScriptAddon[]> {
  const isItself = sources.length > 0 && lua.some(({ path }) => FLYWITHLUA_ITSELF.test(path));
  const flyWithLua = isItself ? [] : await flyWithLuaScripts(lua, facts);
  if (flyWithLua.length > 0) {
    const found = scriptAddon('flywithlua', flyWithLua);
    if (lua.length > sources.length + programs.length || (await isByItself(found.root, sources, facts))) {
      // Scripts of the other kind beside it count where they lie in the folder of what runs them.
      const placed = python.filter(({ path }) => OF_XPPYTHON3.test(path)).map(({ path }) => path);
      return placed.length > 0 ? [found, scriptAddon('xppython3', placed)] : [found];
    }
  }
  // A program in another language brings a script or two, which are a part of it.
  if (python.length <= sources.length || python.length + pythonModules.length <= programs.length) return [];
  const plugins = await pythonPlugins(python, facts);
  // What is for Python 2 the plugin of today does not run, and nothing is known of where it works.
  const old = new Set((await pythonTwoScripts(plugins, pythonModules, facts.python)).map(({ script }) => script));
  const paths = plugins.map(({ path }) => path).filter((path) => !old.has(path));
  return paths.length > 0 ? [scriptAddon('xppython3', paths)] : [];
}

async function pythonPlugins(scripts: readonly FileEntry[], facts: Facts): Promise<readonly FileEntry[]> {
  const read = await Promise.all(scripts.map(facts.python));
  return scripts.filter(({ path }, at) => read[at]?.isPlugin === true || OF_XPPYTHON3.test(path));
}

/** Scripts beside other add-ons, where they lie in the folder of the plugin that runs them. */
export function scriptsInPlace(
  { lua, python }: ScriptFiles,
  others: readonly Pick<Candidate, 'root'>[],
): readonly ScriptAddon[] {
  const isInside = isInOneOf(others);
  const placed = (files: readonly FileEntry[], place: RegExp) =>
    files.filter((file) => place.test(file.path) && !isInside(file)).map(({ path }) => path);
  const found = [
    ['flywithlua', placed(lua, OF_FLYWITHLUA)],
    ['xppython3', placed(python, OF_XPPYTHON3)],
  ] as const;
  return found.flatMap(([kind, paths]) => (paths.length > 0 ? [scriptAddon(kind, paths)] : []));
}

/** A folder that is named after Lua, beside a program that has nothing of a plugin: the program is a client of its own. */
async function isByItself(root: string, sources: readonly FileEntry[], facts: Facts): Promise<boolean> {
  if (!/lua[^/]*$/i.test(root) || sources.some(({ path }) => path.startsWith(`${root}/`))) return false;
  const kinds = await Promise.all(sources.slice(0, MOST_READ).map(facts.codeKind));
  return sources.length <= MOST_READ && kinds.every((kind) => kind === 'other');
}

async function flyWithLuaScripts(scripts: readonly FileEntry[], facts: Facts): Promise<string[]> {
  const possible = scripts.filter(({ path }) => !AIRCRAFT_LUA.test(`${path.slice(0, path.lastIndexOf('/') + 1)}`));
  const dialects = await Promise.all(
    possible.slice(0, MOST_READ).map(async (entry) => [entry.path, await facts.luaDialect(entry)] as const),
  );
  const known = new Map(dialects);
  const certain = dialects.some(([, dialect]) => dialect === 'flywithlua');
  // Beside modules of SASL or XLua a script that does not tell is one of theirs, whatever its folder is called.
  const ofOthers = !certain && dialects.some(([, dialect]) => dialect !== undefined);
  const paths = possible
    .map(({ path }) => path)
    .filter((path) => {
      const dialect = known.get(path);
      if (dialect !== undefined || ofOthers) return dialect === 'flywithlua';
      // Many games keep Lua in a folder `Scripts`.
      return certain || OF_FLYWITHLUA.test(path);
    });
  // A folder `Scripts` says where the add-on begins; Lua outside it and `Modules` is for tests and tools.
  return paths.some((path) => /(?:^|\/)scripts\//i.test(path)) ? paths.filter(inScriptFolder) : paths;
}

function inScriptFolder(path: string): boolean {
  return path
    .split('/')
    .slice(0, -1)
    .some((part) => SCRIPT_FOLDER.test(part));
}

/** Scripts have no root of their own: it is the folder all of them share, the one above when that is `Scripts` or `Modules`. */
function scriptAddon(kind: AddonKind, paths: readonly string[]): ScriptAddon {
  const bases = paths.map((path) => {
    const parts = path.split('/').slice(0, -1);
    const inner = parts.findIndex((part) => SCRIPT_FOLDER.test(part));
    return parts.slice(0, inner < 0 ? undefined : inner).join('/');
  });
  return { kind, root: commonFolder(bases), markers: paths };
}

/** Whether one of the scripts names a file or folder. */
export async function namedByScripts(entries: readonly FileEntry[], facts: Facts): Promise<(name: string) => boolean> {
  const scripts = entries.filter(({ path, link }) => link === undefined && /\.(?:lua|py)$/i.test(path));
  const sets = await Promise.all(scripts.slice(0, MOST_READ).map(facts.quotedNames));
  return (name) => sets.some((names) => names.has(name.toLowerCase()));
}
