import { createHash } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { z } from 'zod';
import type { AddonSummary, Emitters, Outcome } from '../../preload/contract.ts';
import type { KeyValueStore } from '../settings/index.ts';
import type { AddonDesk } from './addon-desk.ts';
import { diskError, fail, ok } from './outcomes.ts';
import { blankSummary, type PublishedMark, summaryOf } from './summary.ts';

const rememberedSchema = z.object({
  id: z.string(),
  folder: z.string(),
  lastPublished: z
    .object({ connectionId: z.string(), version: z.string(), status: z.string(), at: z.number() })
    .nullable(),
});
type Remembered = z.infer<typeof rememberedSchema>;

/** The add-ons on an author's list, each with its folder read and watched. */
export type Hangar = {
  summaries(): AddonSummary[];
  summary(id: string): AddonSummary | null;
  desk(id: string): AddonDesk | null;
  /** The desk, waited for where its folder is still being read for the first time. */
  whenOpen(id: string): Promise<AddonDesk | null>;
  /** Which add-on a folder already is, if any. */
  knownAs(folder: string): string | null;
  add(folder: string): Promise<Outcome<AddonSummary>>;
  remove(id: string): Promise<void>;
  markPublished(id: string, mark: PublishedMark): void;
  close(): Promise<void>;
};

type Parts = {
  readonly store: KeyValueStore;
  readonly emit: Emitters['addons'];
  readonly openDesk: (id: string, folder: string, onUpdate: () => void) => Promise<AddonDesk>;
  readonly onFault: (where: string, cause: unknown) => void;
};

const STORE_KEY = 'addons';

export function openHangar({ store, emit, openDesk, onFault }: Parts): Hangar {
  const kept = z.array(rememberedSchema).safeParse(store.get(STORE_KEY));
  let remembered: readonly Remembered[] = kept.success ? kept.data : [];
  const desks = new Map<string, AddonDesk>();
  const told = new Map<string, string>();

  function save(next: readonly Remembered[]): void {
    remembered = next;
    store.set(STORE_KEY, next);
  }

  function summary(id: string): AddonSummary | null {
    const addon = remembered.find((other) => other.id === id);
    if (!addon) return null;
    const desk = desks.get(id);
    return desk ? summaryOf(desk, addon.lastPublished) : blankSummary(addon.id, addon.folder, addon.lastPublished);
  }

  /** Tells the renderer, and only what is different from what it was told before. */
  function announce(id: string): void {
    const now = summary(id);
    if (!now) return;
    const text = JSON.stringify(now);
    if (told.get(id) === text) return;
    told.set(id, text);
    emit.changed(now);
  }

  async function open(id: string, folder: string): Promise<void> {
    const desk = await openDesk(id, folder, () => announce(id));
    if (!remembered.some((addon) => addon.id === id)) return desk.close();
    desks.set(id, desk);
    announce(id);
  }

  const openings = new Map<string, Promise<void>>();
  for (const { id, folder } of remembered) {
    openings.set(
      id,
      open(id, folder).catch((cause: unknown) => onFault(`add-on ${folder}`, cause)),
    );
  }

  return {
    summaries: () => remembered.map(({ id }) => summary(id)).filter((found) => found !== null),
    summary,
    desk: (id) => desks.get(id) ?? null,
    async whenOpen(id) {
      await openings.get(id);
      return desks.get(id) ?? null;
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
      await openings.get(id);
      if (!remembered.some((addon) => addon.id === id)) {
        save([...remembered, { id, folder, lastPublished: null }]);
        try {
          await open(id, folder);
        } catch (cause) {
          save(remembered.filter((addon) => addon.id !== id));
          return diskError(cause, folder);
        }
      }
      const found = summary(id);
      return found ? ok(found) : fail('unknown_addon', 'The add-on was removed meanwhile.');
    },
    async remove(id) {
      save(remembered.filter((addon) => addon.id !== id));
      told.delete(id);
      emit.removed({ id });
      const desk = desks.get(id);
      desks.delete(id);
      await desk?.close();
    },
    markPublished(id, mark) {
      save(remembered.map((addon) => (addon.id === id ? { ...addon, lastPublished: mark } : addon)));
      announce(id);
    },
    async close() {
      await Promise.all(openings.values());
      await Promise.all([...desks.values()].map((desk) => desk.close()));
      desks.clear();
    },
  };
}

/** The same folder has the same id on every run, so that drafts and history find it again after it was removed and added. */
function idOf(folder: string): string {
  return createHash('sha256').update(folder).digest('hex').slice(0, 20);
}
