import type { AddonKind } from '../../../preload/contract/addons.ts';
import type { FileEntry } from '../scan/entry.ts';

/** Texts of install.ska and uninstall.ska; null where the registry has a default (aircraft) or only the author knows the place. */
export type Scripts = { readonly installScript: string | null; readonly uninstallScript: string | null };

const NONE: Scripts = { installScript: null, uninstallScript: null };

/** A script that names more than this by hand is no longer one an author would read. */
const MOST_LINES = 100;

/** Sakura scripts that put the package where X-Plane looks for its kind (XPKG.md 4 and 11). */
export function suggestScripts(kind: AddonKind, entries: readonly FileEntry[]): Scripts {
  switch (kind) {
    case 'scenery':
    case 'library':
      return asFolder('/"Custom Scenery"');
    case 'plugin':
      return asFolder('/Resources/plugins');
    case 'flywithlua':
      return asParts(luaParts(topLevel(entries)));
    case 'xppython3':
      return asParts(pythonParts(topLevel(entries)));
    // Aircraft have the registry's default; a livery belongs into an aircraft, and the others into a client or device, that only the author can name.
    case 'aircraft':
    case 'livery':
    case 'csl':
    case 'navdata':
    case 'other':
      return NONE;
  }
}

function asFolder(place: string): Scripts {
  const target = `${place}/$(@packageName)`;
  return {
    installScript: `# Puts the add-on where X-Plane looks for it.\nCOPY @default TO ${target}\n`,
    uninstallScript: `# Takes the add-on away again.\nDELETE ${target}\n`,
  };
}

type Part = { readonly from: string; readonly to: string };

/** Scripts share one folder with those of others, so each of their parts is copied, and deleted, by its own name. */
function asParts(parts: readonly Part[]): Scripts {
  if (parts.length === 0 || parts.length > MOST_LINES || parts.some(({ from }) => from.includes('"'))) return NONE;
  const copies = parts.map(({ from, to }) => `COPY @default/${quoted(from)} TO ${quoted(to)}\n`);
  const deletes = parts.map(({ to }) => `DELETE ${quoted(to)}\n`);
  return {
    installScript: `# Puts the scripts beside those of other add-ons.\n${copies.join('')}`,
    uninstallScript: `# Takes away what was installed, and nothing else.\n${deletes.join('')}`,
  };
}

/** The files and folders of the add-on, and those inside its own `Scripts`, `Modules` and `PythonPlugins`. */
function topLevel(entries: readonly FileEntry[]): string[] {
  const parts = entries.map(({ path }) => {
    const [first = '', second] = path.split('/');
    return second !== undefined && /^(?:scripts|modules|pythonplugins)$/i.test(first) ? `${first}/${second}` : first;
  });
  return [...new Set(parts)];
}

function luaParts(parts: readonly string[]): Part[] {
  const hasScripts = parts.some((part) => /^scripts\//i.test(part));
  return parts.flatMap((from) => {
    const inner = /^(scripts|modules)\/(.+)$/i.exec(from);
    if (inner !== null) {
      const place = inner[1]?.toLowerCase() === 'modules' ? 'Modules' : 'Scripts';
      return { from, to: `/Resources/plugins/FlyWithLua/${place}/${inner[2]}` };
    }
    if (hasScripts || isDocument(from)) return [];
    return { from, to: `/Resources/plugins/FlyWithLua/Scripts/${from}` };
  });
}

function pythonParts(parts: readonly string[]): Part[] {
  const hasFolder = parts.some((part) => /^pythonplugins\//i.test(part));
  return parts.flatMap((from) => {
    const inner = /^pythonplugins\/(.+)$/i.exec(from);
    if (inner === null && (hasFolder || isDocument(from))) return [];
    return { from, to: `/Resources/plugins/PythonPlugins/${inner?.[1] ?? from}` };
  });
}

function isDocument(name: string): boolean {
  return /\.(?:md|txt|pdf|rtf|html?|docx?)$|^(?:licen[cs]e|readme|changelog)/i.test(name);
}

function quoted(path: string): string {
  return path
    .split('/')
    .map((part) => (/^[\w.-]*$/.test(part) ? part : `"${part}"`))
    .join('/');
}
