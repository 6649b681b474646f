import { afterAll, beforeAll, describe } from 'vitest';
import { openOn } from '../support/engines.ts';
import { type Postgres, postgresMissing, startPostgres } from '../support/postgres.ts';

// Who may do what on a hosted registry, and how one signs in there, with its rows in PostgreSQL.

const START_MS = 120_000;

describe.skipIf(postgresMissing())('a hosted registry with rows in PostgreSQL', async () => {
  let postgres: Postgres | undefined;
  beforeAll(async () => {
    postgres = await startPostgres();
  }, START_MS);
  afterAll(() => postgres?.stop(), START_MS);
  openOn(async () => ({ database: await postgres?.newRegistryDatabase(), processing: true }));
  await import('../hosting/authorisation.test.ts');
  await import('../hosting/accounts.test.ts');
  await import('../hosting/moderation.test.ts');
  await import('../hosting/access/access.test.ts');
  await import('../hosting/access/audit.test.ts');
  await import('../hosting/access/invitations.test.ts');
  await import('../hosting/sign-in/sign-in.test.ts');
  await import('../hosting/sign-in/app.test.ts');
  await import('../hosting/ci/exchange.test.ts');
});
