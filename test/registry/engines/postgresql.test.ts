import { afterAll, beforeAll, describe } from 'vitest';
import { openOn } from '../support/engines.ts';
import { type Postgres, postgresMissing, startPostgres } from '../support/postgres.ts';

// What a registry answers does not depend on where its rows lie: the same tests, on PostgreSQL.

const START_MS = 120_000;

describe.skipIf(postgresMissing())('rows in PostgreSQL', async () => {
  let postgres: Postgres | undefined;
  beforeAll(async () => {
    postgres = await startPostgres();
  }, START_MS);
  afterAll(() => postgres?.stop(), START_MS);
  openOn(async () => ({ database: await postgres?.newRegistryDatabase(), processing: true }));
  await import('../server/routes.test.ts');
  await import('../vectors.test.ts');
  await import('../server/files-api.test.ts');
  await import('../accounts/accounts.test.ts');
  await import('../server/reading.test.ts');
});
