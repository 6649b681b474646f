import type { ReleaseDraft } from '../../../preload/contract.ts';
import { ask, bridge } from '../../bridge.ts';
import { sayError } from '../../stores/notices.ts';
import { text } from '../../text/text.ts';
import { formKey, type Target } from './target.ts';

// What is typed must outlive the page. Main keeps it a moment later; until main has said so, the tab's own storage has it,
// which is written at once and is still there after a reload or a crash of the page.

interface Unkept {
  readonly target: Target;
  draft: ReleaseDraft;
  timer: ReturnType<typeof setTimeout> | undefined;
  /** The draft on its way to main; settles with what was sent. */
  sending: Promise<ReleaseDraft> | undefined;
  /** Another tab changed the same draft meanwhile: not handed over before the author chose. */
  held: boolean;
}

/** What a tab writes down for itself: what was typed, and what main had when it was. */
interface Stored {
  readonly draft: ReleaseDraft;
  readonly over?: ReleaseDraft | undefined;
}

/** This page among all that are open. */
export const PAGE = crypto.randomUUID();

const KEEP_AFTER_MS = 250;
const unkept = new Map<string, Unkept>();
/** What main has of each form, as far as this page was told. Main refuses what was typed over anything else. */
const known = new Map<string, ReleaseDraft>();
let onRefused: (target: Target) => void = () => {};

/** Called where main has another tab's text, which this one had not seen when it was typed in. */
export function whenRefused(listener: (target: Target) => void): void {
  onRefused = listener;
}

/** Main said what it has; undefined where it has none. */
export function noteKept(target: Target, draft: ReleaseDraft | undefined): void {
  if (draft === undefined) known.delete(formKey(target));
  else known.set(formKey(target), draft);
}

export function isHeld(target: Target): boolean {
  return unkept.get(formKey(target))?.held ?? false;
}

/** Also while somebody types without a pause: a moment after the first key, not after the last. */
export function keepSoon(target: Target, draft: ReleaseDraft): void {
  const entry = note(target, draft);
  writeTabStorage(formKey(target), { draft, over: known.get(formKey(target)) });
  if (!entry.held) entry.timer ??= setTimeout(() => void keepNow(target), KEEP_AFTER_MS);
}

function note(target: Target, draft: ReleaseDraft): Unkept {
  const key = formKey(target);
  const entry: Unkept = unkept.get(key) ?? { target, draft, timer: undefined, sending: undefined, held: false };
  entry.draft = draft;
  unkept.set(key, entry);
  return entry;
}

/** Hands the draft to main; resolves when what was typed so far is kept, or main said that it could not. */
export async function keepNow(target: Target): Promise<void> {
  const key = formKey(target);
  let sent: ReleaseDraft | undefined;
  for (let entry = unkept.get(key); entry && !entry.held && entry.draft !== sent; entry = unkept.get(key)) {
    clearTimeout(entry.timer);
    entry.timer = undefined;
    entry.sending ??= send(key, entry);
    sent = await entry.sending;
  }
}

async function send(key: string, entry: Unkept): Promise<ReleaseDraft> {
  const { target, draft } = entry;
  const over = known.get(key);
  const answer = await ask(
    bridge().publish.keepDraft({ ...target, draft, page: PAGE, ...(over !== undefined && { over }) }),
  );
  entry.sending = undefined;
  if (answer.ok) known.set(key, draft);
  if (!answer.ok && answer.error.code === 'draft_changed') {
    holdUnkept(target, true);
    onRefused(target);
  } else if (!answer.ok) sayError(text.release.couldNotKeep, answer.error);
  else if (entry.draft === draft && unkept.get(key) === entry) forgetUnkept(key);
  return draft;
}

/** What was typed and main does not have yet, by this page or by the one that was here before a reload. */
export function unkeptDraft(target: Target): ReleaseDraft | undefined {
  const key = formKey(target);
  const entry = unkept.get(key);
  if (entry) return entry.draft;
  const left = readTabStorage(key);
  if (!left?.draft) return undefined;
  if (left.over && !known.has(key)) known.set(key, left.over);
  return note(target, left.draft).draft;
}

/** While the author chooses between what was typed here and in another tab, this stays with this tab. */
export function holdUnkept(target: Target, held: boolean): void {
  const entry = unkept.get(formKey(target));
  if (!entry) return;
  entry.held = held;
  if (!held) return void keepNow(target);
  clearTimeout(entry.timer);
  entry.timer = undefined;
}

export function forgetUnkept(key: string): void {
  clearTimeout(unkept.get(key)?.timer);
  unkept.delete(key);
  tabStorage()?.removeItem(storageKey(key));
}

/** When the page goes, what was typed in the last moment goes to main with it. */
export function keepAllNow(): void {
  for (const { target } of unkept.values()) void keepNow(target);
}

function storageKey(key: string): string {
  return `draft\n${key}`;
}

/** Undefined where a browser was told to give pages none; main is handed the draft all the same. */
function tabStorage(): Storage | undefined {
  try {
    return sessionStorage;
  } catch {
    return undefined;
  }
}

function writeTabStorage(key: string, stored: Stored): void {
  const storage = tabStorage();
  try {
    storage?.setItem(storageKey(key), JSON.stringify(stored));
  } catch {
    // Full: an older text must not come back in place of this one.
    storage?.removeItem(storageKey(key));
  }
}

// Main checks it as it checks every draft, so nothing has to be believed here but that it is JSON.
function readTabStorage(key: string): Stored | undefined {
  const storage = tabStorage();
  const stored = storage?.getItem(storageKey(key));
  if (!stored) return undefined;
  try {
    return JSON.parse(stored);
  } catch {
    storage?.removeItem(storageKey(key));
    return undefined;
  }
}
