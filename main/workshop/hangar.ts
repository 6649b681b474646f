import { createHash } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { z } from 'zod';
import { type AddonSummary, addonSummarySchema, type Emitters, type Outcome } from '../../preload/contract.ts';
import type { AddonUpdate } from '../addon/index.ts';
import type { KeyValueStore } from '../settings/index.ts';
import type { AddonDesk } from './addon-desk.ts';
import { diskError, fail, ok } from './outcomes.ts';
import { blankCard, type PublishedMark, summaryOf } from './summary.ts';

const rememberedSchema = z.object({
  id: z.string(),
  folder: z.string(),
  lastPublished: z
    .object({ connectionId: z.string(), version: z.string(), status: z.string(), at: z.number() })
    .nullable(),
  /** The card as it was last: shown at once at the next start, while the folder is read again. */
  card: addonSummarySchema.nullable().default(null).catch(null),
});
type Remembered = z.infer<typeof rememberedSchema>;

/** The add-ons on an author's list, each with its folder read and watched. */
export type Hangar = {
  summaries(): AddonSummary[];
  summary(id: string): AddonSummary | null;
  /** Opens the folder if nobody has yet. */
  desk(id: string): AddonDesk | null;
  /** Opens all folders, a few at a time. */
  openAll(): Promise<void>;
  /** Which add-on a folder already is, if any. */
  knownAs(folder: string): string | null;
  /** Answers when the folder was read for the first time. */
  add(folder: string): Promise<Outcome<AddonSummary>>;
  remove(id: string): Promise<void>;
  markPublished(id: string, mark: PublishedMark): void;
  /** Reads all folders anew, by other ignore rules say. */
  reopen(): Promise<void>;
  close(): Promise<void>;
};

type Parts = {
  readonly store: KeyValueStore;
  readonly emit: Emitters['addons'];
  readonly openDesk: (id: string, folder: string, onUpdate: (kind: AddonUpdate['kind']) => void) => AddonDesk;
};

const STORE_KEY = 'addons';
/** More would only make them wait for the same disk. */
const OPEN_AT_ONCE = 2;

export function openHangar({ store, emit, openDesk }: Parts): Hangar {
  const kept = z.array(rememberedSchema).safeParse(store.get(STORE_KEY));
  let remembered: readonly Remembered[] = kept.success ? kept.data : [];
  const desks = new Map<string, AddonDesk>();
  const told = new Map<string, string>();
  let cardsChanged = false;

  function save(next: readonly Remembered[]): void {
    remembered = next;
    store.set(STORE_KEY, next);
  }

  function summary(id: string): AddonSummary | null {
    const addon = remembered.find((other) => other.id === id);
    if (!addon) return null;
    const { folder, lastPublished, card } = addon;
    const desk = desks.get(id);
    if (desk && desk.session.state.phase !== 'reading') return summaryOf(desk, lastPublished);
    return { ...(card ?? blankCard(id, folder)), state: 'reading', watch: { state: 'starting' }, lastPublished };
  }

  /** Tells the renderer, and only what is different from what it was told before. */
  function announce(id: string): void {
    const now = summary(id);
    if (!now) return;
    const text = JSON.stringify(now);
    if (told.get(id) === text) return;
    told.set(id, text);
    emit.changed(now);
    cardsChanged = cardsChanged || now.state === 'ready';
  }

  /** Cards are worth keeping, but not a write for each file that changes. */
  function keepCards(): void {
    if (!cardsChanged) return;
    cardsChanged = false;
    save(remembered.map((addon) => ({ ...addon, card: summary(addon.id) ?? addon.card })));
  }

  function open({ id, folder }: Remembered): AddonDesk {
    const opened = openDesk(id, folder, (kind) => {
      if (desks.get(id) !== opened) return;
      if (kind === 'entries') emit.contentsChanged({ id });
      if (kind === 'findings') emit.findingsChanged({ id });
      announce(id);
    });
    desks.set(id, opened);
    return opened;
  }

  function desk(id: string): AddonDesk | null {
    const addon = remembered.find((other) => other.id === id);
    return desks.get(id) ?? (addon ? open(addon) : null);
  }

  return {
    summaries: () => remembered.map(({ id }) => summary(id)).filter((found) => found !== null),
    summary,
    desk,
    async openAll() {
      await eachAtOnce(remembered, OPEN_AT_ONCE, async ({ id }) => desk(id)?.session.ready);
      keepCards();
    },
    knownAs: (folder) => remembered.find((addon) => addon.folder === folder)?.id ?? null,
    async add(picked) {
      let folder: string;
      try {
        folder = await realpath(picked);
      } catch (cause) {
        return diskError(cause, picked);
      }
      const id = idOf(folder);
      if (!remembered.some((addon) => addon.id === id))
        save([...remembered, { id, folder, lastPublished: null, card: null }]);
      await desk(id)?.session.ready;
      announce(id);
      keepCards();
      const found = summary(id);
      return found ? ok(found) : fail('unknown_addon', 'The add-on was removed meanwhile.');
    },
    async remove(id) {
      save(remembered.filter((addon) => addon.id !== id));
      const closing = desks.get(id);
      desks.delete(id);
      told.delete(id);
      emit.removed({ id });
      await closing?.session.close();
    },
    markPublished(id, mark) {
      save(remembered.map((addon) => (addon.id === id ? { ...addon, lastPublished: mark } : addon)));
      announce(id);
    },
    async reopen() {
      const before = [...desks.values()];
      await Promise.all(before.map((desk) => desk.session.close()));
      desks.clear();
      await eachAtOnce(remembered, OPEN_AT_ONCE, async ({ id }) => desk(id)?.session.ready);
    },
    async close() {
      keepCards();
      await Promise.all([...desks.values()].map((desk) => desk.session.close()));
      desks.clear();
    },
  };
}

/** The same folder has the same id on every run, so that drafts and history find it again after it was removed and added. */
function idOf(folder: string): string {
  return createHash('sha256').update(folder).digest('hex').slice(0, 20);
}

async function eachAtOnce<T>(items: readonly T[], atOnce: number, work: (item: T) => Promise<unknown>): Promise<void> {
  const rest = items.values();
  const worker = async (): Promise<void> => {
    for (const item of rest) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
