import type { AddonKind } from '../../../preload/contract/addons.ts';
import type { FileEntry } from '../scan/entry.ts';
import { placeOfPlugin } from './plugin-layout.ts';

/** One add-on found in a folder, with the files that gave it away. */
export type Candidate = {
  readonly kind: AddonKind;
  /** Relative to the folder looked at; '' is that folder. */
  readonly root: string;
  readonly markers: readonly string[];
};

/** Which kind wins where two have the same root: the order of the existing installers, CSL before the liveries it would look like. */
const PRECEDENCE: readonly AddonKind[] = [
  'aircraft',
  'scenery',
  'library',
  'navdata',
  'plugin',
  'csl',
  'livery',
  'flywithlua',
  'xppython3',
];

const SCENERY_MARKER = /^(?:(.*)\/)?earth nav data\/(?:apt\.dat|.*\.dsf)$/i;
const LIVERY_TEXTURE = /^(?:(.*)\/)?objects\/[^/]+\.(?:png|dds)$/i;
const OWN_OBJECT = /^(?:(.*)\/)?objects\/[^/]+\.obj$/i;
const PYTHON_PLUGIN = /^pi_.*\.py$/i;
const SCRIPT_FOLDER = /^(?:scripts|modules|pythonplugins)$/i;
const TCAS_FOLDER = '_tcas_ai_';

/** The add-ons in a list of files, shallow ones first; what lies below one of them belongs to it. */
export function findCandidates(entries: readonly FileEntry[]): Candidate[] {
  const markers = new Map<string, { kind: AddonKind; root: string; markers: string[] }>();
  const withObjects = new Set<string>();
  const scripts: { lua: string[]; python: string[] } = { lua: [], python: [] };
  for (const { path, link } of entries) {
    if (link !== undefined) continue;
    const marker = markerOf(path);
    if (marker === 'lua' || marker === 'python') scripts[marker].push(path);
    else if (marker === 'own-object') withObjects.add(OWN_OBJECT.exec(path)?.[1] ?? '');
    else if (marker !== undefined) {
      const key = `${marker.kind}\0${marker.root}`;
      const known = markers.get(key);
      if (known === undefined) markers.set(key, { ...marker, markers: [path] });
      else known.markers.push(path);
    }
  }
  const found = [...markers.values()].filter(({ kind, root }) => kind !== 'livery' || !withObjects.has(root));
  const accepted = acceptShallowFirst(mergeCsl(found));
  if (accepted.length > 0) return accepted;
  if (scripts.lua.length > 0) return [scriptCandidate('flywithlua', scripts.lua)];
  if (scripts.python.length > 0) return [scriptCandidate('xppython3', scripts.python)];
  return [];
}

type Marker = { readonly kind: AddonKind; readonly root: string };

function markerOf(path: string): Marker | 'lua' | 'python' | 'own-object' | undefined {
  const slash = path.lastIndexOf('/');
  const name = path.slice(slash + 1).toLowerCase();
  const folder = path.slice(0, Math.max(0, slash));
  switch (name.slice(name.lastIndexOf('.') + 1)) {
    case 'acf':
      return folder.toLowerCase().split('/').includes(TCAS_FOLDER) ? undefined : { kind: 'aircraft', root: folder };
    case 'dsf':
    case 'dat': {
      const scenery = SCENERY_MARKER.exec(path);
      return scenery === null ? undefined : { kind: 'scenery', root: scenery[1] ?? '' };
    }
    case 'txt':
      if (name === 'library.txt') return { kind: 'library', root: folder };
      return name === 'xsb_aircraft.txt' ? { kind: 'csl', root: folder } : undefined;
    case 'json':
      return name === 'cycle.json' ? { kind: 'navdata', root: folder } : undefined;
    case 'xpl':
      return { kind: 'plugin', root: placeOfPlugin(path).plugin };
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
      return PYTHON_PLUGIN.test(name) ? 'python' : undefined;
    default:
      return undefined;
  }
}

function acceptShallowFirst(found: readonly Candidate[]): Candidate[] {
  const ordered = found.toSorted(
    (a, b) =>
      depth(a.root) - depth(b.root) ||
      PRECEDENCE.indexOf(a.kind) - PRECEDENCE.indexOf(b.kind) ||
      (a.root < b.root ? -1 : 1),
  );
  const accepted: Candidate[] = [];
  const roots = new Set<string>();
  for (const candidate of ordered) {
    if (isBelow(candidate.root, roots)) continue;
    accepted.push(candidate);
    roots.add(candidate.root);
  }
  return accepted;
}

function isBelow(path: string, roots: ReadonlySet<string>): boolean {
  if (roots.has('')) return true;
  for (let at = path; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('/')))) if (roots.has(at)) return true;
  return false;
}

/** A CSL set is one add-on with a marker in each model's folder. */
function mergeCsl(found: readonly Candidate[]): readonly Candidate[] {
  const models = found.filter(({ kind }) => kind === 'csl');
  if (models.length < 2) return found;
  const merged: Candidate = {
    kind: 'csl',
    root: commonFolder(models.map(({ root }) => root)),
    markers: models.flatMap(({ markers }) => markers),
  };
  return [...found.filter(({ kind }) => kind !== 'csl'), merged];
}

/** Scripts have no root of their own: it is the folder all of them share, the one above when that is `Scripts` or `Modules`. */
function scriptCandidate(kind: AddonKind, paths: readonly string[]): Candidate {
  const parts = commonFolder(paths.map((path) => path.slice(0, Math.max(0, path.lastIndexOf('/'))))).split('/');
  const inner = parts.findIndex((part) => SCRIPT_FOLDER.test(part));
  return { kind, root: parts.slice(0, inner < 0 ? undefined : inner).join('/'), markers: paths };
}

function commonFolder(folders: readonly string[]): string {
  const [first = '', ...others] = folders;
  let common = first === '' ? [] : first.split('/');
  for (const other of others) {
    const parts = other.split('/');
    const differs = common.findIndex((part, index) => part !== parts[index]);
    if (differs >= 0) common = common.slice(0, differs);
  }
  return common.join('/');
}

function depth(path: string): number {
  return path === '' ? 0 : path.split('/').length;
}
