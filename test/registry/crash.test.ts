import { join } from 'node:path';
import { test } from 'vitest';
import { temporaryFolder } from './support/local-registry.ts';
import { surviveKills } from './support/survive-kills.ts';

// On SQLite and the disk; test/slow/hosting has the other engines.

test('kill -9 at random moments loses nothing that was accepted', { timeout: 120_000 }, async () => {
  await surviveKills({ dataDir: join(await temporaryFolder(), 'data') }, {});
});
