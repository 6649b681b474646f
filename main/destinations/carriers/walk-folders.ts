import { fault } from '../../../preload/messages/index.ts';
import type { CarriedFile } from './carrier.ts';
import { CarrierError } from './carrier-error.ts';
import { isInnerPath } from './inner-path.ts';

export interface FolderContent {
  /** Paths, not names. */
  readonly folders: readonly string[];
  readonly files: readonly CarriedFile[];
}

/** More than any add-on has: a server that names more, or deeper ones, would go on for ever. */
export const MOST_ENTRIES = 2_000_000;
const DEEPEST = 128;

/** Reads a folder and all below it, several at once. `host`: who answers. */
export async function walkFolders(
  { atOnce, host }: { readonly atOnce: number; readonly host: string },
  readFolder: (folder: string) => Promise<FolderContent>,
): Promise<CarriedFile[]> {
  const files: CarriedFile[] = [];
  const waiting = [''];
  let entries = 0;
  const underWay = new Set<Promise<void>>();
  let failed: { readonly cause: unknown } | undefined;

  async function visit(folder: string): Promise<void> {
    const content = await readFolder(folder);
    // A name that is no name of a file or folder here leads elsewhere, or nowhere.
    for (const file of content.files) if (isInnerPath(file.path)) files.push(file);
    for (const inner of content.folders) if (isInnerPath(inner)) waiting.push(inner);
    entries += content.files.length + content.folders.length;
    if (entries > MOST_ENTRIES || folder.split('/').length > DEEPEST) throw endlessAnswer(host);
  }

  while (failed === undefined && (waiting.length > 0 || underWay.size > 0)) {
    const folder = underWay.size < atOnce ? waiting.pop() : undefined;
    if (folder === undefined) {
      await Promise.race(underWay);
      continue;
    }
    const one: Promise<void> = visit(folder)
      .catch((cause: unknown) => {
        failed ??= { cause };
      })
      .finally(() => underWay.delete(one));
    underWay.add(one);
  }
  await Promise.all(underWay);
  if (failed) throw failed.cause;
  return files;
}

export function endlessAnswer(host: string): CarrierError {
  return new CarrierError(fault('answer_not_understood.endless', host));
}
