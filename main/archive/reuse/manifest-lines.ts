import { createHash } from 'node:crypto';
import { readSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { StringDecoder } from 'node:string_decoder';
import {
  type ArchiveManifest,
  DIGEST_LENGTH,
  type ManifestEntry,
  manifestPath,
  OPENING,
  ofThisFormat,
} from '../archive-manifest.ts';

type ManifestHead = Omit<ArchiveManifest, 'entries'>;

const CHUNK_BYTES = 256 << 10;
// Enough for the neighbours of an entry, and little to read for one that stands alone.
const WINDOW_BYTES = 16 << 10;
const LINE_FEED = 0x0a;

/** As objects, 200,000 entries take a quarter of a gigabyte; as many as this are kept, the others are read again when asked for. */
const KEPT_ENTRIES = 20_000;

/** The manifest beside an archive, read entry by entry: it stays on the disk. */
export class ManifestLines {
  readonly head: ManifestHead;
  readonly #file: FileHandle;
  /** Where each entry begins, and behind the last one where that ends. */
  readonly #starts: readonly number[];
  readonly #kept: ManifestEntry[] = [];
  #window = { start: 0, bytes: Buffer.alloc(0) };

  private constructor(file: FileHandle, head: ManifestHead, starts: readonly number[]) {
    this.#file = file;
    this.head = head;
    this.#starts = starts;
  }

  /** Undefined when there is none, or one that is damaged or of another version. */
  static async open(archive: string): Promise<ManifestLines | undefined> {
    const file = await open(manifestPath(archive), 'r').catch(() => undefined);
    if (file === undefined) return undefined;
    const opened = await ManifestLines.#read(file).catch(() => undefined);
    if (opened === undefined) await file.close();
    return opened;
  }

  static async #read(file: FileHandle): Promise<ManifestLines | undefined> {
    const bodyStart = OPENING.length + DIGEST_LENGTH;
    const opening = Buffer.alloc(bodyStart);
    await file.read(opening, 0, bodyStart, 0);
    const hash = createHash('sha256');
    const starts: number[] = [];
    let position = bodyStart;
    for await (const bytes of chunksOf(file, bodyStart)) {
      hash.update(bytes);
      for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, at + 1))
        starts.push(position + at + 1);
      position += bytes.length;
    }
    if (`${opening}` !== OPENING + hash.digest('hex')) return undefined;
    // The last line is empty, and the one before it holds all that is not an entry.
    starts.pop();
    const headStart = starts.at(-1);
    if (headStart === undefined) return undefined;
    // A list without entries is an empty line.
    if (starts[0] === headStart - 1) starts.pop();
    const rest = Buffer.alloc(position - headStart);
    await file.read(rest, 0, rest.length, headStart);
    // The digest proves that this is what a build wrote, so its shape needs no looking at, only its version.
    const head = ofThisFormat<ManifestHead>(JSON.parse(`{${`${rest}`.slice('],'.length)}`));
    return head && new ManifestLines(file, head, starts);
  }

  get count(): number {
    return Math.max(0, this.#starts.length - 1);
  }

  entry(line: number): ManifestEntry | undefined {
    const known = this.#kept[line];
    if (known !== undefined) return known;
    const start = this.#starts[line];
    const end = this.#starts[line + 1];
    // A closed file has no number any more.
    if (start === undefined || end === undefined || this.#file.fd < 0) return undefined;
    const entry = entryOf(this.#text(start, end).trimEnd());
    if (line === this.#kept.length && line < KEPT_ENTRIES) this.#kept.push(entry);
    return entry;
  }

  /** All of them, in one go through the file. */
  async each(take: (entry: ManifestEntry) => void): Promise<void> {
    const decoder = new StringDecoder('utf8');
    let left = this.count;
    let rest = '';
    for await (const bytes of chunksOf(this.#file, this.#starts[0] ?? 0)) {
      const lines = (rest + decoder.write(bytes)).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (left === 0) return;
        left--;
        take(entryOf(line));
      }
    }
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  #text(start: number, end: number): string {
    if (start < this.#window.start || end > this.#window.start + this.#window.bytes.length) {
      const bytes = Buffer.allocUnsafe(Math.max(WINDOW_BYTES, end - start));
      this.#window = { start, bytes: bytes.subarray(0, readSync(this.#file.fd, bytes, 0, bytes.length, start)) };
    }
    const { start: from, bytes } = this.#window;
    return bytes.toString('utf8', start - from, end - from);
  }
}

function entryOf(line: string): ManifestEntry {
  return JSON.parse(line.endsWith(',') ? line.slice(0, -1) : line) as ManifestEntry;
}

async function* chunksOf(file: FileHandle, from: number): AsyncGenerator<Buffer> {
  const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
  for (let position = from; ; ) {
    const { bytesRead } = await file.read(buffer, 0, buffer.length, position);
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
    position += bytesRead;
  }
}
