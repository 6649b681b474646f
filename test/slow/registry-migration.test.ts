import { expect, test } from 'vitest';
import { enginesMissing, startEngines } from '../registry/support/engines-here.ts';
import { moveThrough } from '../registry/support/move-registry.ts';

// A thousand versions from SQLite and the disk to PostgreSQL and a bucket, and back.

const VERSIONS = Number(process.env.VERSIONS ?? 1000);

test.skipIf(enginesMissing())(`${VERSIONS} versions move there and back`, { timeout: 3_600_000 }, async () => {
  const engines = await startEngines();
  try {
    const disk = () => engines.place({ rows: false, files: false });
    const places = [await disk(), await engines.place({ rows: true, files: true }), await disk()];
    const { compared } = await moveThrough(VERSIONS, places);
    console.log(`${VERSIONS} versions, ${compared} answers compared, all the same`);
    expect(compared).toBeGreaterThan(VERSIONS * 4);
  } finally {
    await engines.stop();
  }
});
