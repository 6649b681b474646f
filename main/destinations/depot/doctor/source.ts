import type { Message } from '../../../../preload/messages/index.ts';

/** What answers when a depot is asked for one of its files. */
export type DepotAnswer =
  | { readonly kind: 'file'; readonly bytes: Uint8Array }
  /** `there`: what is there in another spelling. */
  | { readonly kind: 'absent'; readonly there?: string | undefined }
  /** There is something, but not for everybody. */
  | { readonly kind: 'refused'; readonly said: Message }
  | { readonly kind: 'too_large'; readonly said: Message }
  | { readonly kind: 'fault'; readonly said: Message };

/** What a file of the depot turned out to be. */
export type FileFacts =
  | { readonly kind: 'file'; readonly size: number; readonly crc32: number }
  /** Longer than expected, so it was not read to its end. */
  | { readonly kind: 'longer' }
  | { readonly kind: 'other_case'; readonly path: string }
  | Exclude<DepotAnswer, { kind: 'file' }>;

/** A depot as a client reaches it: a folder here, or an address. */
export interface DepotSource {
  /** A file that came packed although it was asked for as it is, and how. */
  readonly packed?: { readonly path: string; readonly encoding: string } | undefined;
  /** How it is called in sentences. */
  readonly name: string;
  /** The address it was asked at; a folder has none. */
  readonly url: string | undefined;
  readonly atOnce: number;
  read(name: string, atMost: number, signal: AbortSignal): Promise<DepotAnswer>;
  /** Reads a file of an expected size. */
  facts(path: string, size: number, signal: AbortSignal): Promise<FileFacts>;
  /** Every file there; undefined where that cannot be asked. */
  list(signal: AbortSignal): Promise<readonly string[] | undefined>;
  close(): void;
}
