// The container writer under archiver ships no types. These are its public calls and the steps of writing one entry,
// which ContainerWriter takes over (see there).
declare module 'zip-stream' {
  import type { Transform } from 'node:stream';

  interface GeneralPurposeBit {
    useDataDescriptor(on: boolean): void;
  }

  export interface ZipArchiveEntry {
    _offsets: { file: number; data: number; contents: number };
    getGeneralPurposeBit(): GeneralPurposeBit;
    getLocalFileDataExtra(): Buffer;
    isZip64(): boolean;
    setCompressedSize(size: number): void;
    setCrc(crc: number): void;
    setSize(size: number): void;
  }

  interface EntryData {
    readonly name: string;
    readonly date: Date;
    readonly mode: number;
    readonly store?: boolean;
    readonly type?: 'file' | 'directory';
  }

  type EntryCallback = (error: Error | null, entry?: ZipArchiveEntry) => void;

  export default class ZipStream extends Transform {
    constructor(options?: { forceZip64?: boolean; level?: number });
    protected offset: number;
    protected _entries: ZipArchiveEntry[];
    protected _archive: { centralLength: number; centralOffset: number };
    entry(source: Buffer, data: EntryData, callback: EntryCallback): void;
    finalize(): void;
    protected _appendBuffer(entry: ZipArchiveEntry, source: Buffer, callback: EntryCallback): void;
    protected _afterAppend(entry: ZipArchiveEntry): void;
    protected _writeLocalFileHeader(entry: ZipArchiveEntry): void;
    protected _writeCentralFileHeader(entry: ZipArchiveEntry): void;
    isZip64(): boolean;
  }
}
