import type { OwnError } from '../../../preload/messages/index.ts';
import type { ArchiveErrorCode } from '../archive-error.ts';

// What passes between the builder and its workers. Plain data: it is cloned on the way.

/**
 * raw: the bytes of the file. deflated: a piece of a deflate stream. wrapped: the bytes of the file in stored blocks of a
 * deflate stream, as an incompressible part of a compressed entry lies in the archive.
 */
export type BlockForm = 'raw' | 'deflated' | 'wrapped';

export interface FileFacts {
  readonly path: string;
  readonly size: number;
  readonly mtimeNs: bigint;
  readonly ino: bigint;
}

/** Part of a file to compress; a text comes as it is. */
export interface BlockRequest {
  readonly source: FileFacts | Uint8Array;
  readonly offset: number;
  readonly length: number;
  /** Asks for the hash of the whole file too; set for its last block. */
  readonly withHash: boolean;
}

export interface FileHash {
  readonly sha256: string;
  /** CRC-32 of the bytes that were hashed: they are read a second time, and may have changed in between. */
  readonly crc: number;
}

export interface BlockFacts {
  readonly form: BlockForm;
  /** Of the file's bytes. */
  readonly crc: number;
  /** How many bytes follow in the buffer, and their CRC-32. */
  readonly length: number;
  readonly checksum: number;
  readonly hash: FileHash | undefined;
}

export interface PackRequest {
  readonly blocks: readonly BlockRequest[];
}

export interface PackResult {
  readonly blocks: readonly BlockFacts[];
  /** What the blocks left, one after the other. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface PackSettings {
  readonly level: number;
}

export interface WorkerFault {
  readonly error: OwnError<ArchiveErrorCode>;
  readonly path: string | undefined;
}

export type WorkerReply<Result> = { readonly result: Result } | { readonly fault: WorkerFault };
