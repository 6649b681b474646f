import { beforeAll, describe, expect, test } from 'vitest';
import { POSTGRES_MIGRATIONS } from '../../../main/registry/storage/database/postgres-migrations.ts';
import { openPostgresStore } from '../../../main/registry/storage/database/postgres-store.ts';
import { type SharedDatabases, sharedPostgres } from '../../shared-servers/shared-servers.ts';
import { ask, formOf, OK_UPLOAD, openRegistry } from '../support/local-registry.ts';
import { postgresMissing } from '../support/postgres.ts';
import { processedAs } from '../support/processing.ts';

// Machines are upgraded one after another: the version before goes on, and may start again, on the tables of the next.

const NEXT = `
  ALTER TABLE versions ADD COLUMN of_the_next TEXT NOT NULL DEFAULT 'x';
  CREATE TABLE of_the_next (id TEXT PRIMARY KEY)`;

describe.skipIf(postgresMissing())('an upgrade without a stop', () => {
  let postgres: SharedDatabases;
  beforeAll(async () => {
    postgres = await sharedPostgres();
  }, 120_000);

  const fail = (error: unknown) => expect.unreachable(String(error));
  const upgrade = async (database: string) =>
    (await openPostgresStore(database, fail, [...POSTGRES_MIGRATIONS, NEXT])).close();

  test('a process that runs and one that starts later work on the tables of the next version', async () => {
    const database = await postgres.newDatabase();
    const run = processedAs('content');
    const running = await openRegistry({ database, processing: true, run });
    await upgrade(database);
    const publish = async (url: string, packageVersion: string) =>
      (await ask(`${url}/packages/upload`, { method: 'POST', body: formOf(OK_UPLOAD, { packageVersion }) })).status;
    expect(await publish(running.url, '2.0.0')).toBe(204);
    await running.idle();
    await running.close();
    const started = await openRegistry({ database, processing: true, run, seed: undefined });
    expect(await publish(started.url, '2.1.0')).toBe(204);
    await started.idle();
    const { text } = await ask(`${started.url}/packages`, { token: null });
    expect([text.includes('"version":"2.0.0"'), text.includes('"version":"2.1.0"')]).toEqual([true, true]);
  });

  test('a version from before the rule is refused in words', async () => {
    const database = await postgres.newDatabase();
    await upgrade(database);
    await expect(openPostgresStore(database, fail, POSTGRES_MIGRATIONS.slice(0, 1))).rejects.toThrow(/newer registry/);
  });
});
