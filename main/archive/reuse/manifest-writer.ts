import { createHash } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { SerialQueue } from '../../clock/index.ts';
import { type ArchiveManifest, DIGEST_LENGTH, type ManifestEntry, manifestPath, OPENING } from '../archive-manifest.ts';
import { partName, removeAbandoned } from '../container/archive-file.ts';

const CHUNK_CHARACTERS = 256 << 10;

/**
 * Writes the manifest while the archive is built, one entry a line: 200,000 entries take four hundred megabytes as objects.
 * The digest of all that follows stands at the beginning, so it is written last.
 */
export class ManifestWriter {
  readonly #path: string;
  readonly #part: string;
  readonly #file: Promise<FileHandle>;
  readonly #hash = createHash('sha256');
  // Entries of large files wait for their hash, and those behind them for their turn.
  #waiting: (ManifestEntry | Promise<ManifestEntry>)[] = [];
  #text = '","entries":[\n';
  #count = 0;
  #position = OPENING.length + DIGEST_LENGTH;
  readonly #writing = new SerialQueue();

  constructor(archive: string) {
    this.#path = manifestPath(archive);
    this.#part = partName(this.#path);
    this.#file = removeAbandoned(this.#path).then(() => open(this.#part, 'wx', 0o600));
    this.#file.catch(() => {});
  }

  add(entry: ManifestEntry | Promise<ManifestEntry>): void {
    if (this.#waiting.length > 0 || entry instanceof Promise) this.#waiting.push(entry);
    else this.#append(entry);
  }

  /** Waits for the disk, and for what an entry still lacks; never for longer than what was added before. */
  async room(): Promise<void> {
    if (this.#text.length >= CHUNK_CHARACTERS) await this.#flush();
  }

  /** Everything but the name; throws what kept an entry from being described. */
  async finish(head: Omit<ArchiveManifest, 'entries'>): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const entry of waiting) {
      this.#append(await entry);
      await this.room();
    }
    this.#text += `\n],${JSON.stringify(head).slice(1, -1)}}\n`;
    await this.#flush();
    const file = await this.#file;
    await file.write(`${OPENING}${this.#hash.digest('hex')}`, 0);
    await file.close();
  }

  async publish(): Promise<void> {
    await rename(this.#part, this.#path);
  }

  /** Leaves nothing behind. */
  async discard(): Promise<void> {
    await this.#writing.idle();
    await this.#file.then((file) => file.close()).catch(() => {});
    await rm(this.#part, { force: true });
  }

  #append(entry: ManifestEntry): void {
    this.#text += `${this.#count === 0 ? '' : ',\n'}${JSON.stringify(entry)}`;
    this.#count += 1;
  }

  #flush(): Promise<void> {
    const bytes = Buffer.from(this.#text);
    this.#text = '';
    this.#hash.update(bytes);
    const position = this.#position;
    this.#position += bytes.length;
    return this.#writing.run(async () => {
      await (await this.#file).write(bytes, 0, bytes.length, position);
    });
  }
}
