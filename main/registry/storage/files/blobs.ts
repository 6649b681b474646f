import type { Readable } from 'node:stream';

/** A file as it lies there. */
export interface StoredFile {
  /** The upload's id, or the content's SHA-256. */
  readonly name: string;
  readonly size: number;
}

/** Bytes from `start` up to and with `end`. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * The bytes of a registry: the zips as they arrived, by upload id, and the finished packages, by their SHA-256. What is
 * kept is there whole or not at all, and stays after any crash. Unfinished work lies in a folder of this machine.
 */
export interface Blobs {
  /** This process's own folder for unfinished work. */
  readonly tempDir: string;
  tempPath(name: string): string;
  /** Unfinished work that is of no more use. */
  remove(path: string): Promise<void>;
  emptyTemp(): Promise<void>;

  keepUpload(path: string, uploadId: string): Promise<void>;
  /** The zip as a file of this machine, for as long as the folder of its job lasts. */
  uploadAsFile(uploadId: string, workDir: string): Promise<string>;
  removeUpload(uploadId: string): Promise<void>;
  listUploads(): Promise<StoredFile[]>;

  /** The same content may be kept again: it is the same bytes. */
  keepContent(path: string, hash: string): Promise<void>;
  openContent(hash: string, range?: ByteRange): Promise<Readable>;
  /** Where a reader gets it without this process, if there is such a place. */
  addressOf(hash: string, fileName: string): Promise<string | undefined>;
  removeContent(hash: string): Promise<void>;
  listContents(): Promise<StoredFile[]>;

  close(): Promise<void>;
}

/** The place of the files cannot be reached, for now: nothing is wrong with what was asked of it. */
export class BlobsUnavailable extends Error {
  override readonly name = 'BlobsUnavailable';
}
