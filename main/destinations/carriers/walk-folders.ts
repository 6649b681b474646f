import type { CarriedFile } from './carrier.ts';

export interface FolderContent {
  /** Paths, not names. */
  readonly folders: readonly string[];
  readonly files: readonly CarriedFile[];
}

/** Reads a folder and all below it, several at once. */
export async function walkFolders(
  atOnce: number,
  readFolder: (folder: string) => Promise<FolderContent>,
): Promise<CarriedFile[]> {
  const files: CarriedFile[] = [];
  const waiting = [''];
  const underWay = new Set<Promise<void>>();
  let failed: { readonly cause: unknown } | undefined;

  async function visit(folder: string): Promise<void> {
    const content = await readFolder(folder);
    for (const file of content.files) files.push(file);
    for (const inner of content.folders) waiting.push(inner);
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
