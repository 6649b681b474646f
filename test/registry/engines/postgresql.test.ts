import { afterAll, beforeAll, describe } from 'vitest';
import { type Postgres, postgresMissing, startPostgres } from '../peers/postgres.ts';
import { openOn } from '../support/engines.ts';

// What a registry answers does not depend on where its rows lie: the same tests, on PostgreSQL.

const START_MS = 120_000;

describe.skipIf(postgresMissing())('rows in PostgreSQL', async () => {
  let postgres: Postgres | undefined;
  beforeAll(async () => {
    postgres = await startPostgres();
  }, START_MS);
  afterAll(() => postgres?.stop());
  openOn(async () => ({ database: await postgres?.newDatabase(), processing: true }));
  await import('../routes.test.ts');
  await import('../vectors.test.ts');
  await import('../files-api.test.ts');
  await import('../accounts.test.ts');
  await import('../reading.test.ts');
});
