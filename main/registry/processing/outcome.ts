// What goes into the processing of one uploaded zip, and the only ways it can end.

import type { FailedStatus, PackageType, Platforms } from '../../../protocol/index.ts';

export interface ProcessingInput {
  readonly zipPath: string;
  /** Unfinished and finished output goes here; the caller moves the finished file away. */
  readonly workDir: string;
  /** Partial, lower case. */
  readonly packageId: string;
  readonly packageName: string;
  readonly packageType: PackageType;
  /** Canonical. */
  readonly packageVersion: string;
  readonly authorId: string;
  readonly dependencies: readonly (readonly [string, string])[];
  readonly platforms: Platforms;
  readonly limits: { readonly maxUnpackedBytes: number };
}

/** The registry alone withdraws versions and counts the space of an account. */
export type ProcessingFailure = Exclude<FailedStatus, 'removed' | 'failed_not_enough_space'>;

export type ProcessingOutcome =
  | {
      readonly status: 'processed';
      readonly xpkgPath: string;
      /** Lower-case hex SHA-256 of the .xpkg. */
      readonly hash: string;
      readonly size: number;
      /** Total uncompressed bytes of everything in the .xpkg. */
      readonly installedSize: number;
      /** What the author should know although the version was accepted. */
      readonly notes: readonly string[];
    }
  | { readonly status: ProcessingFailure; readonly reason: string };

/** Unwinds to processArchive, which turns it into the outcome of the same status and reason. */
export class Refusal extends Error {
  readonly status: ProcessingFailure;

  constructor(status: ProcessingFailure, reason: string) {
    super(reason);
    this.name = 'Refusal';
    this.status = status;
  }
}

/** Marks a reason that the old server would not have had: it unpacked with a tool that let such archives pass. */
export function onlyHere(reason: string): string {
  return `${reason} (the old server would have accepted it)`;
}
