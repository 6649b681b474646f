import { join } from 'node:path';
import { message } from '../../../preload/messages/index.ts';
import { MAX_ENTRIES, MAX_UNPACKED_BYTES, normalizePackageId } from '../../../protocol/index.ts';
import type { FileEntry } from '../../addon/index.ts';
import { type ArchiveFinding, finding } from '../finding.ts';
import { collisionKey, isJunk, NameChecker, type NameProblem, sayNameProblem } from './entry-name.ts';

export type EntrySource =
  | { readonly kind: 'folder' }
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'file';
      readonly path: string;
      readonly size: number;
      readonly mtimeNs: bigint;
      readonly ino: bigint;
    };

export interface PlannedEntry {
  /** The path inside the archive, `/`-separated; a folder's ends with `/`. */
  readonly name: string;
  readonly source: EntrySource;
}

export interface ArchivePlan {
  readonly packageId: string;
  readonly roots: readonly string[];
  readonly entries: readonly PlannedEntry[];
  readonly files: number;
  readonly bytes: number;
  /** Files left out because they are a file manager's, not the author's. */
  readonly junk: readonly string[];
}

export type RefusalCode =
  | NameProblem
  | 'bad_package_id'
  | 'link'
  | 'duplicate'
  | 'collision'
  | 'file_and_folder'
  | 'bad_resource_name'
  | 'too_many_files'
  | 'too_large';

export type PlanRefusal = ArchiveFinding<RefusalCode>;

/** A script is the author's own file or a text the app made. */
export type ScriptSource = { readonly text: string } | { readonly root: string; readonly entry: FileEntry };
export type ScriptName = 'install' | 'uninstall' | 'upgrade';

export interface ResourceFolder {
  readonly name: string;
  readonly root: string;
  readonly entries: readonly FileEntry[];
}

export interface PlanRequest {
  readonly root: string;
  readonly entries: readonly FileEntry[];
  /** The folders of the add-on; those with nothing in them get an entry of their own. */
  readonly folders?: readonly string[];
  readonly packageId: string;
  readonly scripts?: { readonly [name in ScriptName]?: ScriptSource };
  readonly resources?: readonly ResourceFolder[];
}

export type PlanOutcome =
  | { readonly ok: true; readonly plan: ArchivePlan }
  | { readonly ok: false; readonly refusals: readonly PlanRefusal[] };

const GIB = 1024 ** 3;
const SCRIPT_NAMES: readonly ScriptName[] = ['install', 'uninstall', 'upgrade'];

/** Lays files out as the registry wants them (XPKG.md section 4), or says everything that stands in the way. */
export function planArchive(request: PlanRequest): PlanOutcome {
  const id = normalizePackageId(request.packageId);
  if (!id.ok) {
    return {
      ok: false,
      refusals: [finding('bad_package_id', message('archive-plan.notPackageId', request.packageId))],
    };
  }
  const packageId = id.value.partial;
  const draft: Draft = {
    entries: [{ name: `${packageId}/`, source: { kind: 'folder' } }],
    junk: [],
    refusals: [],
    names: new NameChecker(),
  };
  addFolder(draft, packageId, request.root, request.entries);
  addEmptyFolders(draft, packageId, request.folders ?? []);
  addScripts(draft, request.scripts ?? {});
  addResources(draft, packageId, request.resources ?? []);
  draft.entries.sort(byName);
  findCollisions(draft);
  const bytes = draft.entries.reduce((sum, entry) => sum + sizeOf(entry.source), 0);
  checkTotals(draft, bytes);
  if (draft.refusals.length > 0) return { ok: false, refusals: draft.refusals };
  const roots = [request.root, ...(request.resources ?? []).map((resource) => resource.root)];
  const files = draft.entries.length - draft.entries.filter((entry) => entry.source.kind === 'folder').length;
  return { ok: true, plan: { packageId, roots, entries: draft.entries, files, bytes, junk: draft.junk } };
}

export function sizeOf(source: EntrySource): number {
  switch (source.kind) {
    case 'folder':
      return 0;
    case 'text':
      return Buffer.byteLength(source.text);
    case 'file':
      return source.size;
  }
}

interface Draft {
  readonly entries: PlannedEntry[];
  readonly junk: string[];
  readonly refusals: PlanRefusal[];
  readonly names: NameChecker;
}

function addFolder(draft: Draft, folder: string, root: string, entries: readonly FileEntry[]): void {
  for (const entry of entries) {
    if (isJunk(entry.path)) {
      draft.junk.push(entry.path);
      continue;
    }
    addFile(draft, `${folder}/${entry.path}`, root, entry);
  }
}

function addEmptyFolders(draft: Draft, packageId: string, folders: readonly string[]): void {
  const filled = new Set<string>();
  for (const { name } of draft.entries) addFolders(filled, name);
  // Deepest first, so that a folder with an empty folder in it counts as filled.
  for (const path of folders.toSorted().reverse()) {
    const name = `${packageId}/${path}/`;
    if (path === '' || filled.has(name.slice(0, -1)) || isJunk(path)) continue;
    const problem = draft.names.check(name);
    if (problem !== undefined) draft.refusals.push(finding(problem, sayNameProblem(problem), path));
    else draft.entries.push({ name, source: { kind: 'folder' } });
    addFolders(filled, name);
  }
}

function addFile(draft: Draft, name: string, root: string, entry: FileEntry): void {
  const problem = draft.names.check(name);
  if (problem !== undefined) {
    draft.refusals.push(finding(problem, sayNameProblem(problem), entry.path));
    return;
  }
  if (entry.link !== undefined) {
    draft.refusals.push(finding('link', message('archive-plan.link'), entry.path));
    return;
  }
  const { size, mtimeNs, ino } = entry;
  draft.entries.push({ name, source: { kind: 'file', path: join(root, entry.path), size, mtimeNs, ino } });
}

function addScripts(draft: Draft, scripts: NonNullable<PlanRequest['scripts']>): void {
  for (const script of SCRIPT_NAMES) {
    const source = scripts[script];
    if (source === undefined) continue;
    const name = `${script}.ska`;
    if ('text' in source) draft.entries.push({ name, source: { kind: 'text', text: source.text } });
    else addFile(draft, name, source.root, source.entry);
  }
}

function addResources(draft: Draft, packageId: string, resources: readonly ResourceFolder[]): void {
  const taken = new Set([packageId, 'manifest.json', ...SCRIPT_NAMES.map((script) => `${script}.ska`)]);
  for (const resource of resources) {
    const key = collisionKey(resource.name);
    if (resource.name === '' || resource.name.includes('/') || taken.has(key)) {
      const said = message('archive-plan.badResourceName', resource.name);
      draft.refusals.push(finding('bad_resource_name', said, resource.name));
      continue;
    }
    taken.add(key);
    addFolder(draft, resource.name, resource.root, resource.entries);
  }
}

// Code-unit order, the same on every machine; never the locale's.
function byName(a: PlannedEntry, b: PlannedEntry): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

function findCollisions(draft: Draft): void {
  const files = new Map<string, string>();
  const folders = new Map<string, string>();
  const seen = new Set<string>();
  for (const { name, source } of draft.entries) {
    for (const folder of addFolders(seen, name)) {
      const key = collisionKey(folder);
      const other = folders.get(key);
      if (other !== undefined && other !== folder) draft.refusals.push(collision(folder, other));
      else folders.set(key, folder);
    }
    if (source.kind === 'folder') continue;
    const key = collisionKey(name);
    const other = files.get(key);
    if (other === undefined) files.set(key, name);
    else draft.refusals.push(other === name ? duplicate(name) : collision(name, other));
  }
  for (const [key, name] of files) {
    const folder = folders.get(key);
    if (folder === undefined) continue;
    draft.refusals.push(finding('file_and_folder', message('archive-plan.fileAndFolder', name, folder), name));
  }
}

/** Adds the folders a path lies in; answers those that are new. Where one is known, so are those above it. */
function addFolders(known: Set<string>, name: string): readonly string[] {
  const added: string[] = [];
  for (let at = name.lastIndexOf('/'); at > 0; at = name.lastIndexOf('/', at - 1)) {
    const folder = name.slice(0, at);
    if (known.has(folder)) break;
    known.add(folder);
    added.push(folder);
  }
  return added;
}

function duplicate(name: string): PlanRefusal {
  return finding('duplicate', message('archive-plan.duplicate'), name);
}

function collision(name: string, other: string): PlanRefusal {
  return finding('collision', message('archive-plan.collision', name, other), name);
}

function checkTotals(draft: Draft, bytes: number): void {
  if (draft.entries.length > MAX_ENTRIES) {
    const said = message('archive-plan.tooManyFiles', draft.entries.length, MAX_ENTRIES);
    draft.refusals.push(finding('too_many_files', said));
  }
  if (bytes > MAX_UNPACKED_BYTES) {
    draft.refusals.push(finding('too_large', message('archive-plan.tooLarge', bytes, MAX_UNPACKED_BYTES / GIB)));
  }
}
