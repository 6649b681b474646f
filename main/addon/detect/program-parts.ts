import type { FileEntry } from '../scan/entry.ts';
import { entriesBelow } from '../scan/entry.ts';
import type { Candidate } from './candidate.ts';
import { isExample, isProgramCode } from './markers.ts';

/** So much code is a program, and no helper of an author; less is enough for one that reads a database. */
const LEAST_CODE = 10;
export const LEAST_READER = 3;

export function codeOf(files: readonly FileEntry[]): number {
  return files.filter(({ path }) => isProgramCode(path) && !isExample(path)).length;
}

/** What builds the program that a whole repository is about. */
const BUILD_FILE =
  /^(?:cmakelists\.txt|(?:gnu)?makefile(?:\.[^/]*)?|[^/]+\.(?:slnx?|vcxproj|pro)|cargo\.toml|go\.mod|meson\.build|[^/]+\.xcodeproj\/.*)$/i;

/** Aircraft in folders further down, smaller than the code that is built at the top: a plugin brings what to try it with. */
export function isBesideBuild(accepted: readonly Candidate[], files: readonly FileEntry[], sources: number): boolean {
  if (accepted.length === 0 || !accepted.every(({ kind, root }) => kind === 'aircraft' && root !== '')) return false;
  const inside = accepted.reduce((sum, { root }) => sum + entriesBelow(files, root).length, 0);
  return sources > inside && files.some(({ path }) => BUILD_FILE.test(path));
}

/** What looks like an add-on, and is what a program shows, brings along or talks to. */
export function withoutPartsOfPrograms(found: readonly Candidate[], files: readonly FileEntry[]): readonly Candidate[] {
  return withoutPluginsOfHardware(withoutBroughtAlong(withoutExamples(found, files), files), files);
}

/** Beside the code of a program sceneries and aircraft in folders for examples are what it shows, and no add-ons. */
function withoutExamples(found: readonly Candidate[], files: readonly FileEntry[]): readonly Candidate[] {
  const shown = found.filter(({ kind, root }) => kind !== 'plugin' && isExample(root));
  if (shown.length === 0) return found;
  return codeOf(files) < LEAST_CODE ? found : found.filter((candidate) => !shown.includes(candidate));
}

/** Where a program keeps what it is built or delivered with. */
const KEPT_LIBRARIES = /^(.*?(?:^|\/)(?:libs?|deps|dependencies|redist|prerequisites))\//i;
const LIBRARY = /\.(?:dll|lib|dylib|so(?:\.\d+)*|a|jar|nupkg)$/i;

/** A plugin that lies among the libraries of a program, one for each simulator it talks to, comes with the program. */
function withoutBroughtAlong(found: readonly Candidate[], files: readonly FileEntry[]): readonly Candidate[] {
  const kept = found.filter(({ kind, root }) => {
    const folder = kind === 'plugin' ? KEPT_LIBRARIES.exec(`${root}/`)?.[1] : undefined;
    if (folder === undefined) return false;
    const around = entriesBelow(files, folder).filter(({ path }) => !path.startsWith(`${root}/`));
    return around.some(({ path }) => LIBRARY.test(path));
  });
  return kept.length === 0 || codeOf(files) < LEAST_CODE ? found : found.filter((other) => !kept.includes(other));
}

/** Programs for boards that somebody solders a panel with. */
const SKETCH = /\.(?:ino|pde)$/i;

/** Several plugins beside the sketches of a panel were downloaded for it. */
function withoutPluginsOfHardware(found: readonly Candidate[], files: readonly FileEntry[]): readonly Candidate[] {
  if (found.length < 2 || !found.every(({ kind }) => kind === 'plugin')) return found;
  return files.filter(({ path }) => SKETCH.test(path)).length < LEAST_READER ? found : [];
}
