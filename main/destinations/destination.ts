import type { AppError, MessageData } from '../../preload/contract.ts';
import type { OwnError } from '../../preload/messages/index.ts';
import type { ContentFile } from './content/archive-content.ts';

/** What is released: one archive, one version, to as many destinations as the author wants. */
export interface Release {
  readonly version: string;
  /** How the add-on is called. */
  readonly name: string;
  /** Where its files lie here. */
  readonly root: string;
  /** The folder users have it in. */
  readonly folderName: string;
  readonly packageId: string;
  /** Pre-releases go to the second channel of those destinations that have one. */
  readonly preRelease: boolean;
  readonly notes: string;
  readonly archive: { readonly path: string; readonly sha256: string; readonly size: number };
  readonly content: readonly ContentFile[];
}

/** What a release would do to a destination. */
export interface DestinationPlan {
  readonly added: number;
  readonly changed: number;
  readonly deleted: number;
  /** That would be sent. */
  readonly bytes: number;
  /** What users have there today; undefined for nothing. */
  readonly versionThere: string | undefined;
  readonly findings: readonly PlanFinding[];
}

export interface PlanFinding {
  readonly severity: 'error' | 'warning' | 'note';
  readonly rule: string;
  readonly path?: string | undefined;
  readonly message: string;
  /** The same as data, for another language. */
  readonly said?: MessageData | undefined;
}

/** What a destination has of this very release. */
export type PublishedState =
  | { readonly is: 'absent' }
  /** Begun, by this machine or another one. */
  | { readonly is: 'partial' }
  | { readonly is: 'published' }
  /** Another content under the same version. */
  | { readonly is: 'different'; readonly error: OwnError<'version_exists'> };

export interface DestinationCall {
  readonly signal: AbortSignal;
  onBytes?(count: number): void;
}

/** What the author gets in the end: an address to look at, or a text to paste. */
export interface DestinationLink {
  readonly name: string;
  readonly url: string;
}

/** When a destination flips: what can be taken back, then what cannot, then what follows another, then what tells of the others. */
export type FlipTurn = 'reversible' | 'final' | 'follower' | 'announcement';

/** One place users look, opened for one release. Every step can be repeated; each begins by looking at what is there. */
export interface Destination {
  readonly turn: FlipTurn;
  /** Changes nothing. */
  plan(call: DestinationCall): Promise<DestinationPlan>;
  ask(call: DestinationCall): Promise<PublishedState>;
  /** What users of the release's channel have there now; undefined for nothing, and where nothing tells. */
  versionThere(call: DestinationCall): Promise<string | undefined>;
  /** Everything that users do not see yet. */
  stage(call: DestinationCall): Promise<void>;
  /** The moment from which users see it. `links`: of the destinations that are there already. */
  flip(call: DestinationCall, links: readonly DestinationLink[]): Promise<void>;
  /** Reads back as a user's program would. Throws when something else answers. */
  verify(call: DestinationCall): Promise<void>;
  link(): DestinationLink | undefined;
  dispose(): Promise<void>;
}

/** A fault of a destination in the author's words. `passing`: the same may well succeed a moment later. */
export class DestinationError extends Error {
  readonly error: AppError;
  readonly passing: boolean;
  constructor(error: AppError, more: { readonly passing?: boolean } = {}) {
    super(error.message);
    this.name = 'DestinationError';
    this.error = error;
    this.passing = more.passing ?? false;
  }
}

/** An answer of another service, as a destination fails with it. Where in a form it belongs is nothing to a release. */
export function destinationError({ code, message, hint, said }: AppError, passing = false): DestinationError {
  return new DestinationError(
    { code, message, ...(hint !== undefined && { hint }), ...(said && { said }) },
    { passing },
  );
}
