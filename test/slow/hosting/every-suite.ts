import { afterAll, beforeAll, describe, test } from 'vitest';
import { openOn } from '../../registry/support/engines.ts';
import { type EnginesHere, enginesMissing, startEngines } from '../../registry/support/engines-here.ts';
import { ALL_HOSTILE, sendHostile } from '../../registry/support/send-hostile.ts';
import { surviveKills } from '../../registry/support/survive-kills.ts';

// The suites of the registry on engines other than SQLite and the disk, which the normal run has.

export function onEngines(name: string, on: { readonly rows: boolean; readonly files: boolean }): void {
  describe.skipIf(enginesMissing())(name, async () => {
    let engines: EnginesHere;
    beforeAll(async () => {
      engines = await startEngines();
    });
    afterAll(() => engines.stop());
    openOn(async () => {
      const { database, bucket } = await engines.place(on);
      return { database, bucket, processing: true };
    });
    await import('../../registry/vectors.test.ts');
    await import('../../registry/server/routes.test.ts');
    await import('../../registry/server/files-api.test.ts');
    await import('../../registry/server/reading.test.ts');
    await import('../../registry/server/protection.test.ts');
    await import('../../registry/accounts/accounts.test.ts');
    await import('../../registry/mirror/mirror.test.ts');
    test('hostile archives end as they should and leave nothing behind', () => sendHostile(ALL_HOSTILE));
    test('kill -9 at random moments loses nothing that was accepted', async () => {
      const place = await engines.place(on);
      await surviveKills(place, engines.settings(place));
    });
  });
}
