import { createHash } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { z } from 'zod';
import {
  type AddonSummary,
  type AppError,
  addonSummarySchema,
  type Emitters,
  type Outcome,
} from '../../preload/contract.ts';
import { fault } from '../../preload/messages/index.ts';
import type { AddonUpdate } from '../addon/index.ts';
import { eachAtOnce } from '../disk/index.ts';
import type { KeyValueStore } from '../settings/index.ts';
import type { DistinctId, OpenAddon } from './open-addon.ts';
import { diskError, fail, ok } from './outcomes.ts';
import { lastMark, lastProcessed, type PublishedMark, publishedMarkSchema, withMark } from './published-marks.ts';
import { idInUse, ReservedIds } from './reserved-ids.ts';
import { blankCard, lastKnown, summaryOf } from './summary.ts';

const rememberedSchema = z.object({
  id: z.string(),
  folder: z.string(),
  /** What registries last said about its versions; earlier Loadmasters kept one of them, as `lastPublished`. */
  published: z.array(publishedMarkSchema).default([]).catch([]),
  lastPublished: publishedMarkSchema.nullable().optional(),
  /** The card as it was last: shown at once at the next start, while the folder is read again. */
  card: addonSummarySchema.nullable().default(null).catch(null),
});
type Remembered = z.infer<typeof rememberedSchema>;

interface Parts {
  readonly store: KeyValueStore;
  readonly emit: Emitters['addons'];
  readonly openAddon: (
    id: string,
    folder: string,
    own: { readonly onUpdate: (kind: AddonUpdate['kind']) => void; readonly distinctId: DistinctId },
  ) => OpenAddon;
  /** The registry in use: a card says how its add-on stands there. */
  readonly registryInUse: () => string;
}

const STORE_KEY = 'addons';
/** More would only make them wait for the same disk. */
const OPEN_AT_ONCE = 2;

/** The add-ons on an author's list, each with its folder read and watched. */
export class AddonList {
  readonly #store: KeyValueStore;
  readonly #emit: Emitters['addons'];
  readonly #openAddon: Parts['openAddon'];
  readonly #registryInUse: () => string;
  readonly #ids = new ReservedIds();
  /** The one whose state was told last. */
  #registry: string;
  #remembered: readonly Remembered[];
  readonly #opened = new Map<string, OpenAddon>();
  readonly #announced = new Map<string, string>();
  #cardsChanged = false;

  constructor({ store, emit, openAddon, registryInUse }: Parts) {
    this.#store = store;
    this.#emit = emit;
    this.#openAddon = openAddon;
    this.#registryInUse = registryInUse;
    this.#registry = registryInUse();
    const kept = z.array(rememberedSchema).safeParse(store.get(STORE_KEY));
    this.#remembered = (kept.success ? kept.data : []).map(({ lastPublished, ...rest }) =>
      rest.published.length === 0 && lastPublished ? { ...rest, published: [lastPublished] } : rest,
    );
    for (const { id, card, published } of this.#remembered) {
      if (card?.packageId) this.#ids.remember(id, card.packageId);
      for (const { packageId } of published) if (packageId !== undefined) this.#ids.published(id, packageId);
    }
  }

  summaries(): AddonSummary[] {
    return this.#remembered.map(({ id }) => this.summary(id)).filter((found) => found !== undefined);
  }

  summary(id: string): AddonSummary | undefined {
    const remembered = this.#find(id);
    if (!remembered) return undefined;
    const { folder, published, card } = remembered;
    const lastPublished = lastMark(published, this.#registryInUse());
    const addon = this.#opened.get(id);
    if (addon && addon.session.state.phase !== 'reading') {
      const now = summaryOf(addon, lastPublished);
      // A folder that was gone before it could be read: the card goes on saying whose it is.
      return card && addon.known() === undefined ? { ...now, ...lastKnown(card) } : now;
    }
    return {
      ...(card ?? blankCard(id, folder)),
      state: 'reading',
      watch: { state: 'starting' },
      lastPublished: lastPublished ?? null,
    };
  }

  /** Opens the folder if nobody has yet. */
  addon(id: string): OpenAddon | undefined {
    const remembered = this.#find(id);
    return this.#opened.get(id) ?? (remembered ? this.#open(remembered) : undefined);
  }

  /** Opens all folders, a few at a time. */
  async openAll(): Promise<void> {
    await eachAtOnce(this.#remembered, OPEN_AT_ONCE, async ({ id }) => {
      await this.addon(id)?.session.ready;
    });
    this.#keepCards();
  }

  /** The version that users of a registry have of it, if one is known. */
  processedOn(id: string, connectionId: string): string | undefined {
    return lastProcessed(this.#find(id)?.published ?? [], connectionId)?.version;
  }

  /** Why this add-on cannot have this package id, if another one on the list has it. */
  idFault(id: string, packageId: string): AppError | undefined {
    const other = this.#ids.otherHolder(id, packageId);
    return other === undefined ? undefined : idInUse(this.summary(other)?.name ?? other, packageId.trim());
  }

  /** Which add-on a folder already is, if any. */
  knownAs(folder: string): string | undefined {
    return this.#remembered.find((addon) => addon.folder === folder)?.id;
  }

  /** Answers when the folder was read for the first time. */
  async add(picked: string): Promise<Outcome<AddonSummary>> {
    let folder: string;
    try {
      folder = await realpath(picked);
    } catch (cause) {
      return diskError(cause, picked);
    }
    const id = this.knownAs(folder) ?? this.#freeId(folder);
    if (!this.#find(id)) this.#save([...this.#remembered, { id, folder, published: [], card: null }]);
    return this.#read(id);
  }

  /** The folder of an add-on was moved or renamed: id, history and drafts go with it. */
  async locate(id: string, picked: string): Promise<Outcome<AddonSummary>> {
    let folder: string;
    try {
      folder = await realpath(picked);
    } catch (cause) {
      return diskError(cause, picked);
    }
    const holder = this.knownAs(folder);
    if (holder !== undefined && holder !== id)
      return fail(fault('folder_held.text', this.summary(holder)?.name ?? holder, folder));
    const before = this.#opened.get(id);
    this.#opened.delete(id);
    this.#change(id, () => ({ folder }));
    await before?.session.close();
    return this.#read(id);
  }

  /** The folder's own, unless an add-on has it that lay there once and lies elsewhere now. */
  #freeId(folder: string): string {
    const wanted = idOf(folder);
    let id = wanted;
    for (let number = 2; this.#find(id); number += 1) id = `${wanted}-${number}`;
    return id;
  }

  async #read(id: string): Promise<Outcome<AddonSummary>> {
    await this.addon(id)?.session.ready;
    this.#announce(id);
    this.#keepCards();
    const found = this.summary(id);
    return found ? ok(found) : fail(fault('unknown_addon.meanwhile'));
  }

  async remove(id: string): Promise<void> {
    this.#save(this.#remembered.filter((addon) => addon.id !== id));
    const closing = this.#opened.get(id);
    this.#opened.delete(id);
    this.#announced.delete(id);
    this.#ids.release(id);
    this.#emit.removed({ id });
    await closing?.session.close();
  }

  markPublished(id: string, mark: PublishedMark): void {
    if (mark.packageId !== undefined) this.#ids.published(id, mark.packageId);
    this.#change(id, ({ published }) => ({ published: withMark(published, mark) }));
    this.#announce(id);
  }

  /** Says how all add-ons stand on the registry in use, if another one is now. */
  async followRegistry(): Promise<void> {
    if (this.#registry !== this.#registryInUse()) await this.#restate();
  }

  /** A registry was emptied: what it had of the add-ons is gone. */
  async forgetRegistry(connectionId: string): Promise<void> {
    const without = (marks: readonly PublishedMark[]) => marks.filter((mark) => mark.connectionId !== connectionId);
    this.#save(this.#remembered.map((addon) => ({ ...addon, published: without(addon.published) })));
    await this.#restate();
  }

  /** Reads all folders anew, by other ignore rules say. */
  async reopen(): Promise<void> {
    await this.#closeOpened();
    await this.openAll();
  }

  async close(): Promise<void> {
    this.#keepCards();
    await this.#closeOpened();
  }

  async #restate(): Promise<void> {
    this.#registry = this.#registryInUse();
    for (const { id } of this.#remembered) this.#announce(id);
    await Promise.all([...this.#opened.values()].map((addon) => addon.compare()));
  }

  #find(id: string): Remembered | undefined {
    return this.#remembered.find((addon) => addon.id === id);
  }

  #open({ id, folder }: Remembered): OpenAddon {
    const onUpdate = (kind: AddonUpdate['kind']): void => {
      if (this.#opened.get(id) !== opened) return;
      if (kind === 'entries') this.#emit.contentsChanged({ id });
      if (kind === 'findings') this.#emit.findingsChanged({ id });
      this.#announce(id);
    };
    const distinctId: DistinctId = (suggested, chosen) => {
      if (chosen === undefined) return this.#ids.suggest(id, suggested);
      this.#ids.choose(id, chosen);
      return suggested;
    };
    const opened = this.#openAddon(id, folder, { onUpdate, distinctId });
    this.#opened.set(id, opened);
    return opened;
  }

  async #closeOpened(): Promise<void> {
    const closing = [...this.#opened.values()];
    await Promise.all(closing.map((addon) => addon.session.close()));
    this.#opened.clear();
  }

  /** Tells the renderer, and only what is different from what it was told before. */
  #announce(id: string): void {
    const now = this.summary(id);
    if (!now) return;
    const text = JSON.stringify(now);
    if (this.#announced.get(id) === text) return;
    this.#announced.set(id, text);
    this.#emit.changed(now);
    this.#cardsChanged = this.#cardsChanged || now.state === 'ready';
  }

  /** Cards are worth keeping, but not a write for each file that changes. */
  #keepCards(): void {
    if (!this.#cardsChanged) return;
    this.#cardsChanged = false;
    this.#save(this.#remembered.map((addon) => ({ ...addon, card: this.summary(addon.id) ?? addon.card })));
  }

  #change(id: string, change: (addon: Remembered) => Partial<Remembered>): void {
    this.#save(this.#remembered.map((addon) => (addon.id === id ? { ...addon, ...change(addon) } : addon)));
  }

  #save(next: readonly Remembered[]): void {
    this.#remembered = next;
    this.#store.set(STORE_KEY, next);
  }
}

/** The same folder has the same id on every run, so that drafts and history find it again after it was removed and added. */
function idOf(folder: string): string {
  return createHash('sha256').update(folder).digest('hex').slice(0, 20);
}
