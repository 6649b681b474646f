import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { TEXT_FORMS, type TextForm } from '../../../preload/contract/notes-names.ts';
import { fault } from '../../../preload/messages/index.ts';
import { filesIn } from '../../archive/index.ts';
import { SHARED_FILE_MODE, writeFileDurably } from '../../disk/index.ts';
import { renderNotes } from '../../notes/index.ts';
import { sbomOf, versionInSbom } from '../../provenance/index.ts';
import {
  type Destination,
  type DestinationCall,
  DestinationError,
  type DestinationLink,
  type DestinationPlan,
  type PublishedState,
  type Release,
} from '../destination.ts';
import { newestOf } from '../newest-version.ts';
import { resolveLocalPath } from '../place.ts';
import type { SettingsOf } from '../settings.ts';
import { forumText } from './forum-text.ts';
import { buildUserZip, versionsInNames, zipName } from './user-zip.ts';

type ZipSettings = SettingsOf<'zip'>;

/** As CycloneDX wants such files to be called. */
const SBOM_ENDING = 'cdx.json';
const ENDINGS: Readonly<Record<TextForm, string>> = { bbcode: 'bbcode.txt', html: 'html', markdown: 'md' };

/** Everything that a release puts into the folder. */
export function zipPaths(folder: string, release: Parameters<typeof zipName>[0], pattern?: string): string[] {
  const zip = join(folder, zipName(release, pattern));
  return [zip, ...[...Object.values(ENDINGS), SBOM_ENDING, 'sha256'].map((ending) => besideZip(zip, ending))];
}

function besideZip(zip: string, ending: string): string {
  return `${zip.slice(0, -'.zip'.length)}.${ending}`;
}

/** The zip that users unzip into X-Plane (`Folder/...`), beside it what is inside (CycloneDX), the SHA-256 of both, and the text to paste. */
export function openZipDestination(release: Release, settings: ZipSettings, base: string): Destination {
  const folder = resolveLocalPath(settings.path, base);
  return new ZipDestination(release, folder, settings.pattern);
}

class ZipDestination implements Destination {
  readonly turn = 'announcement';
  readonly #release: Release;
  readonly #folder: string;
  readonly #pattern: string | undefined;
  readonly #file: string;

  constructor(release: Release, folder: string, pattern: string | undefined) {
    this.#release = release;
    this.#folder = folder;
    this.#pattern = pattern;
    this.#file = zipName(release, pattern);
  }

  async plan(): Promise<DestinationPlan> {
    const { is } = await this.ask();
    const { size } = this.#release.archive;
    const sent = is === 'absent' ? 1 : 0;
    return { added: sent, changed: 0, deleted: 0, bytes: sent * size, versionThere: undefined, findings: [] };
  }

  async ask(): Promise<PublishedState> {
    const noted = await readFile(this.#beside('sha256'), 'utf8').catch(() => '');
    const found = await stat(this.#zip).catch(() => undefined);
    if (found === undefined || noted === '') return { is: 'absent' };
    if (!((await this.#holdsRelease()) && (await this.#tellsNotes()))) return { is: 'absent' };
    return { is: noted.startsWith(await hashFile(this.#zip)) ? 'published' : 'absent' };
  }

  /** Its name need not tell versions apart, and the same version may have been released with other files. */
  async #holdsRelease(): Promise<boolean> {
    const { content, folderName } = this.#release;
    const files = await filesIn(this.#zip).catch(() => []);
    const there = new Map(files.map((file) => [file.name, file]));
    if (there.size !== content.length) return false;
    return content.every(({ path, size, crc32 }) => {
      const file = there.get(`${folderName}/${path}`);
      return file?.size === size && file.crc === crc32;
    });
  }

  async #tellsNotes(): Promise<boolean> {
    const { version, notes } = this.#release;
    const text = await readFile(this.#beside(ENDINGS.markdown), 'utf8').catch(() => '');
    return text.includes(version) && text.includes(renderNotes(notes, 'markdown'));
  }

  async versionThere(): Promise<string | undefined> {
    const names = await readdir(this.#folder).catch(() => []);
    const versions = versionsInNames(names, this.#release, this.#pattern);
    if (versions !== undefined) return newestOf(versions, this.#release);
    return versionInSbom(await readFile(this.#beside(SBOM_ENDING), 'utf8').catch(() => ''));
  }

  async stage(): Promise<void> {}

  async flip({ signal }: DestinationCall, links: readonly DestinationLink[]): Promise<void> {
    const { name, version, notes } = this.#release;
    await mkdir(this.#folder, { recursive: true });
    const work = await mkdtemp(join(this.#folder, '.zip-'));
    try {
      const built = await buildUserZip(this.#release, join(work, 'release.zip'), signal);
      await rename(built.path, this.#zip);
      const post = { name, version, notes, links, file: { name: this.#file, sha256: built.sha256 } };
      for (const form of TEXT_FORMS)
        await writeFileDurably(this.#beside(ENDINGS[form]), forumText(post, form), SHARED_FILE_MODE);
      const sbom = await sbomOf({ ...this.#release, files: this.#release.content }, signal);
      await writeFileDurably(this.#beside(SBOM_ENDING), sbom, SHARED_FILE_MODE);
      const sums = { [this.#file]: built.sha256, [basename(this.#beside(SBOM_ENDING))]: sha256Of(sbom) };
      const lines = Object.entries(sums).map(([file, sum]) => `${sum}  ${file}\n`);
      await writeFileDurably(this.#beside('sha256'), lines.join(''), SHARED_FILE_MODE);
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  }

  async verify(): Promise<void> {
    if ((await this.ask()).is === 'published') return;
    throw new DestinationError(fault('not_as_written.zip', this.#zip), { passing: true });
  }

  link(): undefined {
    return undefined;
  }

  async dispose(): Promise<void> {}

  get #zip(): string {
    return join(this.#folder, this.#file);
  }

  #beside(ending: string): string {
    return besideZip(this.#zip, ending);
  }
}

function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
