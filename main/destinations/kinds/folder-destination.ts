import { crc32 } from 'node:zlib';
import { fault } from '../../../preload/messages/index.ts';
import { depotPathKey } from '../../../protocol/index.ts';
import { eachAtOnce } from '../../disk/index.ts';
import { type RememberingCarrier, rememberReads } from '../carriers/remembering.ts';
import { SentFiles } from '../carriers/sent-files.ts';
import { textSource } from '../carriers/source.ts';
import type { ContentFile } from '../content/archive-content.ts';
import { type PublishedPaths, rememberPublished } from '../content/published-paths.ts';
import {
  type Destination,
  type DestinationCall,
  DestinationError,
  type DestinationPlan,
  type Release,
  type Standing,
} from '../destination.ts';
import { openPlace, type PlaceDeps, placeKey } from '../place.ts';
import type { SettingsOf } from '../settings.ts';

type FolderSettings = SettingsOf<'folder'>;

/** Beside the files: which version they are. Written last, so it never names one that is not whole. */
export const VERSION_FILE = 'loadmaster-version.txt';

interface FolderDeps extends PlaceDeps {
  published(place: string): PublishedPaths;
}

interface Work {
  readonly versionThere: string | undefined;
  readonly added: readonly ContentFile[];
  readonly changed: readonly ContentFile[];
  readonly deleted: readonly string[];
  /** Of these, spellings of files that the release has in other capital letters: the same file on Windows and macOS. */
  readonly respelled: readonly string[];
}

/** The add-on's files as they are released, kept the same somewhere else. Files that somebody else put there stay. */
export async function openFolderDestination(
  release: Release,
  settings: FolderSettings,
  deps: FolderDeps,
): Promise<Destination> {
  const published = rememberPublished(deps.published(placeKey(settings.place)));
  const carrier = rememberReads(await openPlace(settings.place, settings.name, deps));
  return new FolderDestination(release, settings, carrier, published);
}

class FolderDestination implements Destination {
  readonly turn = 'reversible';
  readonly #release: Release;
  readonly #settings: FolderSettings;
  readonly #carrier: RememberingCarrier;
  readonly #published: PublishedPaths;
  readonly #sent = new SentFiles();
  #flipped = false;
  #looked: { readonly sizes: ReadonlyMap<string, number>; readonly work: Work } | undefined;

  constructor(release: Release, settings: FolderSettings, carrier: RememberingCarrier, published: PublishedPaths) {
    this.#release = release;
    this.#settings = settings;
    this.#carrier = carrier;
    this.#published = published;
  }

  async plan(call: DestinationCall): Promise<DestinationPlan> {
    const { added, changed, deleted, versionThere } = await this.#look(call);
    const bytes = [...added, ...changed].reduce((sum, { size }) => sum + size, 0);
    const counts = { added: added.length, changed: changed.length, deleted: deleted.length };
    return { ...counts, bytes, versionThere, findings: [] };
  }

  async ask(call: DestinationCall): Promise<Standing> {
    const { added, changed, deleted, versionThere } = await this.#look(call);
    if (versionThere !== this.#release.version) return { is: 'absent' };
    return { is: added.length + changed.length + deleted.length === 0 ? 'published' : 'partial' };
  }

  async stage(call: DestinationCall): Promise<void> {
    const { added, respelled } = await this.#look(call);
    const old = new Set(respelled.map(depotPathKey));
    await this.#send(
      added.filter(({ path }) => !old.has(depotPathKey(path))),
      call,
    );
  }

  async flip(call: DestinationCall): Promise<void> {
    const carrier = this.#carrier;
    const { name, version } = this.#release;
    const { added, changed, deleted, respelled } = await this.#look(call);
    // First, or what is written under the new spelling would go with the old one.
    await eachAtOnce(respelled, carrier.limits.atOnce, (path) => carrier.delete(path, call));
    await this.#send([...added, ...changed], call);
    const others = deleted.filter((path) => !respelled.includes(path));
    await eachAtOnce(others, carrier.limits.atOnce, (path) => carrier.delete(path, call));
    await carrier.write(VERSION_FILE, textSource(`${version}\n`), call);
    await carrier.commit(`${name} ${version}`, call);
    this.#flipped = true;
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
    const { content } = this.#release;
    const added = content.filter(({ path }) => !there.has(path));
    const changed: ContentFile[] = [];
    for (const file of content) {
      const size = there.get(file.path);
      if (size === undefined) continue;
      if (size !== file.size || !(await this.#isSame(file, known.get(file.path), call))) changed.push(file);
    }
    const now = new Set(content.map(({ path }) => path));
    const deleted = [...known.keys()].filter((path) => there.has(path) && !now.has(path));
    const version = there.has(VERSION_FILE) ? await carrier.read(VERSION_FILE, 4096, call) : undefined;
    const versionThere = version && Buffer.from(version).toString('utf8').trim();
    const keys = new Set(content.map(({ path }) => depotPathKey(path)));
    const respelled = deleted.filter((path) => keys.has(depotPathKey(path)));
    return { versionThere, added, changed, deleted, respelled };
  }

  /** What this machine wrote it remembers; a file it knows nothing of is read. */
  async #isSame(file: ContentFile, known: number | undefined, call: DestinationCall): Promise<boolean> {
    if (known !== undefined) return known === file.crc32;
    const bytes = await this.#carrier.read(file.path, file.size, call);
    return bytes !== undefined && crc32(bytes) === file.crc32;
  }

  async #send(files: readonly ContentFile[], call: DestinationCall): Promise<void> {
    this.#looked = undefined;
    this.#published.note(files.map(({ path }) => ({ path, crc32: undefined, once: false })));
    await this.#sent.write(files, this.#carrier, call);
    this.#published.note(files.map(({ path, crc32: sum }) => ({ path, crc32: sum, once: false })));
  }
}
