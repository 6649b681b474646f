import { join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { openPostgresStore } from '../../../main/registry/storage/database/postgres-store.ts';
import { openSqliteStore } from '../../../main/registry/storage/database/sqlite-store.ts';
import type { Store } from '../../../main/registry/storage/database/store.ts';
import { type SharedDatabases, sharedPostgres } from '../../shared-servers/shared-servers.ts';
import { temporaryFolder } from '../support/local-registry.ts';
import { postgresMissing } from '../support/postgres.ts';

const START_MS = 120_000;
const ROW = 'SELECT origin, followed_at, fault, site_key FROM mirror_state';

/** NULL goes in as undefined and comes out as such, by each way rows are asked for. */
async function keepsNoValue(db: Store): Promise<void> {
  onTestFinished(() => db.close());
  const values = ['club', undefined, 0, ''];
  await db.run('INSERT INTO mirror_state (origin, fault, followed_at, site_key) VALUES (?, ?, ?, ?)', ...values);
  const row = { origin: 'club', followed_at: 0, fault: undefined, site_key: '' };
  const pages: unknown[] = [];
  await db.snapshot(async ({ pages: ask }) => {
    for await (const page of ask(ROW, 10)) pages.push(page);
  });
  const ofTransaction = await db.transaction((inside) => inside.all(ROW));
  for (const rows of [[await db.get(ROW)], await db.all(ROW), ofTransaction, pages.flat()]) {
    expect(rows.map((one) => ({ ...(one as object) }))).toStrictEqual([row]);
  }
  expect(await db.get(`${ROW} WHERE fault IS NULL AND origin = ?`, 'club')).toBeDefined();
  expect(await db.get(`${ROW} WHERE fault = ?`, undefined)).toBeUndefined();
}

test('a column without a value is undefined: SQLite', async () => {
  await keepsNoValue(openSqliteStore(join(await temporaryFolder(), 'registry.db')));
});

describe.skipIf(postgresMissing())('on PostgreSQL', () => {
  let postgres: SharedDatabases | undefined;
  beforeAll(async () => {
    postgres = await sharedPostgres();
  }, START_MS);

  test('a column without a value is undefined: PostgreSQL', async () => {
    const url = (await postgres?.newDatabase()) ?? '';
    await keepsNoValue(
      await openPostgresStore(url, (error) => {
        throw error;
      }),
    );
  });
});
