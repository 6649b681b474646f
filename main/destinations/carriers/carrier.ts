import type { Readable } from 'node:stream';

// A carrier puts files into one folder somewhere else: a disk, a server, a branch. It knows nothing of what the files mean; kinds
// of destinations decide what is written when, and carriers how.

/** What `list` and `stat` tell of a file. Only what the carrier learns without reading the file; the rest is undefined. */
export interface CarriedFile {
  /** '/'-separated, relative to the carrier's folder, spelled as it is there. */
  readonly path: string;
  readonly size: number;
  readonly mtimeMs?: number | undefined;
  /** Of the content, in lower-case hex. */
  readonly hash?: { readonly algorithm: 'sha256' | 'md5' | 'git-blob'; readonly value: string } | undefined;
}

/** The content of a file that is to be written. It can be opened more than once: after a broken connection, or for a hash. */
export interface FileSource {
  readonly size: number;
  /** CRC-32 as in zip; carriers that resume use it to know that a half belongs to this content. */
  readonly crc32: number;
  /** From that offset to the end. */
  open(offset?: number): Readable;
  /**
   * Hands out all of it at once, for a small file: a stream for each of many takes longer than their bytes. They are `use`'s until its
   * promise has settled, and somebody else's after that.
   */
  whole?<T>(use: (bytes: Buffer) => Promise<T>): Promise<T>;
}

export interface CarrierCall {
  readonly signal: AbortSignal;
}

export interface ListCall extends CarrierCall {
  /** Paths that are probably there, for carriers that can ask for several parts of a long list at once. */
  readonly expected?: (() => Iterable<string>) | undefined;
  /** Hears of temporary files of `write`: their run was stopped, or is under way. */
  onLeftover?(file: CarriedFile): void;
}

export interface WriteCall extends CarrierCall {
  /** Bytes that went out since the last report; bytes found there by a resumed write are reported as well. */
  onBytes?(count: number): void;
}

export interface CarrierLimits {
  /** How many files are on their way at the same time. */
  readonly atOnce: number;
  /** Over all files together; undefined for as fast as it goes. */
  readonly bytesPerSecond?: number | undefined;
}

export const DEFAULT_LIMITS: CarrierLimits = { atOnce: 4 };

export interface Carrier {
  /**
   * 'write': a file is seen as soon as `write` returns. 'commit': nothing is seen before `commit` returns, and then
   * everything at once (a git branch).
   */
  readonly visible: 'write' | 'commit';
  readonly limits: CarrierLimits;
  /** Whether names that differ only in case are one file there. Undefined when it cannot be known. */
  readonly caseBlind?: boolean | undefined;

  /** Every file below the folder, in no order; a folder that is not there yet has none. Links and leftovers of `write` are left out. */
  list(call: ListCall): Promise<CarriedFile[]>;
  stat(path: string, call: CarrierCall): Promise<CarriedFile | undefined>;
  /** The whole file, or undefined when there is none. Throws `too_large` for one of more than `atMost` bytes. */
  read(path: string, atMost: number, call: CarrierCall): Promise<Uint8Array | undefined>;
  /**
   * Replaces or makes a file and the folders it lies in. Under a temporary name that is renamed once it is whole, where the carrier can:
   * nobody sees half a file. Picks up a half of the same content where the carrier can. A source that gives
   * fewer or more bytes than its size is an error.
   */
  write(path: string, source: FileSource, call: WriteCall): Promise<void>;
  /** Whether files of that one can be taken over without their bytes passing here: both lie on one server, and that can copy. */
  canTakeOver?(from: Carrier, call: CarrierCall): Promise<boolean>;
  /** Which of its files a place that can be taken over from gives nevertheless not: they have to be sent. */
  cannotTakeOver?(path: string, size: number): boolean;
  /** Copies the file from that place on the server. False when it has to be written: it is not there in this size, or is not copied. */
  takeOver?(from: Carrier, path: string, source: FileSource, call: CarrierCall): Promise<boolean>;
  /** Gives up unfinished uploads of these files that were begun before then, where they lie beside the files and cost room. */
  giveUpUploads?(paths: ReadonlySet<string>, before: number, call: CarrierCall): Promise<void>;
  /** A file that is not there is deleted already. Folders that become empty may go too. */
  delete(path: string, call: CarrierCall): Promise<void>;
  /** Makes everything written and deleted so far visible. Nothing to do where `visible` is 'write'. */
  commit(message: string, call: CarrierCall): Promise<void>;
  /** Gives up connections and temporary files of its own. Can be called twice. */
  dispose(): Promise<void>;
}

/** How a kind of destination gets its carrier. Opening connects; what is wrong with the settings is thrown as a CarrierError. */
export type OpenCarrier = (call: CarrierCall) => Promise<Carrier>;
