import type { AppError, FoundNotes, Outcome, Settings } from '../../../preload/contract.ts';

export interface Scenario {
  readonly empty?: boolean;
  /** So many add-ons in the Hangar instead of the examples. */
  readonly addons?: number;
  readonly files?: number;
  readonly findings?: number;
  readonly versions?: number;
  readonly rows?: number;
  /** The registry does not have the package yet. */
  readonly noPackage?: boolean;
  /** What the change log tells of a version. */
  readonly notes?: Readonly<Record<string, FoundNotes>>;
  /** Every question about a registry is answered with this. */
  readonly registryError?: AppError;
  readonly theme?: Settings['theme'];
  readonly language?: Settings['language'];
  /** Releases go to more places than the registry. */
  readonly places?: boolean;
}

export async function yes<T>(value: T): Promise<Outcome<T>> {
  return { ok: true, value };
}
