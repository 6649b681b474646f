import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { START_MS } from '../../destinations/peers/radosgw.ts';
import { sharedEngines } from '../../shared-servers/shared-servers.ts';
import { type Engines, enginesMissing } from '../support/engines-here.ts';
import { moveThrough } from '../support/move-registry.ts';

// A small registry to PostgreSQL and a bucket and back; a thousand versions do the same in test/slow.

describe.skipIf(enginesMissing())('a registry that moves to a bucket and back', () => {
  let engines: Engines;
  beforeAll(async () => {
    engines = await sharedEngines();
  }, 2 * START_MS);
  afterAll(() => engines.stop());

  test('answers every request as before, with the same files', { timeout: 180_000 }, async () => {
    const { place } = engines;
    const disk = () => place({ rows: false, files: false });
    const places = [await disk(), await place({ rows: true, files: true }), await place({ rows: false, files: true })];
    expect((await moveThrough(10, [...places, await disk()])).compared).toBeGreaterThan(100);
  });
});
