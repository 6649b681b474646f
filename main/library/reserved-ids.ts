import type { AppError } from '../../preload/contract.ts';
import { fault } from '../../preload/messages/index.ts';
import { normalizePackageId, PARTIAL_ID_LENGTH } from '../../protocol/index.ts';

interface Held {
  readonly id: string | undefined;
  /** Its author chose the id; else it is only suggested. */
  readonly chosen: boolean;
  readonly published: ReadonlySet<string>;
}

const NOTHING: Held = { id: undefined, chosen: false, published: new Set() };

/**
 * Which add-on of the list has which package id. Folders that are named alike, or in a script that ids cannot be written in,
 * are all suggested the same one, and two add-ons with one id would publish over each other.
 */
export class ReservedIds {
  readonly #held = new Map<string, Held>();

  /** The add-on has this id since its author said so. */
  choose(addonId: string, packageId: string): void {
    this.#set(addonId, { id: canonical(packageId), chosen: true });
  }

  /** What it was called when it was last open, until its folder was read. */
  remember(addonId: string, packageId: string): void {
    this.#set(addonId, { id: canonical(packageId), chosen: false });
  }

  /** The suggested id, with a number where another add-on has it. The same add-on is given the same one again. */
  suggest(addonId: string, wanted: string): string {
    const before = this.#held.get(addonId)?.id ?? null;
    const kept = before !== null && isNumbered(before, wanted) && this.#isFreeFor(addonId, before);
    const id = kept ? before : this.#firstFree(addonId, wanted);
    this.#set(addonId, { id, chosen: false });
    return id;
  }

  /** A version went out under it, so that it is nobody else's, whatever the add-on is called later. */
  published(addonId: string, packageId: string): void {
    const id = canonical(packageId);
    const before = this.#held.get(addonId)?.published ?? [];
    if (id !== undefined) this.#set(addonId, { published: new Set([...before, id]) });
  }

  /** The other add-on that has this id, if one has. Of several that chose it, the first on the list. */
  otherHolder(addonId: string, packageId: string): string | undefined {
    const id = canonical(packageId);
    if (id === undefined) return undefined;
    let suggested: string | undefined;
    for (const [holder, { id: own, chosen, published }] of this.#held) {
      if (published.has(id) || (chosen && own === id)) return holder === addonId ? undefined : holder;
      if (own === id) suggested ??= holder;
    }
    return suggested === addonId ? undefined : suggested;
  }

  release(addonId: string): void {
    this.#held.delete(addonId);
  }

  #set(addonId: string, change: Partial<Held>): void {
    this.#held.set(addonId, { ...(this.#held.get(addonId) ?? NOTHING), ...change });
  }

  #isFreeFor(addonId: string, id: string): boolean {
    return this.otherHolder(addonId, id) === undefined;
  }

  #firstFree(addonId: string, wanted: string): string {
    let id = wanted;
    for (let number = 2; !this.#isFreeFor(addonId, id); number += 1) id = numbered(wanted, number);
    return id;
  }
}

export function idInUse(otherName: string, packageId: string): AppError {
  return { ...fault('id_in_use.text', otherName, packageId), field: 'packageId' };
}

function canonical(packageId: string): string | undefined {
  const id = normalizePackageId(packageId);
  return id.ok ? id.value.partial : undefined;
}

function numbered(id: string, number: number): string {
  const ending = `-${number}`;
  return `${id.slice(0, PARTIAL_ID_LENGTH.max - ending.length).replace(/[-_]+$/, '')}${ending}`;
}

function isNumbered(id: string, wanted: string): boolean {
  const number = /-(\d+)$/.exec(id)?.[1];
  return id === wanted || (number !== undefined && numbered(wanted, Number(number)) === id);
}
