import { crc32 } from 'node:zlib';
import { fault } from '../../../preload/messages/index.ts';
import { eachAtOnce } from '../../disk/index.ts';
import { type RememberingCarrier, rememberReads } from '../carriers/remembering.ts';
import { SentFiles } from '../carriers/sent-files.ts';
import { textSource } from '../carriers/source.ts';
import type { ContentFile } from '../content/archive-content.ts';
import { inTheWay } from '../content/in-the-way.ts';
import { type PublishedPaths, pathsOf, rememberPublished } from '../content/published-paths.ts';
import {
  type Destination,
  type DestinationCall,
  DestinationError,
  type DestinationPlan,
  type PublishedState,
  type Release,
} from '../destination.ts';
import { removeLeftovers } from '../leftovers.ts';
import { openPlace, type PlaceDeps, placeKey } from '../place.ts';
import type { SettingsOf } from '../settings.ts';

type FolderSettings = SettingsOf<'folder'>;

/** Beside the files: which version they are, and of what archive. Gone while one is being written, and written last: it never names one that is not whole. */
export const VERSION_FILE = 'loadmaster-version.txt';

/** Larger files that somebody else may have written are sent again instead of being read. */
const MOST_READ_BYTES = 64 * 1024 * 1024;
const READS_AT_ONCE = 4;

/** The version that the text of a version file names. */
export function versionIn(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8').trim().split('\n', 1)[0]?.trim() ?? '';
}

interface FolderDeps extends PlaceDeps {
  published(place: string): PublishedPaths;
  readonly now?: (() => number) | undefined;
}

interface Work {
  readonly versionThere: string | undefined;
  readonly added: readonly ContentFile[];
  readonly changed: readonly ContentFile[];
  readonly deleted: readonly string[];
  /** Of these, those that go before anything is written: what is new takes their place. */
  readonly first: readonly string[];
  /** What cannot be written before that. */
  readonly waiting: ReadonlySet<string>;
}

/** The add-on's files as they are released, kept the same somewhere else. Files that somebody else put there stay. */
export async function openFolderDestination(
  release: Release,
  settings: FolderSettings,
  deps: FolderDeps,
): Promise<Destination> {
  const published = rememberPublished(deps.published(placeKey(settings.place)));
  const carrier = rememberReads(await openPlace(settings.place, settings.name, deps), pathsOf(published));
  return new FolderDestination(release, settings, { carrier, published, now: deps.now });
}

class FolderDestination implements Destination {
  readonly turn = 'reversible';
  readonly #release: Release;
  /** Without what a mirror that is released again has of its own. */
  readonly #content: readonly ContentFile[];
  readonly #settings: FolderSettings;
  readonly #carrier: RememberingCarrier;
  readonly #published: PublishedPaths;
  readonly #now: FolderDeps['now'];
  readonly #sent = new SentFiles();
  #flipped = false;
  #looked: { readonly sizes: ReadonlyMap<string, number>; readonly work: Work } | undefined;

  constructor(
    release: Release,
    settings: FolderSettings,
    {
      carrier,
      published,
      now,
    }: { readonly carrier: RememberingCarrier; readonly published: PublishedPaths } & Pick<FolderDeps, 'now'>,
  ) {
    this.#release = release;
    this.#content = release.content.filter(({ path }) => path !== VERSION_FILE);
    this.#settings = settings;
    this.#carrier = carrier;
    this.#published = published;
    this.#now = now;
  }

  async plan(call: DestinationCall): Promise<DestinationPlan> {
    const { added, changed, deleted, versionThere } = await this.#look(call);
    const bytes = [...added, ...changed].reduce((sum, { size }) => sum + size, 0);
    const counts = { added: added.length, changed: changed.length, deleted: deleted.length };
    return { ...counts, bytes, versionThere, findings: [] };
  }

  async ask(call: DestinationCall): Promise<PublishedState> {
    const { added, changed, deleted, versionThere } = await this.#look(call);
    if (versionThere !== this.#release.version) return { is: 'absent' };
    return { is: added.length + changed.length + deleted.length === 0 ? 'published' : 'partial' };
  }

  async versionThere(call: DestinationCall): Promise<string | undefined> {
    return (await this.#look(call)).versionThere;
  }

  async stage(call: DestinationCall): Promise<void> {
    const { added, waiting } = await this.#look(call);
    await this.#send(
      added.filter(({ path }) => !waiting.has(path)),
      call,
    );
  }

  async flip(call: DestinationCall): Promise<void> {
    const carrier = this.#carrier;
    const { name, version } = this.#release;
    const { added, changed, deleted, first } = await this.#look(call);
    await this.#takeVersionAway(call);
    // Or what is written under a new spelling would go with the old one.
    await eachAtOnce(first, carrier.limits.atOnce, (path) => carrier.delete(path, call));
    await this.#send([...added, ...changed], call);
    const isGone = new Set(first);
    const others = deleted.filter((path) => !isGone.has(path));
    await eachAtOnce(others, carrier.limits.atOnce, (path) => carrier.delete(path, call));
    const text = textSource(this.#versionText());
    await carrier.write(VERSION_FILE, text, call);
    this.#published.note([{ path: VERSION_FILE, crc32: text.crc32, once: false }]);
    await carrier.commit(`${name} ${version}`, call);
    this.#flipped = true;
    await removeLeftovers(carrier, { published: this.#published, now: this.#now }, call);
  }

  async verify(call: DestinationCall): Promise<void> {
    this.#carrier.forget();
    const first = await this.#firstBehind(call);
    if (first === undefined) return;
    throw new DestinationError(fault('not_as_written.file', this.#settings.name, first), { passing: true });
  }

  /** All was looked at when this began, so few files are asked for one by one. */
  async #firstBehind(call: DestinationCall): Promise<string | undefined> {
    if (this.#flipped && this.#sent.areFew) return this.#sent.firstBehind(this.#carrier, call);
    const { added, changed } = await this.#look(call);
    return [...added, ...changed][0]?.path;
  }

  link(): undefined {
    return undefined;
  }

  dispose(): Promise<void> {
    return this.#carrier.dispose();
  }

  /** Each step begins with a look; where nothing was listed, sent or deleted since, it sees the same. */
  async #look(call: DestinationCall): Promise<Work> {
    const sizes = await this.#carrier.sizes(call);
    if (this.#looked?.sizes !== sizes) this.#looked = { sizes, work: await this.#compare(sizes, call) };
    return this.#looked.work;
  }

  async #compare(there: ReadonlyMap<string, number>, call: DestinationCall): Promise<Work> {
    const carrier = this.#carrier;
    const known = new Map(this.#published.all().map((row) => [row.path, row.crc32]));
    const version = there.has(VERSION_FILE) ? await carrier.read(VERSION_FILE, 4096, call) : undefined;
    const content = this.#content;
    const added = content.filter(({ path }) => !there.has(path));
    const changed = await this.#changed(there, this.#isAsLeft(known, version) ? known : new Map(), call);
    const now = new Set([...content.map(({ path }) => path), VERSION_FILE]);
    const deleted = [...known.keys()].filter((path) => there.has(path) && !now.has(path));
    // Whatever the disk makes of capital letters: another machine's may make less of them.
    const { old, waiting } = inTheWay(deleted, content, true);
    const first = deleted.filter((path) => old.has(path));
    return { versionThere: version && versionIn(version), added, changed, deleted, first, waiting };
  }

  /** Whether nobody else has released here since this machine did: then what it remembers of files is still true. */
  #isAsLeft(known: ReadonlyMap<string, number | undefined>, version: Uint8Array | undefined): boolean {
    if (!known.has(VERSION_FILE)) return true;
    const left = known.get(VERSION_FILE);
    // Stopped in the middle, with or without the new text.
    if (left === undefined) return version === undefined || crc32(version) === crc32(this.#versionText());
    return version !== undefined && crc32(version) === left;
  }

  /** What this machine wrote it remembers; a file it knows nothing of is read. */
  async #changed(
    there: ReadonlyMap<string, number>,
    known: ReadonlyMap<string, number | undefined>,
    call: DestinationCall,
  ): Promise<ContentFile[]> {
    const carrier = this.#carrier;
    const same = new Set<string>();
    const unknown: ContentFile[] = [];
    for (const file of this.#content) {
      if (there.get(file.path) !== file.size) continue;
      const sum = known.get(file.path);
      if (sum === file.crc32) same.add(file.path);
      else if (sum === undefined && file.size <= MOST_READ_BYTES) unknown.push(file);
    }
    await eachAtOnce(unknown, Math.min(carrier.limits.atOnce, READS_AT_ONCE), async ({ path, size, crc32: sum }) => {
      const bytes = await carrier.readOnce(path, size, call);
      if (bytes !== undefined && crc32(bytes) === sum) same.add(path);
    });
    return this.#content.filter(({ path }) => there.has(path) && !same.has(path));
  }

  #versionText(): string {
    const { version, archive } = this.#release;
    return `${version}\nsha256 ${archive.sha256}\n`;
  }

  /** Who finds the place without it, or in doubt, knows that files there may be of either version. What a commit shows is whole. */
  async #takeVersionAway(call: DestinationCall): Promise<void> {
    this.#published.note([{ path: VERSION_FILE, crc32: undefined, once: false }]);
    const carrier = this.#carrier;
    if (carrier.visible !== 'write' || !(await carrier.sizes(call)).has(VERSION_FILE)) return;
    await carrier.delete(VERSION_FILE, call);
  }

  async #send(files: readonly ContentFile[], call: DestinationCall): Promise<void> {
    this.#looked = undefined;
    this.#published.note(files.map(({ path }) => ({ path, crc32: undefined, once: false })));
    await this.#sent.write(files, this.#carrier, call);
    this.#published.note(files.map(({ path, crc32: sum }) => ({ path, crc32: sum, once: false })));
  }
}
