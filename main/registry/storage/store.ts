/** What goes into a statement and comes out of one. */
export type StoreValue = string | number | bigint | null;

/** The statements of the folder's subjects, on whatever engine is behind them. A `?` stands for each value. */
export interface Statements {
  all<Row>(sql: string, ...values: StoreValue[]): Promise<Row[]>;
  get<Row>(sql: string, ...values: StoreValue[]): Promise<Row | undefined>;
  /** How many rows it changed. */
  run(sql: string, ...values: StoreValue[]): Promise<number>;
  /**
   * All of the work or nothing of it. The work uses what it is handed: a statement of the outer store would wait for the
   * end of the very transaction it is in. One inside another is a part of it.
   */
  transaction<T>(work: (inside: Statements) => Promise<T>): Promise<T>;
}

/** The rows of a registry. */
export interface Store extends Statements {
  /** The whole database as it is at this moment, in a file that is not there yet. */
  copyTo(path: string): Promise<void>;
  close(): Promise<void>;
}

/** A reason not to open a registry, in words for the person who started it. */
export class DataFolderError extends Error {
  override readonly name = 'DataFolderError';
}
