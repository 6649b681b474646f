import type {
  AddonSummary,
  AppError,
  ChangedFile,
  Finding,
  FoundNotes,
  Progress,
  ReleaseDraft,
} from '../../preload/contract.ts';
import type { BuiltFile } from '../archive/index.ts';
import type { SeenSite } from '../settings/index.ts';

// What the publisher needs from the world around it. Everything outside comes in through these.

export interface ConnectionFacts {
  readonly id: string;
  readonly kind: 'local' | 'remote';
  readonly baseUrl: string;
  readonly token: string | undefined;
  /** What a registry without a server was signed with before. */
  readonly siteKey?: SeenSite | undefined;
}

export interface ConnectionSource {
  /**
   * Undefined when there is no such connection (any more). Asynchronous: asking starts the embedded registry on demand, and
   * tokens come out of the system's keychain. A rejection means "cannot be reached now", never "gone".
   */
  get(connectionId: string): Promise<ConnectionFacts | undefined>;
  /** Remembers whose key a registry without a server is signed with. */
  learnSiteKey?(connectionId: string, seen: SeenSite): void;
}

/** Which key an address has signed with, as this machine remembers it from the first time. */
export interface SiteKey {
  readonly known: SeenSite | undefined;
  learn(seen: SeenSite): void;
}

export interface BuildRequest {
  readonly level: 1 | 6;
  readonly signal: AbortSignal;
  onProgress(progress: Omit<Progress, 'id'>): void;
}

/** The archive a builder has written; the publisher takes its own link or copy of it. */
export interface FileToSend extends BuiltFile {
  /** Told when the publisher has its own link or copy, or needs none. */
  readonly taken?: () => void;
}

/** From an add-on to findings and to an archive. What it throws is shown: its `error` if it carries one, else its message. */
export interface ReleaseBuilder {
  check(addonId: string, draft: ReleaseDraft, signal: AbortSignal): Promise<readonly Finding[]>;
  build(addonId: string, draft: ReleaseDraft, request: BuildRequest): Promise<FileToSend>;
}

export interface DraftStore {
  get(addonId: string, connectionId: string): Promise<ReleaseDraft | undefined>;
  keep(addonId: string, connectionId: string, draft: ReleaseDraft): Promise<void>;
  drop(addonId: string, connectionId: string): Promise<void>;
}

export interface AddonChanges {
  readonly counts: {
    readonly since: string;
    readonly added: number;
    readonly changed: number;
    readonly removed: number;
  };
  readonly files: ChangedFile[];
}

/** What an add-on is told when the registry has one of its versions, and again when that is processed or has failed. */
export interface PublishMark {
  readonly connectionId: string;
  readonly packageId: string;
  readonly version: string;
  readonly status: string;
  readonly at: number;
  /** The archive that became the version; undefined when it was not ours (another machine's upload). */
  readonly archiveSha256: string | undefined;
}

export interface AddonFacts {
  /** Undefined when the add-on is not on the list (any more). */
  summary(addonId: string): AddonSummary | undefined;
  /** What changed since the version that users of this connection's registry have; undefined when that is not known. */
  changesSince(addonId: string, connectionId: string): Promise<AddonChanges | undefined>;
  /** What the change log or the commits tell of a version; undefined when they tell nothing, or cannot be read. */
  notesFor?(addonId: string, version: string): Promise<FoundNotes | undefined>;
  /** The version that the add-on's own files say, and which file; undefined when they say none, or not the same. */
  versionIn?(addonId: string): Promise<{ readonly version: string; readonly path: string } | undefined>;
  /** Why the add-on cannot have this package id, where there is a list of add-ons: another one has it. */
  idFault?(addonId: string, packageId: string): AppError | undefined;
  /** RegistryAnswer in the order of what happened. */
  markPublished(addonId: string, mark: PublishMark): void | Promise<void>;
}
