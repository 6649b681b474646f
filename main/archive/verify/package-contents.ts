import { open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { defaultScript, isScriptFile, MANIFEST_NAME, PACKAGE_TYPES } from '../../../protocol/index.ts';
import { readManifest } from '../archive-manifest.ts';
import { readZipDirectory } from '../container/zip-directory.ts';

export interface FileSum {
  readonly name: string;
  readonly size: number;
  readonly crc: number;
}

/**
 * The files in which the package that a registry made differs from an archive of ours: other bytes, missing there, or only
 * there. The registry packs anew, so sizes and CRCs of the files are compared, not the archives. Undefined when our own
 * archive has no manifest to compare with; throws for a package that is no zip.
 */
export async function differencesInPackage(
  archive: string,
  packageFile: string,
): Promise<readonly string[] | undefined> {
  const manifest = await readManifest(archive);
  if (manifest === undefined) return undefined;
  const ours = new Map(manifest.entries.map(({ name, size, crc32: crc }) => [name, { size, crc: readCrc(crc) }]));
  const differing = new Set([...ours.keys()].filter(isFile));
  for (const file of await filesIn(packageFile)) {
    const { name, size, crc } = file;
    const sent = ours.get(name);
    if (sent === undefined) {
      if (!isAddedByRegistry(file)) differing.add(name);
    } else if (sent.size === size && sent.crc === crc) differing.delete(name);
  }
  return [...differing].sort();
}

/** A registry writes its own manifest, and the default scripts where the author gave none. */
function isAddedByRegistry({ name, size, crc }: FileSum): boolean {
  if (name === MANIFEST_NAME) return true;
  if (!isScriptFile(name)) return false;
  return PACKAGE_TYPES.some((type) => {
    const script = defaultScript(type, name);
    return script !== undefined && Buffer.byteLength(script) === size && crc32(script) === crc;
  });
}

/** What the directory of a zip names, without its folders. Throws for what is no zip. */
export async function filesIn(zip: string): Promise<FileSum[]> {
  const file = await open(zip, 'r');
  try {
    const { size } = await file.stat();
    return (await readZipDirectory(file, size)).entries.filter(({ name }) => isFile(name));
  } finally {
    await file.close();
  }
}

function readCrc(hex: string): number {
  return Number.parseInt(hex, 16);
}

function isFile(name: string): boolean {
  return !name.endsWith('/');
}
