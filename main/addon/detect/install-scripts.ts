import type { AddonKind } from '../../../preload/contract/addons.ts';
import type { FileEntry } from '../scan/entry.ts';
import { placeOfPlugin } from './plugin-layout.ts';

/** Texts of install.ska and uninstall.ska; undefined where the registry has a default (aircraft) or only the author knows the place. */
export interface Scripts {
  readonly installScript: string | undefined;
  readonly uninstallScript: string | undefined;
}

const NONE: Scripts = { installScript: undefined, uninstallScript: undefined };

/** A script that names more than this by hand is no longer one an author would read. */
const MOST_LINES = 100;

const PLUGIN_PLACE = 'Resources/plugins';
const LUA_PLACE = 'Resources/plugins/FlyWithLua';
const PYTHON_PLACE = 'Resources/plugins/PythonPlugins';

/** Sakura scripts that put the package where X-Plane looks for its kind (XPKG.md 4 and 11). `isNamed` tells what the add-on's scripts open. */
export function suggestScripts(
  kind: AddonKind,
  entries: readonly FileEntry[],
  isNamed: (name: string) => boolean = () => false,
): Scripts {
  switch (kind) {
    case 'scenery':
    case 'library':
      return asFolder('/"Custom Scenery"/$(@packageName)');
    case 'plugin':
      return isThin(entries)
        ? asParts(thinParts(entries.map(({ path }) => path)), 'Puts the plugin beside those of other add-ons.')
        : asFolder(`/"Resources"/"plugins"/${pluginFolder(entries)}`);
    case 'flywithlua':
      return asParts(
        luaParts(
          entries.map(({ path }) => path),
          isNamed,
        ),
      );
    case 'xppython3':
      return asParts(
        pythonParts(
          entries.map(({ path }) => path),
          isNamed,
        ),
      );
    // Aircraft have the registry's default; a livery belongs into an aircraft, and the others into a client or device, that only the author can name.
    case 'aircraft':
    case 'livery':
    case 'csl':
    case 'navdata':
    case 'other':
      return NONE;
  }
}

/** In `win_x64` and its like X-Plane loads only the .xpl that is named as the plugin's folder. */
function pluginFolder(entries: readonly FileEntry[]): string {
  const names = entries.flatMap(({ path }) => {
    const isDirect = /^(?:mac|win|lin)_x64\/[^/]+\.xpl$/i.test(path);
    return isDirect && placeOfPlugin(path).plugin === '' ? [path.slice(path.indexOf('/') + 1, -'.xpl'.length)] : [];
  });
  const [name, ...others] = new Set(names);
  const isPlain = name !== undefined && others.length === 0 && isWritable(name) && !/^(?:mac|win|lin)$/i.test(name);
  return isPlain ? `"${name}"` : '$(@packageName)';
}

function asFolder(target: string): Scripts {
  return {
    installScript: `# Puts the add-on where X-Plane looks for it.\nCOPY @default TO ${target}\n`,
    uninstallScript: `# Takes the add-on away again.\nDELETE ${target}\n`,
  };
}

/** `whole` is a folder that is surely the add-on's own: it is copied, and deleted, in one. */
interface Part {
  readonly from: string;
  readonly to: string;
  readonly folder: string;
}

/** Scripts share one folder with those of others, so only what is named here is written, and only that is deleted. */
function asParts(parts: readonly Part[], what = 'Puts the scripts beside those of other add-ons.'): Scripts {
  if (parts.length === 0 || parts.length > MOST_LINES || parts.some(({ from }) => !isWritable(from))) return NONE;
  const folders = [...new Set(parts.map(({ folder }) => folder))].filter((folder) => folder !== '').toSorted();
  const makes = folders.map((folder, index) => {
    const known = `known${index + 1}`;
    return `%${known} = EXISTS ${quotedPath(folder)}\nif !${known} {\n  MKDIRS ${quotedPath(folder)}\n}\n`;
  });
  const copies = parts.map(({ from, to }) => `COPY @default${quotedPath(from)} TO ${quotedPath(to)}\n`);
  const deletes = parts.map(({ to }) => `DELETE ${quotedPath(to)}\n`);
  return {
    installScript: `# ${what}\n${makes.join('')}${copies.join('')}`,
    uninstallScript: `# Takes away what was installed, and nothing else.\n${deletes.join('')}`,
  };
}

/** Folders many add-ons have beside their scripts: copying or deleting one as a whole would take those of the others. */
const SHARED_FOLDER =
  /^(?:libs?|modules?|scripts?|images?|img|sounds?|audio|resources?|data|utils?|common|textures?|fonts?|config|settings|assets|internals?)$/i;
/** What stands beside scripts in a repository and is nothing X-Plane needs. */
const NOT_INSTALLED = /^(?:\..*|docs?|tests?|examples?|tools?|build|dist|src|screenshots?|__pycache__|node_modules)$/i;

function luaParts(paths: readonly string[], isNamed: (name: string) => boolean): Part[] {
  const hasScripts = paths.some((path) => /^scripts\//i.test(path));
  // FlyWithLua runs what lies in `Scripts` itself: which of those in folders are to go there, the author knows.
  if (!hasScripts && !paths.some((path) => /^[^/]+\.lua$/i.test(path))) return [];
  const parts = partsOf(paths, (path) => {
    const inner = /^(scripts|modules)\/(.+)$/is.exec(path);
    if (inner?.[2] !== undefined) {
      const place = inner[1]?.toLowerCase() === 'modules' ? 'Modules' : 'Scripts';
      return { below: `${LUA_PLACE}/${place}`, path: inner[2] };
    }
    const isTool = /^[^/]+\.(?:sh|bat|cmd|ps1|py)$/i.test(path) && !isNamed(path);
    return hasScripts || isTool || isLeftOut(path, isNamed) ? undefined : { below: `${LUA_PLACE}/Scripts`, path };
  });
  // A module that a script loads and that lies elsewhere goes where only the author knows.
  const isTaken = (path: string) => parts.some(({ from }) => path === from || path.startsWith(`${from}/`));
  return paths.some((path) => isRequired(path, isNamed) && !isTaken(path)) ? [] : parts;
}

/** Whether a script loads this file: `a/hud/menu.lua` by the name `hud.menu`. */
function isRequired(path: string, isNamed: (name: string) => boolean): boolean {
  if (!/\.lua$/i.test(path)) return false;
  const parts = path.slice(0, -'.lua'.length).split('/');
  return parts.slice(0, -1).some((_, at) => isNamed(parts.slice(at).join('.')));
}

/** A Python script is its `PI_*.py`, the packages beside it and what these open. */
function pythonParts(paths: readonly string[], isNamed: (name: string) => boolean): Part[] {
  const hasFolder = paths.some((path) => /^pythonplugins\//i.test(path));
  if (!hasFolder && !paths.some((path) => /^pi_[^/]*\.py$/i.test(path))) return [];
  const packages = new Set(
    paths.flatMap((path) => (/\/.*\.py$/i.test(path) ? [path.slice(0, path.indexOf('/'))] : [])),
  );
  return partsOf(paths, (path) => {
    const inner = /^pythonplugins\/(.+)$/is.exec(path)?.[1];
    if (inner !== undefined) return { below: PYTHON_PLACE, path: inner };
    if (hasFolder || isLeftOut(path, isNamed)) return undefined;
    const [first = '', second] = path.split('/');
    const object = first.replace(/\.(?:png|dds)$/i, '.obj');
    if ((isNamed(first) || isNamed(object)) && !/\.py$/i.test(first)) return { below: PYTHON_PLACE, path };
    const isOwn =
      second === undefined ? /\.py$/i.test(first) && !/^(?:setup|conftest)\.py$/i.test(first) : packages.has(first);
    return isOwn ? { below: PYTHON_PLACE, path } : undefined;
  });
}

/** All its files lie in its folder itself: X-Plane loads such a plugin from `Resources/plugins` alone (SDK 1). */
function isThin(entries: readonly FileEntry[]): boolean {
  const own = entries.filter(({ path }) => /\.xpl$/i.test(path) && placeOfPlugin(path).plugin === '');
  return own.length > 0 && own.every(({ path }) => placeOfPlugin(path).platform === undefined && !path.includes('/'));
}

/** What a plugin is built from, and tells about itself. */
const NOT_OF_A_PLUGIN =
  /\.(?:c|cc|cpp|cxx|h|hh|hpp|m|mm|rs|go|pas|d|o|obj|a|lib|exp|pdb|ilk|def|sln|vcxproj.*|pro|cmake|py|sh|bat|md|pdf|rtf|html?|docx?|ska|ya?ml|toml)$|^(?:\..*|makefile.*|cmakelists\.txt|cargo\..*|dockerfile|licen[cs]e.*|copying.*|read[ _-]?me.*|change(?:log|s).*)$/i;

function thinParts(paths: readonly string[]): Part[] {
  return partsOf(paths, (path) => {
    const [first = '', second] = path.split('/');
    const isLeft = second === undefined ? NOT_OF_A_PLUGIN.test(first) : NOT_INSTALLED.test(first);
    return isLeft ? undefined : { below: PLUGIN_PLACE, path };
  });
}

interface Place {
  readonly below: string;
  readonly path: string;
}

function partsOf(paths: readonly string[], placeOf: (path: string) => Place | undefined): Part[] {
  const parts = new Map<string, Part>();
  for (const from of paths) {
    const place = placeOf(from);
    if (place === undefined) continue;
    const [first = '', ...rest] = place.path.split('/');
    const isWhole = rest.length > 0 && !SHARED_FOLDER.test(first);
    const installed = isWhole ? first : place.path;
    const to = `${place.below}/${installed}`;
    const folder = isWhole || rest.length > 0 ? to.slice(0, to.lastIndexOf('/')) : '';
    const own = isWhole ? from.slice(0, from.length - rest.join('/').length - 1) : from;
    parts.set(to, { from: own, to, folder: isWhole || folder === place.below ? '' : folder });
  }
  return [...parts.values()];
}

function isLeftOut(path: string, isNamed: (name: string) => boolean): boolean {
  const [first = '', second] = path.split('/');
  if (second !== undefined) return NOT_INSTALLED.test(first);
  return isDocument(first) && !(isNamed(first) && DATA_ENDING.test(first));
}

/** Texts that are a document unless a script opens them. */
const DATA_ENDING = /^[^.].*\.(?:txt|ya?ml|toml|cfg|ini)$/i;

function isDocument(name: string): boolean {
  return /^\.|\.(?:md|txt|pdf|rtf|html?|docx?|ska|ya?ml|toml|cfg|ini)$|^(?:licen[cs]e|readme|changelog)/i.test(name);
}

/** A quote, a backslash or a control character in a name is refused by other rules; no script is written for it. */
function isWritable(path: string): boolean {
  return !/["\\\p{Cc}]/u.test(path);
}

/** Bare parts have a grammar of their own in Sakura (`737-800.lua` and `TO.lua` cannot be read), so each part is quoted. */
export function quotedPath(path: string): string {
  return path
    .split('/')
    .map((part) => `/"${part}"`)
    .join('');
}
