import { posix } from 'node:path';
import type { FileImports } from './import-circles.ts';

/**
 * Folders beside each other of which each imports the other: neither can be read, moved or tested without it. Each pair
 * once, with one import of each way. Files that lie beside the folders are of no folder: they join what is in them.
 */
export function twoWayFolders(files: readonly FileImports[]): readonly string[] {
  const firstImport = new Map<string, string>();
  for (const { file, imports } of files) {
    for (const specifier of imports) {
      if (!specifier.startsWith('.')) continue;
      const target = posix.join(posix.dirname(file), specifier);
      const way = wayBetween(file, target);
      if (way !== undefined && !firstImport.has(way)) firstImport.set(way, `${file} -> ${target}`);
    }
  }
  return [...firstImport].flatMap(([way, there]) => {
    const [from = '', to = ''] = way.split(' -> ');
    const back = firstImport.get(`${to} -> ${from}`);
    return back === undefined || from > to ? [] : [`${there}, ${back}`];
  });
}

/** The two folders beside each other that an import leads from and to; undefined where it stays in one or ends at a file beside them. */
function wayBetween(file: string, target: string): string | undefined {
  const from = file.split('/');
  const to = target.split('/');
  const parted = from.findIndex((part, at) => part !== to[at]);
  if (parted < 0 || parted >= from.length - 1 || parted >= to.length - 1) return undefined;
  return `${from.slice(0, parted + 1).join('/')} -> ${to.slice(0, parted + 1).join('/')}`;
}
