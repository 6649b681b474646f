import { join } from 'node:path';
import { entriesBelow, type FileEntry, findEntry } from '../scan/entry.ts';
import type { ProjectFile } from './project-file.ts';

export type ScriptName = 'install' | 'uninstall' | 'upgrade';

/** How the files of an add-on are divided over the places a package has (XPKG.md 4). */
export interface PackageParts {
  /** What is installed. */
  readonly content: readonly FileEntry[];
  readonly contentFolders: readonly string[];
  readonly scripts: { readonly [name in ScriptName]?: { readonly root: string; readonly entry: FileEntry } };
  readonly resources: ReadonlyArray<{
    readonly name: string;
    readonly root: string;
    readonly entries: readonly FileEntry[];
  }>;
  /** What the project file names and the folder does not have. */
  readonly missing: readonly string[];
}

const SCRIPTS: readonly ScriptName[] = ['install', 'uninstall', 'upgrade'];

export function divideForPackage(
  scan: { readonly root: string; readonly entries: readonly FileEntry[]; readonly folders: readonly string[] },
  project: Pick<ProjectFile, 'scripts' | 'resources'> = {},
): PackageParts {
  const { root, entries } = scan;
  const missing: string[] = [];
  const scripts: { [name in ScriptName]?: { root: string; entry: FileEntry } } = {};
  for (const name of SCRIPTS) {
    const named = project.scripts?.[name];
    const entry = findEntry(entries, named ?? `${name}.ska`);
    if (entry !== undefined) scripts[name] = { root, entry };
    else if (named !== undefined) missing.push(named);
  }
  const resources = (project.resources ?? []).flatMap((folder) => {
    const found = entriesBelow(entries, folder);
    if (found.length === 0) missing.push(folder);
    const inside = found.map((entry) => ({ ...entry, path: entry.path.slice(folder.length + 1) }));
    const name = folder.slice(folder.lastIndexOf('/') + 1);
    return found.length === 0 ? [] : [{ name, root: join(root, folder), entries: inside }];
  });
  const isElsewhere = elsewhere(
    Object.values(scripts).map(({ entry }) => entry.path),
    project.resources ?? [],
  );
  return {
    content: entries.filter(({ path }) => !isElsewhere(path)),
    contentFolders: scan.folders.filter((path) => !isElsewhere(path)),
    scripts,
    resources,
    missing,
  };
}

function elsewhere(files: readonly string[], folders: readonly string[]): (path: string) => boolean {
  if (files.length === 0 && folders.length === 0) return () => false;
  const taken = new Set([...files, ...folders]);
  return (path) => taken.has(path) || folders.some((folder) => path.startsWith(`${folder}/`));
}
