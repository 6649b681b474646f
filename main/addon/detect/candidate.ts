import type { AddonKind } from '../../../preload/contract/addons.ts';

/** One add-on found in a folder, with the files that gave it away. */
export interface Candidate {
  readonly kind: AddonKind;
  /** Relative to the folder looked at; '' is that folder. */
  readonly root: string;
  readonly markers: readonly string[];
}

/** What lies in one of several add-ons. */
export function isInOneOf(addons: readonly Pick<Candidate, 'root'>[]): (file: { readonly path: string }) => boolean {
  return ({ path }) => addons.some(({ root }) => root === '' || path.startsWith(`${root}/`));
}
