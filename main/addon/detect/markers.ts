import type { AddonKind } from '../../../preload/contract/addons.ts';
import { isSwitchedOff, placeOfPlugin } from './plugin-layout.ts';

/** What one file says: an add-on of this kind begins in this folder. */
export interface Marker {
  readonly kind: AddonKind;
  /** Relative to the folder looked at; '' is that folder. */
  readonly root: string;
}

/** A file that marks nothing by itself, but counts together with others. */
export type Hint = 'lua' | 'python' | 'python-module' | 'own-object' | 'source' | 'program';

const SCENERY_MARKER = /^(?:(.*)\/)?earth nav data\/(?:apt\.dat|.*\.dsf)$/i;
const LIVERY_TEXTURE = /^(?:(.*)\/)?objects\/[^/]+\.(?:png|dds)$/i;
export const OWN_OBJECT = /^(?:(.*)\/)?objects\/[^/]+\.obj$/i;
const PYTHON_PLUGIN = /^pi_.*\.py$/i;
const TCAS_FOLDER = '_tcas_ai_';

/** What ran scripts of Python 2 up to X-Plane 11: who has it beside scripts did not make it, and X-Plane of today does without. */
const OF_OLD_PYTHON = /^pythoninterface[^/]*\.xpl$/;

/** Files only a set of navigation data has; `Custom Data` and the data of GPS units hold them beside others. */
const NAVDATA_NAMES = new Set([
  'cycle.json',
  'cycle_info.txt',
  'earth_awy.dat',
  'earth_fix.dat',
  'earth_hold.dat',
  'earth_mora.dat',
  'earth_msa.dat',
  'earth_nav.dat',
  'user_fix.dat',
  'user_nav.dat',
]);

/** What X-Plane itself comes with: who ships a file there changes X-Plane, and makes no add-on of the kind the file looks like. */
const OF_XPLANE =
  /(?:^|\/)(?:resources\/(?:bitmaps|default data|default scenery|joystick configs|map data)|global scenery|custom scenery\/global airports)\//i;

export function isXPlanesOwn(path: string): boolean {
  return OF_XPLANE.test(path);
}

/** The folder that stands for X-Plane's, of a path in one of X-Plane's own. */
export function xplaneFolderOf(path: string): string {
  return path.slice(0, Math.max(0, path.search(OF_XPLANE)));
}

/** Programs before they are compiled: the languages plugins are written in. */
const SOURCE_ENDINGS = new Set(['c', 'cc', 'cpp', 'cxx', 'go', 'rs', 'cs', 'pas', 'swift', 'm', 'mm', 'd', 'zig']);

/** Languages of whole programs, in which nobody writes a plugin or helps himself with a script. */
const WHOLE_PROGRAMS = new Set(['java', 'kt', 'scala', 'vb', 'fs', 'dart']);

/** Languages programs are written in that are not among those of plugins; scripts of a command line help beside anything. */
const PROGRAM =
  /\.(?:h|hpp|java|kt|pyw?|rb|pl|php|jsx?|mjs|tsx?|vue|svelte|dart|ps1|ipynb|vb|fs|jl|ino|scala|exs?|r|rmd|xojo_[a-z]+|gd)$/i;

export function isProgramCode(path: string): boolean {
  return PROGRAM.test(path) || markerIn(path) === 'source';
}

/** What programs for authors show what they do with. */
const EXAMPLE = /(?:^|\/)(?:examples?|samples?|demos?|prototypes?|outputs?)(?:\/|$)/i;

export function isExample(path: string): boolean {
  return EXAMPLE.test(path);
}

/** Examples for tests, and the code of others: nothing in them is what the author publishes. */
const NOT_THE_ADDON =
  /(?:^|\/)(?:tests?|__tests__|fixtures|test[_-]?data|third[_-]?party|3rd[_-]?party|vendor|node_modules|submodules|site-packages|[^/]*sdk[-_ ]?examples?|sample[-_ ]?code)\//i;

export function isPartOfTools(path: string): boolean {
  return NOT_THE_ADDON.test(path);
}

/** Among X-Plane's own files there may be an aircraft, a plugin, and the navigation data it comes with. */
const KEPT_IN_XPLANE: ReadonlySet<AddonKind> = new Set(['aircraft', 'plugin', 'navdata']);

export function isNavdataName(path: string): boolean {
  return NAVDATA_NAMES.has(path.slice(path.lastIndexOf('/') + 1).toLowerCase());
}

export function markerOf(path: string): Marker | Hint | undefined {
  const marker = markerIn(path);
  const isAddon = typeof marker === 'object' && !KEPT_IN_XPLANE.has(marker.kind);
  return isAddon && OF_XPLANE.test(path) ? undefined : marker;
}

function markerIn(path: string): Marker | Hint | undefined {
  const slash = path.lastIndexOf('/');
  const name = path.slice(slash + 1).toLowerCase();
  const folder = path.slice(0, Math.max(0, slash));
  if (NAVDATA_NAMES.has(name)) return { kind: 'navdata', root: folder };
  const extension = name.slice(name.lastIndexOf('.') + 1);
  switch (extension) {
    case 'acf':
      // Plane Maker saves one without a name as `.acf`.
      return name === '.acf' || folder.toLowerCase().split('/').includes(TCAS_FOLDER)
        ? undefined
        : { kind: 'aircraft', root: folder };
    case 'dsf':
    case 'dat': {
      const scenery = SCENERY_MARKER.exec(path);
      return scenery === null ? undefined : { kind: 'scenery', root: scenery[1] ?? '' };
    }
    case 'txt':
      if (name === 'library.txt') return { kind: 'library', root: folder };
      return name === 'xsb_aircraft.txt' ? { kind: 'csl', root: folder } : undefined;
    case 'xpl':
      return isSwitchedOff(path) || OF_OLD_PYTHON.test(name)
        ? undefined
        : { kind: 'plugin', root: placeOfPlugin(path).plugin };
    case 'png':
    case 'dds': {
      if (name.endsWith('_icon11.png')) return { kind: 'livery', root: folder };
      const livery = LIVERY_TEXTURE.exec(path);
      return livery === null ? undefined : { kind: 'livery', root: livery[1] ?? '' };
    }
    case 'obj':
      return OWN_OBJECT.test(path) ? 'own-object' : undefined;
    case 'lua':
      return 'lua';
    case 'py':
      return PYTHON_PLUGIN.test(name) ? 'python' : 'python-module';
    default:
      if (SOURCE_ENDINGS.has(extension)) return 'source';
      return WHOLE_PROGRAMS.has(extension) ? 'program' : undefined;
  }
}
