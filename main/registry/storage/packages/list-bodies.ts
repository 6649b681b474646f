import type { Statements } from '../database/store.ts';

/** The list of packages as one process has compressed it for all. */
export interface ListBody {
  readonly generated: string;
  readonly gzip: Uint8Array;
  readonly brotli: Uint8Array;
}

/** Whoever builds the list looks for its body at once, so an older one is of use to nobody. */
const KEPT_MS = 600_000;

export async function findListBody(db: Statements, etag: string): Promise<ListBody | undefined> {
  return db.get<ListBody & Record<string, unknown>>(
    'SELECT generated, gzip, brotli FROM list_bodies WHERE etag = ?',
    etag,
  );
}

/** The first one counts; it is returned. */
export async function keepListBody(db: Statements, etag: string, body: ListBody): Promise<ListBody> {
  const { now } = db.dialect;
  await db.run(`DELETE FROM list_bodies WHERE made_at < ${now} - ? AND etag <> ?`, KEPT_MS, etag);
  await db.run(
    `INSERT INTO list_bodies (etag, generated, gzip, brotli, made_at) VALUES (?, ?, ?, ?, ${now}) ON CONFLICT DO NOTHING`,
    ...[etag, body.generated, body.gzip, body.brotli],
  );
  return (await findListBody(db, etag)) ?? body;
}
