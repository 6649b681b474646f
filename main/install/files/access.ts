import { join } from 'node:path';
import type { PackageType } from '../../../protocol/index.ts';
import { isWithin } from '../../disk/index.ts';

/** Which folders a script may use. */
export interface Access {
  readonly read: readonly string[];
  readonly notRead: readonly string[];
  readonly write: readonly string[];
  readonly notWrite: readonly string[];
}

export function mayRead({ read, notRead }: Access, path: string): boolean {
  return read.some((folder) => isWithin(path, folder)) && !notRead.some((folder) => isWithin(path, folder));
}

export function mayWrite({ write, notWrite }: Access, path: string): boolean {
  return write.some((folder) => isWithin(path, folder)) && !notWrite.some((folder) => isWithin(path, folder));
}

/** Where in X-Plane a package of this type may write: there where X-Plane looks for such add-ons. */
const WRITABLE: Readonly<Record<PackageType, readonly string[]>> = {
  aircraft: ['Aircraft'],
  livery: ['Aircraft'],
  scenery: ['Custom Scenery'],
  plugin: ['Resources/plugins'],
  executable: ['Aircraft', 'Custom Scenery', 'Custom Data', 'Resources/plugins'],
  other: ['Aircraft', 'Custom Scenery', 'Custom Data', 'Resources/plugins'],
};

/** The last published client gives write permission to aircraft alone (XPKG.md section 4). */
export function isInstalledByOldClient(type: PackageType): boolean {
  return type === 'aircraft';
}

export interface ClientFolders {
  /** The X-Plane folder. */
  readonly xplane: string;
  /** Where the package was unpacked. */
  readonly unpacked: string;
  readonly temporary: string;
  readonly packageType: PackageType;
}

/** What the client allows: X-Plane but for its own folder, the package, and `@tmp`. */
export function clientAccess({ xplane, unpacked, temporary, packageType }: ClientFolders): Access {
  return {
    read: [xplane, unpacked, temporary],
    notRead: [join(xplane, 'xpkg')],
    write: [...WRITABLE[packageType].map((folder) => join(xplane, folder)), temporary],
    notWrite: [join(xplane, 'Aircraft', 'Laminar Research')],
  };
}
