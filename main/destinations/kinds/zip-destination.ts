import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { type ArchiveManifest, buildArchive, type PlannedEntry, readManifest } from '../../archive/index.ts';
import { writeFileDurably } from '../../disk/index.ts';
import {
  type Destination,
  type DestinationCall,
  DestinationError,
  type DestinationLink,
  type DestinationPlan,
  type Release,
  type Standing,
} from '../destination.ts';
import { forumText, TEXT_FORMS, type TextForm } from './forum-text.ts';

export const zipSettingsSchema = z.object({
  kind: z.literal('zip'),
  name: z.string().min(1),
  /** The folder the zip is put into. */
  path: z.string().min(1),
  /** With {name}, {version}, {id} and {folder}. */
  pattern: z
    .string()
    .regex(/^[^/\\]+\.zip$/i)
    .optional(),
});
export type ZipSettings = z.infer<typeof zipSettingsSchema>;

const PATTERN = '{name} {version}.zip';
const ENDINGS: Readonly<Record<TextForm, string>> = { bbcode: 'bbcode.txt', html: 'html', markdown: 'md' };

/** The zip that users unzip into X-Plane (`Folder/...`), its SHA-256, and the text to paste beside it. */
export function openZipDestination(release: Release, settings: ZipSettings, base: string): Destination {
  const folder = resolve(base, settings.path.replace(/^~(?=\/|$)/, homedir()));
  return new ZipDestination(release, folder, zipName(release, settings.pattern));
}

/** What cannot stand in a file name becomes a hyphen. */
function zipName({ name, version, packageId, folderName }: Release, pattern = PATTERN): string {
  const values: Readonly<Record<string, string>> = { name, version, id: packageId, folder: folderName };
  return pattern
    .replaceAll(/\{(\w+)\}/g, (whole, key: string) => values[key] ?? whole)
    .replaceAll(/[\\/:*?"<>|\p{Cc}]+/gu, '-');
}

class ZipDestination implements Destination {
  readonly turn = 'announcement';
  readonly #release: Release;
  readonly #folder: string;
  readonly #file: string;

  constructor(release: Release, folder: string, file: string) {
    this.#release = release;
    this.#folder = folder;
    this.#file = file;
  }

  async plan(): Promise<DestinationPlan> {
    const { is } = await this.ask();
    const { size } = this.#release.archive;
    const sent = is === 'absent' ? 1 : 0;
    return { added: sent, changed: 0, deleted: 0, bytes: sent * size, versionThere: undefined, findings: [] };
  }

  async ask(): Promise<Standing> {
    const noted = await readFile(this.#beside('sha256'), 'utf8').catch(() => '');
    const found = await stat(this.#zip).catch(() => undefined);
    if (found === undefined || noted === '') return { is: 'absent' };
    return { is: noted.startsWith(await hashFile(this.#zip)) ? 'published' : 'absent' };
  }

  async stage(): Promise<void> {}

  async flip({ signal }: DestinationCall, links: readonly DestinationLink[]): Promise<void> {
    const { name, version, notes } = this.#release;
    await mkdir(this.#folder, { recursive: true });
    const desk = await mkdtemp(join(this.#folder, '.zip-'));
    try {
      const built = await this.#build(join(desk, 'release.zip'), signal);
      await rename(built.path, this.#zip);
      const post = { name, version, notes, links, file: this.#file, sha256: built.sha256 };
      for (const form of TEXT_FORMS) await writeFileDurably(this.#beside(ENDINGS[form]), forumText(post, form));
      await writeFileDurably(this.#beside('sha256'), `${built.sha256}  ${this.#file}\n`);
    } finally {
      await rm(desk, { recursive: true, force: true });
    }
  }

  async verify(): Promise<void> {
    if ((await this.ask()).is === 'published') return;
    throw new DestinationError('not_as_written', `${this.#zip} is not what was written.`, { passing: true });
  }

  link(): undefined {
    return undefined;
  }

  async dispose(): Promise<void> {}

  get #zip(): string {
    return join(this.#folder, this.#file);
  }

  #beside(ending: string): string {
    return `${this.#zip.slice(0, -'.zip'.length)}.${ending}`;
  }

  /** The packed files of the archive under the folder's name: what was checked is what users unzip. */
  async #build(out: string, signal: AbortSignal) {
    const { archive, content, folder } = { ...this.#release, folder: this.#release.folderName };
    const manifest = await readManifest(archive.path);
    if (manifest === undefined) throw changed(archive.path);
    const plan = planOf(manifest, this.#release.packageId, folder, this.#release.root);
    const built = await buildArchive(plan, { out, level: 6, previous: archive.path, signal });
    const sums = new Map(
      (await readManifest(out))?.entries.map(({ name, crc32 }) => [name, Number.parseInt(crc32, 16)]),
    );
    const other = content.find(({ path, crc32 }) => sums.get(`${folder}/${path}`) !== crc32);
    if (other !== undefined) throw changed(other.path);
    return built;
  }
}

function planOf({ entries }: ArchiveManifest, packageId: string, folder: string, root: string) {
  const planned: PlannedEntry[] = [{ name: `${folder}/`, source: { kind: 'folder' } }];
  let bytes = 0;
  for (const { name, size, mtimeNs, ino } of entries) {
    if (!name.startsWith(`${packageId}/`) || mtimeNs === undefined || ino === undefined) continue;
    const path = name.slice(packageId.length + 1);
    const source = { kind: 'file' as const, path: join(root, path), size, mtimeNs: BigInt(mtimeNs), ino: BigInt(ino) };
    planned.push({ name: `${folder}/${path}`, source });
    bytes += size;
  }
  planned.sort((a, b) => (a.name < b.name ? -1 : 1));
  return { packageId: folder, roots: [root], entries: planned, files: planned.length - 1, bytes, junk: [] };
}

function changed(path: string): DestinationError {
  const message = `${path} is not what was packed for this release any more.`;
  return new DestinationError('source_changed', message, { hint: 'Release again: it is packed anew.' });
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
