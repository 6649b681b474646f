/** What goes into a statement and comes out of one; NULL is `undefined`. */
export type StoreValue = string | number | bigint | Uint8Array | undefined;

/** The values as SQL has them. */
export function toSql(values: readonly StoreValue[]) {
  return values.map((value) => value ?? null);
}

/** The row an engine answered, with `undefined` where it has NULL. */
export function fromSql<Row>(row: Record<string, unknown>): Row {
  for (const column in row) row[column] ??= undefined;
  return row as Row;
}

/** The few places where the engines do not speak the same SQL; each is a piece of a statement. */
export interface Dialect {
  /** Milliseconds by the database's clock: the clocks of several machines differ. */
  readonly now: string;
  /** The number of the next upload. */
  readonly nextUpload: string;
  /** After a SELECT: the rows are the asker's, and those somebody else has are passed over. */
  readonly takeFree: string;
  /** The names of a table's columns. */
  readonly columnsOf: string;
  /** What is to be done after rows came with the numbers they had elsewhere. */
  readonly afterImport: readonly string[];
}

/** The statements of the folder's subjects, on whatever engine is behind them. A `?` stands for each value. */
export interface Statements {
  readonly dialect: Dialect;
  all<Row>(sql: string, ...values: StoreValue[]): Promise<Row[]>;
  get<Row>(sql: string, ...values: StoreValue[]): Promise<Row | undefined>;
  /** How many rows it changed. */
  run(sql: string, ...values: StoreValue[]): Promise<number>;
  /**
   * All of the work or nothing of it, and as if no other transaction ran at the same time. The work uses what it is
   * handed: a statement of the outer store would wait for the end of the very transaction it is in. It changes nothing
   * but rows, because it is done again where another transaction came in its way. One inside another is a part of it.
   */
  transaction<T>(work: (inside: Statements) => Promise<T>): Promise<T>;
}

/** The database as it was at one moment, to be read only. */
export interface Snapshot extends Pick<Statements, 'dialect' | 'all' | 'get'> {
  /** The rows of a question that has more of them than memory should hold, so many at once. */
  pages<Row>(sql: string, atOnce: number): AsyncIterable<Row[]>;
}

/** Something another process did. `all` after a time in which it could not be heard. */
export type Change =
  | { readonly kind: 'job' }
  | { readonly kind: 'package'; readonly id: string }
  | { readonly kind: 'all' };

/** The rows of a registry. */
export interface Store extends Statements {
  readonly engine: 'sqlite' | 'postgresql';
  /** Other processes may be at work on it: nothing is swept that could be theirs. */
  readonly shared: boolean;
  /** Hears what is committed by anybody, itself included. SQLite has nobody else to hear of. */
  onChange(listener: (change: Change) => void): void;
  /** Everything the work reads is of the same moment, whatever others write meanwhile. SQLite lets them wait. */
  snapshot<T>(work: (inside: Snapshot) => Promise<T>): Promise<T>;
  /** The whole database as it is at this moment, in a file that is not there yet. Only SQLite has files. */
  copyTo(path: string): Promise<void>;
  close(): Promise<void>;
}

/** A reason not to open a registry, in words for the person who started it. */
export class DataFolderError extends Error {
  override readonly name = 'DataFolderError';
}

export function writtenByNewer(found: number, known: number): DataFolderError {
  return new DataFolderError(
    `This data folder was written by a newer registry (format ${found}, this one knows ${known}). ` +
      'Start the newer version, or choose another data folder.',
  );
}
