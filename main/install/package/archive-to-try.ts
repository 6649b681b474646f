import { mkdtemp, readdir, realpath, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { PackageType } from '../../../protocol/index.ts';
import { detectAddon, scanAddon } from '../../addon/index.ts';
import { copyTree, removeTree } from '../files/copy-tree.ts';
import { LIMITS } from '../limits.ts';
import type { LayOut } from '../rehearse.ts';
import { readArchiveContents, unpackArchive } from './from-archive.ts';

export interface OpenedArchive {
  /** Undefined where the zip is an add-on as people share it, and no archive for a registry. */
  readonly layOut: LayOut | undefined;
  /** Where the add-on lies, unpacked. */
  readonly folder: string;
  readonly folderName: string;
  close(): Promise<void>;
}

export interface ArchiveFacts {
  readonly packageId?: string | undefined;
  readonly packageName?: string | undefined;
  readonly packageType?: PackageType | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Unpacks a zip or .xpkg once, to be laid out as often as it is tried. */
export async function openArchiveToTry(file: string, facts: ArchiveFacts = {}): Promise<OpenedArchive> {
  const scratch = await realpath(await mkdtemp(join(tmpdir(), 'loadmaster-unpacked-')));
  const close = (): Promise<void> => removeTree(scratch);
  try {
    await unpackArchive(file, scratch, facts.signal);
    const contents = await readArchiveContents(scratch, facts.packageId);
    const { packageId } = contents;
    if (packageId === undefined) return { layOut: undefined, ...(await plainFolder(scratch, file)), close };
    const folder = join(scratch, packageId);
    const { kind, suggested } = await detectAddon(await scanAddon(folder));
    const layOut: LayOut = async (unpacked, mode) => {
      for (const name of contents.names)
        await copyTree(join(scratch, name), join(unpacked, name), {
          mode,
          mostFiles: LIMITS.files,
          signal: facts.signal,
        });
      return {
        packageId,
        packageName: facts.packageName ?? contents.packageName ?? suggested.packageName,
        packageType: facts.packageType ?? suggested.packageType,
        kind,
        unpacked,
        scripts: contents.scripts,
      };
    };
    return { layOut, folder, folderName: packageId, close };
  } catch (cause) {
    await close();
    throw cause;
  }
}

/** The one folder in the zip, or all of it in a folder named like the zip. */
async function plainFolder(scratch: string, file: string): Promise<{ folder: string; folderName: string }> {
  const names = (await readdir(scratch)).filter((name) => name !== '__MACOSX');
  const [only] = names;
  if (names.length === 1 && only !== undefined && (await stat(join(scratch, only))).isDirectory())
    return { folder: join(scratch, only), folderName: only };
  return { folder: scratch, folderName: basename(file).replace(/\.[^.]+$/, '') };
}
