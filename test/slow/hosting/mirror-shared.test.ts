import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EnginesHere, enginesMissing, startEngines } from '../../registry/support/engines-here.ts';
import {
  ask,
  formOf,
  OK_UPLOAD,
  openRegistry,
  PATIENT,
  temporaryFolder,
} from '../../registry/support/local-registry.ts';
import { processedAs } from '../../registry/support/processing.ts';

// Two processes on PostgreSQL and a bucket follow a third registry: one of them reads its list, both answer.

const HOSTED = {
  ...{ publicUrl: 'https://registry.example.org', name: 'Mirror', description: 'What others fly.' },
  ...{ operationsPort: 0, trustedProxies: [], drainMs: 1000 },
};

describe.skipIf(enginesMissing())('a mirror of several processes', () => {
  let engines: EnginesHere;
  beforeAll(async () => {
    engines = await startEngines();
  });
  afterAll(() => engines.stop());

  test('both list what one has read, and what one fetched the other serves when the origin is gone', async () => {
    const origin = await openRegistry({ run: processedAs('content') });
    const sent = await ask(`${origin.url}/packages/upload`, { method: 'POST', body: formOf(OK_UPLOAD) });
    expect(sent.status).toBe(204);
    await origin.idle();
    const { database, bucket } = await engines.place({ rows: true, files: true });
    const open = async () => {
      const hosted = { ...HOSTED, mirror: { origin: origin.url, everyMs: 1000 } };
      const registry = await openRegistry({
        ...{ database, bucket, hosted, dataDir: await temporaryFolder() },
        seed: { authors: [{ authorId: 'HERE' }] },
      });
      return (path: string) => ask(`http://127.0.0.1:${registry.port}${path}`, { token: null });
    };
    const [one, other] = [await open(), await open()];
    for (const asked of [one, other]) {
      await expect.poll(async () => (await asked('/packages')).text, PATIENT).toContain('"version":"2.0.0"');
      expect((await asked('/')).text).toContain(`from ${new URL(origin.url).host}`);
    }
    const { hash } = JSON.parse((await one('/packages/info/example.package1/2.0.0')).text) as { hash: string };
    const file = await one(`/packages/files/${hash}`);
    expect(file.status).toBe(200);
    await origin.close();
    const again = await other(`/packages/files/${hash}`);
    expect([again.status, again.text]).toEqual([200, file.text]);
    expect((await other('/package/example.package1/')).text).toContain(`packages/files/${hash}.xpkg`);
  });
});
