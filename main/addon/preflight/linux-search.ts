import type { ElfFacts } from '../binaries/binary-facts.ts';
import { isCommonOnLinux } from '../binaries/system-libraries.ts';
import { type FileEntry, findEntry } from '../scan/entry.ts';
import { folderOf, joinInside, type PluginProgram, type ShippedLibraries } from './programs.ts';
import type { PreflightContext } from './rule.ts';

export interface LinuxSearch {
  /** In the add-on, where the loader looks. */
  readonly loaded: readonly { readonly path: string; readonly facts: ElfFacts }[];
  readonly missing: readonly { readonly name: string; readonly by: string }[];
  /** In the add-on, but nobody tells the loader to look there. */
  readonly unreachable: readonly { readonly name: string; readonly by: string; readonly at: string }[];
}

interface Loader {
  readonly path: string;
  readonly facts: ElfFacts;
  /** Folders that those who load it search for its libraries too. */
  readonly inherited: readonly string[];
}

/** Looks for the libraries a plugin needs as ld.so does: RUNPATH or RPATH first, then the system. */
export async function searchLinux(
  context: PreflightContext,
  plugin: PluginProgram<ElfFacts>,
  shipped: ShippedLibraries,
): Promise<LinuxSearch> {
  const { scan, contents } = context;
  const loaded: { path: string; facts: ElfFacts }[] = [];
  const missing: { name: string; by: string }[] = [];
  const unreachable: { name: string; by: string; at: string }[] = [];
  const seen = new Set<string>();
  const waiting: Loader[] = [{ path: plugin.entry.path, facts: plugin.facts, inherited: [] }];
  for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
    const folders = searchedFolders(one);
    for (const name of one.facts.needed) {
      if (seen.has(name)) continue;
      seen.add(name);
      const found = name.includes('/')
        ? undefined
        : folders.map((folder) => entryIn(context, folder, name)).find(Boolean);
      if (found !== undefined) {
        const facts = await contents.binary(followLink(scan.entries, found)).catch(() => undefined);
        if (facts?.format !== 'elf') continue;
        loaded.push({ path: found.path, facts });
        waiting.push({ path: found.path, facts, inherited: one.facts.runpath.length === 0 ? folders : [] });
      } else if (!isCommonOnLinux(name)) {
        const at = shipped
          .get(name.toLowerCase())
          ?.find(({ path }) => path.endsWith(`/${name}`) || path === name)?.path;
        if (at === undefined) missing.push({ name, by: one.path });
        else unreachable.push({ name, by: one.path, at });
      }
    }
  }
  return { loaded, missing, unreachable };
}

function searchedFolders({ path, facts, inherited }: Loader): readonly string[] {
  const own = facts.runpath.length > 0 ? facts.runpath : facts.rpath;
  const inside = own.flatMap((folder) => originFolder(folder, path) ?? []);
  return facts.runpath.length > 0 ? inside : [...inside, ...inherited];
}

/** The folder in the add-on that a path with $ORIGIN names; undefined for any other, and for one that leads out. */
export function originFolder(searched: string, of: string): string | undefined {
  const rest = /^\$(?:ORIGIN|\{ORIGIN\})(?=\/|$)(.*)$/.exec(searched)?.[1];
  return rest === undefined ? undefined : joinInside(folderOf(of), rest);
}

function entryIn({ scan }: PreflightContext, folder: string, name: string): FileEntry | undefined {
  return findEntry(scan.entries, folder === '' ? name : `${folder}/${name}`);
}

/** `libfoo.so.1` is often a link to `libfoo.so.1.2` beside it. */
function followLink(entries: readonly FileEntry[], entry: FileEntry): FileEntry {
  const path = entry.link === undefined ? undefined : joinInside(folderOf(entry.path), entry.link);
  return (path === undefined ? undefined : findEntry(entries, path)) ?? entry;
}
