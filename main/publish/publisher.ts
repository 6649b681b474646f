import type { AppError, Handlers, Outcome, Submission } from '../../preload/contract.ts';
import type { Clock } from '../clock/index.ts';
import type { RegistryClients } from './client/index.ts';
import type { ReleaseLog } from './journal/index.ts';
import type { AddonFacts, ConnectionSource, DraftStore, ReleaseBuilder } from './ports.ts';
import type { PublisherListener } from './runner/events.ts';

export interface PublisherOptions {
  /** The publisher's own: its journal, and the archives it may have to send again. */
  readonly folder: string;
  readonly connections: ConnectionSource;
  readonly builder: ReleaseBuilder;
  readonly drafts: DraftStore;
  readonly addons: AddonFacts;
  /** To share limits with other users of the same registries; made from `connections` when not given. */
  readonly clients?: RegistryClients;
  readonly clock?: Clock;
  readonly random?: () => number;
  /** How many ended submissions are kept. */
  readonly historyLimit?: number;
  /** The largest the journal may get, in pages of 4 KiB. */
  readonly journalPages?: number;
}

/** The calls of the contract's `publish` domain that need nothing of a shell. */
export type PublishCalls = Omit<Handlers['publish'], 'revealArchive'>;

export type ReleaseTarget = Parameters<PublishCalls['startRelease']>[0];
export type SubmitRequest = Parameters<PublishCalls['submit']>[0];
export type VersionTarget = Parameters<PublishCalls['retry']>[0];

/** What the contract asks of a publisher, and what else a shell needs. Faults are answers, never throws. */
export interface Publisher extends PublishCalls {
  /** Where the archive of a submission lies, for a shell that can show it. */
  archivePath(input: { readonly id: string }): Promise<Outcome<string>>;

  /** State changes and progress, each at most ten times a second for one submission. */
  subscribe(listener: PublisherListener): () => void;
  /** Comes back when nothing more will happen to it without the author. */
  whenResting(id: string, signal?: AbortSignal): Promise<Submission>;
  /** A connection got another token or address: what waited for that asks again. */
  connectionChanged(connectionId: string): void;
  /** A registry was emptied by its owner: versions it had are no longer there to be asked about, compared with or retried. */
  registryEmptied(connectionId: string): void;
  /** Ends without touching any submission's state; the next start finds them as they are. */
  close(): Promise<void>;

  /** What was found wrong with the journal at the start. */
  readonly problems: readonly AppError[];
  readonly clients: RegistryClients;
  /** Where releases to many destinations are journalled. */
  readonly releases: ReleaseLog;
}
