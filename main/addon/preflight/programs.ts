import { eachAtOnce } from '../../disk/index.ts';
import type { BinaryFacts } from '../binaries/binary-facts.ts';
import { isOnly32Bit } from '../detect/platforms.ts';
import type { PluginPlace } from '../detect/plugin-layout.ts';
import { type FileEntry, findEntry } from '../scan/entry.ts';
import type { PreflightContext } from './rule.ts';

const READ_AT_ONCE = 16;

/** A 64-bit .xpl and what stands in it about being loaded. */
export interface PluginProgram<Facts extends BinaryFacts = BinaryFacts> {
  readonly entry: FileEntry;
  readonly place: PluginPlace;
  readonly facts: Facts;
}

const LIBRARY = /\.(?:xpl|dll|dylib|so(?:\.\d+)*)$|\.framework\/[^.]+$/i;

/** Whether a change of this path can change how a plugin loads. */
export function isLibraryName(path: string): boolean {
  return LIBRARY.test(path);
}

/** The plugins of one format, in order of their paths; those of which nothing certain can be said are left out. */
export async function pluginPrograms<Format extends BinaryFacts['format']>(
  { detection, scan, contents, signal }: PreflightContext,
  format: Format,
): Promise<readonly PluginProgram<Extract<BinaryFacts, { format: Format }>>[]> {
  const found: PluginProgram<Extract<BinaryFacts, { format: Format }>>[] = [];
  // What X-Plane does not load is told as such, or is for another place.
  const loaded = new Set(detection.pluginPlatforms.map(({ plugin }) => plugin));
  const plugins = detection.plugins.filter(
    (plugin) => plugin.header?.format === format && !isOnly32Bit(plugin) && loaded.has(plugin.place.plugin),
  );
  await eachAtOnce(plugins, READ_AT_ONCE, async ({ path, place }) => {
    signal?.throwIfAborted();
    const entry = findEntry(scan.entries, path);
    const facts = entry && (await contents.binary(entry).catch(() => undefined));
    if (entry !== undefined && isOf(facts, format)) found.push({ entry, place, facts });
  });
  return found.sort((a, b) => (a.entry.path < b.entry.path ? -1 : 1));
}

function isOf<Format extends BinaryFacts['format']>(
  facts: BinaryFacts | undefined,
  format: Format,
): facts is Extract<BinaryFacts, { format: Format }> {
  return facts?.format === format;
}

/** The libraries in the add-on by their names, in lower case as Windows compares them. */
export type ShippedLibraries = ReadonlyMap<string, readonly FileEntry[]>;

export function shippedLibraries({ scan }: PreflightContext): ShippedLibraries {
  const libraries = scan.entries.filter(({ path }) => LIBRARY.test(path));
  return Map.groupBy(libraries, ({ path }) => nameOf(path).toLowerCase());
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** A path below the add-on; undefined when it leads out of it. */
export function joinInside(folder: string, path: string): string | undefined {
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/');
}
