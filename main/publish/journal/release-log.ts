import type { DatabaseSync } from 'node:sqlite';
import { inTransaction } from './transaction.ts';

/** Added with version 2 of the journal. */
export const RELEASE_TABLES = `
  CREATE TABLE release (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    settled INTEGER NOT NULL,
    record TEXT NOT NULL
  ) STRICT;
  CREATE TABLE release_step (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    release TEXT NOT NULL REFERENCES release (id) ON DELETE CASCADE,
    destination TEXT NOT NULL,
    at INTEGER NOT NULL,
    step TEXT NOT NULL
  ) STRICT;
  CREATE INDEX release_step_release ON release_step (release, seq);
  CREATE TABLE published_path (
    place TEXT NOT NULL,
    path TEXT NOT NULL,
    crc32 INTEGER,
    once INTEGER NOT NULL,
    PRIMARY KEY (place, path)
  ) STRICT;
`;

export interface LoggedRelease {
  readonly id: string;
  readonly ended: boolean;
  /** JSON; its shape belongs to those who write it. */
  readonly record: string;
}

export interface ReleaseStep {
  readonly destination: string;
  readonly at: number;
  readonly step: string;
}

export interface PublishedPath {
  readonly path: string;
  /** What was written there last; undefined while it is being written, and where that is not known. */
  readonly crc32: number | undefined;
  /** It has been a user's own file in some version. */
  readonly once: boolean;
}

/** Releases to many destinations, in the journal of the publisher: on disk before they are acted on. */
export class ReleaseLog {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  write({ id, ended, record }: LoggedRelease, step?: ReleaseStep): void {
    inTransaction(this.#database, () => {
      this.#database
        .prepare(
          'INSERT INTO release (id, settled, record) VALUES (?, ?, ?) ' +
            'ON CONFLICT (id) DO UPDATE SET settled = excluded.settled, record = excluded.record',
        )
        .run(id, ended ? 1 : 0, record);
      if (step === undefined) return;
      this.#database
        .prepare('INSERT INTO release_step (release, destination, at, step) VALUES (?, ?, ?, ?)')
        .run(id, step.destination, step.at, step.step);
    });
  }

  /** Oldest first. */
  all(): LoggedRelease[] {
    const rows = this.#database.prepare('SELECT id, settled, record FROM release ORDER BY seq').all();
    return rows.map((row) => ({ id: String(row.id), ended: row.settled === 1, record: String(row.record) }));
  }

  remove(id: string): void {
    this.#database.prepare('DELETE FROM release WHERE id = ?').run(id);
  }

  steps(id: string): ReleaseStep[] {
    const rows = this.#database
      .prepare('SELECT destination, at, step FROM release_step WHERE release = ? ORDER BY seq')
      .all(id);
    return rows.map((row) => ({ destination: String(row.destination), at: Number(row.at), step: String(row.step) }));
  }

  /** Everything that was ever written to a place. */
  publishedPaths(place: string): PublishedPath[] {
    const statement = this.#database.prepare('SELECT path, crc32, once FROM published_path WHERE place = ?');
    // One by one, and as lists: as objects, hundreds of thousands of rows take four times the room.
    statement.setReturnArrays(true);
    const paths: PublishedPath[] = [];
    const rows: Iterable<unknown> = statement.iterate(place);
    for (const row of rows) {
      const [path, crc32, once]: unknown[] = Array.isArray(row) ? row : [];
      paths.push({ path: String(path), crc32: crc32 === null ? undefined : Number(crc32), once: once === 1 });
    }
    return paths;
  }

  /** A path that was once a user's own stays one. */
  notePublished(place: string, paths: readonly PublishedPath[]): void {
    if (paths.length === 0) return;
    const statement = this.#database.prepare(
      'INSERT INTO published_path (place, path, crc32, once) VALUES (?, ?, ?, ?) ' +
        'ON CONFLICT (place, path) DO UPDATE SET crc32 = excluded.crc32, once = max(once, excluded.once)',
    );
    inTransaction(this.#database, () => {
      for (const { path, crc32, once } of paths) statement.run(place, path, crc32 ?? null, once ? 1 : 0);
    });
  }
}
