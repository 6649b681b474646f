import type { VersionPlan } from './plan-version.ts';

export interface WrittenVersion {
  readonly version: string;
  /** The file it was read from, of several the first. */
  readonly path: string;
}

/** The version that every file of an add-on says, when they agree; where only the change log tells one, the newest there. */
export function writtenVersion({ places }: Pick<VersionPlan, 'places'>): WrittenVersion | undefined {
  const written = places.filter(({ left }) => left === undefined);
  const [first, ...others] = written.length > 0 ? written : places;
  if (first === undefined || others.some(({ present }) => present !== first.present)) return undefined;
  return { version: first.present, path: first.path };
}
