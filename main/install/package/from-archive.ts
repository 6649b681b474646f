import { createWriteStream, openAsBlob } from 'node:fs';
import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Writable } from 'node:stream';
import { BlobReader, type Entry, ZipReader } from '@zip.js/zip.js';
import { errorText } from '../../../preload/contract/error-text.ts';
import { inWords, type Message, message } from '../../../preload/messages/index.ts';
import { MAX_UNPACKED_BYTES } from '../../../protocol/index.ts';

/** A zip that cannot be tried. */
export class ArchiveRefused extends Error {
  readonly said: Message;
  constructor(said: Message) {
    super(inWords(said));
    this.said = said;
  }
}

/** A file that was unpacked; `mode` where a Unix system packed it. */
export interface UnpackedFile {
  readonly path: string;
  readonly mode: number | undefined;
}

/** Unpacks a zip into an empty folder; what would land outside of it, or is a link, is refused before anything is written. */
export async function unpackArchive(file: string, to: string, signal?: AbortSignal): Promise<readonly UnpackedFile[]> {
  const reader = new ZipReader(new BlobReader(await openAsBlob(file)));
  try {
    const entries = await readEntries(reader);
    for (const entry of entries) checkEntry(entry);
    if (entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0) > MAX_UNPACKED_BYTES)
      throw new ArchiveRefused(message('package-file.tooLarge'));
    await mkdir(to, { recursive: true });
    for (const entry of entries) {
      signal?.throwIfAborted();
      await writeEntry(entry, join(to, entry.filename), signal);
    }
    return entries
      .filter(({ directory }) => !directory)
      .map(({ filename, externalFileAttributes = 0 }) => ({
        path: filename,
        mode: (externalFileAttributes >>> 16) & 0o777 || undefined,
      }));
  } finally {
    await reader.close();
  }
}

async function readEntries(reader: ZipReader<unknown>): Promise<Entry[]> {
  try {
    return await reader.getEntries();
  } catch (cause) {
    const reason = errorText(cause);
    // The reader looks at paths too, and says no more than this.
    if (/unsafe filename/i.test(reason)) throw new ArchiveRefused(message('package-file.leadsOut'));
    throw new ArchiveRefused(message('package-file.noZip', reason));
  }
}

function checkEntry({ filename, encrypted, externalFileAttributes = 0 }: Entry): void {
  const parts = filename.replace(/\/$/, '').split('/');
  if (
    /[\\\0]/.test(filename) ||
    parts.some((part) => part === '..' || part === '.' || part === '') ||
    /^[A-Za-z]:/.test(filename)
  )
    throw new ArchiveRefused(message('package-file.entryLeadsOut', filename));
  // The upper half holds the mode of Unix.
  if (((externalFileAttributes >>> 16) & 0o170000) === 0o120000)
    throw new ArchiveRefused(message('package-file.link', filename));
  if (encrypted) throw new ArchiveRefused(message('package-file.password', filename));
}

async function writeEntry(entry: Entry, to: string, signal?: AbortSignal): Promise<void> {
  if (entry.directory) {
    await mkdir(to, { recursive: true });
    return;
  }
  await mkdir(dirname(to), { recursive: true });
  let left = entry.uncompressedSize;
  const count = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      left -= chunk.byteLength;
      if (left < 0) throw new ArchiveRefused(message('package-file.larger', entry.filename));
      controller.enqueue(chunk);
    },
  });
  const written = count.readable.pipeTo(
    Writable.toWeb(createWriteStream(to, { flags: 'wx' })),
    signal === undefined ? {} : { signal },
  );
  await Promise.all([
    entry.getData(count.writable, { checkSignature: true, ...(signal !== undefined && { signal }) }),
    written,
  ]);
}

/** What lies at the top of an unpacked archive, as the registry reads it. */
export interface ArchiveContents {
  /** The folder that is the package; undefined where the zip is no archive for a registry. */
  readonly packageId: string | undefined;
  readonly packageName: string | undefined;
  readonly version: string | undefined;
  readonly scripts: { readonly [name in 'install' | 'uninstall' | 'upgrade']?: string };
  readonly names: readonly string[];
}

export async function readArchiveContents(unpacked: string, wanted?: string): Promise<ArchiveContents> {
  const names = await readdir(unpacked);
  const scripts: { install?: string; uninstall?: string; upgrade?: string } = {};
  for (const name of ['install', 'uninstall', 'upgrade'] as const)
    if (names.includes(`${name}.ska`)) scripts[name] = await readFile(join(unpacked, `${name}.ska`), 'utf8');
  const manifest = names.includes('manifest.json') ? await readManifest(join(unpacked, 'manifest.json')) : {};
  const folders: string[] = [];
  for (const name of names) if ((await stat(join(unpacked, name))).isDirectory()) folders.push(name);
  const candidate = wanted ?? manifest.packageId ?? (folders.length === 1 ? folders[0] : undefined);
  const isPackage =
    candidate !== undefined && folders.includes(candidate) && /^[a-z][a-z0-9_.-]{5,31}$/.test(candidate);
  return {
    packageId: isPackage ? candidate : undefined,
    packageName: manifest.packageName,
    version: manifest.packageVersion,
    scripts,
    names,
  };
}

interface ManifestFacts {
  readonly packageId?: string;
  readonly packageName?: string;
  readonly packageVersion?: string;
}

async function readManifest(file: string): Promise<ManifestFacts> {
  try {
    const raw: unknown = JSON.parse(await readFile(file, 'utf8'));
    if (typeof raw !== 'object' || raw === null) return {};
    const text = (name: string): string | undefined => {
      const value = Object.entries(raw).find(([key]) => key === name)?.[1];
      return typeof value === 'string' ? value : undefined;
    };
    const [packageId, packageName, packageVersion] = [text('packageId'), text('packageName'), text('packageVersion')];
    return {
      ...(packageId !== undefined && { packageId }),
      ...(packageName !== undefined && { packageName }),
      ...(packageVersion !== undefined && { packageVersion }),
    };
  } catch {
    return {};
  }
}
