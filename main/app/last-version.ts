import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { errorMessage, type Message, message } from '../../preload/messages/index.ts';
import { ownFolder } from '../destinations/index.ts';
import { ArchiveRefused, type LayOut, openArchiveToTry } from '../install/index.ts';
import type { PackageServices } from '../publish/index.ts';

export interface LastVersion {
  readonly layOutLast?: LayOut;
  /** Why it could not be had. */
  readonly noLast?: Message;
  close(): Promise<void>;
}

interface Wanted {
  readonly connectionId: string;
  readonly packageId: string;
  readonly version: string;
}

/** The version that users have now, fetched from its registry, so that the upgrade from it can be tried. */
export async function fetchLastVersion(
  wanted: Wanted,
  packages: PackageServices,
  { workFolder, signal }: { readonly workFolder: string; readonly signal: AbortSignal },
): Promise<LastVersion> {
  const { connectionId, packageId, version } = wanted;
  const folder = await ownFolder(workFolder, 'tried');
  const drop = (): Promise<void> => rm(folder, { recursive: true, force: true });
  const missed = async (why: Message): Promise<LastVersion> => {
    await drop();
    return { noLast: message('try-upgrade.notFetched', version, why), close: async () => {} };
  };
  try {
    const found = await packages.get({ connectionId, packageId });
    if (!found.ok) return await missed(errorMessage(found.error));
    const file = join(folder, 'package.xpkg');
    const saved = await packages.savePackageFile(wanted, file, { signal });
    if (!saved.ok) return await missed(errorMessage(saved.error));
    const { packageName, packageType } = found.value ?? {};
    const opened = await openArchiveToTry(file, { packageId, packageName, packageType, signal });
    const close = async (): Promise<void> => {
      await opened.close();
      await drop();
    };
    if (opened.layOut !== undefined) return { layOutLast: opened.layOut, close };
    await opened.close();
    return await missed(message('package-file.noFolder', packageId));
  } catch (cause) {
    if (cause instanceof ArchiveRefused) return missed(cause.said);
    await drop();
    throw cause;
  }
}
