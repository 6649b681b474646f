import { type DepotLists, type DepotPlanInput, depotLists } from './depot-plan.ts';

/** The lists of a release as they were made for the step before, where all that they are made of is still the same. */
export class RememberedLists {
  #last: { readonly input: DepotPlanInput; readonly lists: DepotLists } | undefined;

  for(input: DepotPlanInput): DepotLists {
    const last = this.#last;
    const lists = last !== undefined && isSame(last.input, input) ? last.lists : depotLists(input);
    this.#last = { input, lists };
    return lists;
  }

  forget(): void {
    this.#last = undefined;
  }
}

function isSame(one: DepotPlanInput, other: DepotPlanInput): boolean {
  return (
    one.there.texts === other.there.texts &&
    one.other?.texts === other.other?.texts &&
    sameRows(one.known, other.known, (a, b) => a.path === b.path && a.once === b.once) &&
    sameRows(one.release.content, other.release.content, (a, b) => a.path === b.path && a.crc32 === b.crc32)
  );
}

function sameRows<T>(one: readonly T[], other: readonly T[], isSameRow: (a: T, b: T) => boolean): boolean {
  return one.length === other.length && one.every((row, at) => isSameRow(row, other[at] as T));
}
