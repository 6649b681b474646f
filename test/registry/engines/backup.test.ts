import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunProcessing } from '../../../main/registry/queue/index.ts';
import { openStorage } from '../../../main/registry/storage/open-storage.ts';
import { startWork } from '../../../main/registry/work.ts';
import { START_MS } from '../../destinations/peers/radosgw.ts';
import { sharedEngines } from '../../shared-servers/shared-servers.ts';
import { type Engines, enginesMissing, type Place } from '../support/engines-here.ts';
import { ask, askJson, formOf, OK_UPLOAD, openRegistry, temporaryFolder } from '../support/local-registry.ts';
import { ask as askDatabase } from '../support/postgres.ts';
import { processedAs } from '../support/processing.ts';
import { serveInTerminal } from '../support/terminal.ts';

// A registry on PostgreSQL and a bucket is copied while it serves, and brought back where there is nothing.

const UPLOADS = 12;
const SLOW = { timeout: 120_000 };

describe.skipIf(enginesMissing())('a backup while it serves', () => {
  let engines: Engines;
  beforeAll(async () => {
    engines = await sharedEngines();
  }, 2 * START_MS);
  afterAll(() => engines.stop());

  const placeOf = async () => {
    const { database = '', ...place } = await engines.place({ rows: true, files: true });
    return { ...place, database };
  };

  /** A configuration as an operator has it, for the commands. */
  async function configOf(place: Place): Promise<string> {
    const path = join(place.dataDir, 'registry.json');
    await writeFile(path, JSON.stringify(engines.settings(place)));
    return path;
  }

  const versionsAt = (database: string) =>
    askDatabase(
      database,
      `SELECT version, status, hash FROM versions WHERE package_id = 'example.package1' AND version LIKE '2.%'`,
    );

  test(
    'is whole: what was accepted before it is there with its bytes, and what was half done goes on',
    SLOW,
    async () => {
      const place = await placeOf();
      const registry = await openRegistry({ ...place, processing: false });
      const run: RunProcessing = (input, signal) => processedAs(`content of ${input.packageVersion}`)(input, signal);
      const worker = await startWork({ ...place, publicUrl: registry.url, onError: console.error, run });
      const accepted: string[] = [];
      const publish = async (at: number) => {
        const body = formOf(OK_UPLOAD, { packageVersion: `2.${at}.0` }, {}, `zip ${at}`);
        expect((await ask(`${registry.url}/packages/upload`, { method: 'POST', body })).status).toBe(204);
        accepted.push(`2.${at}.0`);
      };
      for (let at = 0; at < UPLOADS / 3; at += 1) await publish(at);
      const before = [...accepted];
      const publishing = (async () => {
        for (let at = UPLOADS / 3; at < UPLOADS; at += 1) await publish(at);
      })();
      const copy = join(await temporaryFolder(), 'backup');
      const backup = serveInTerminal('backup', '--from', await configOf(place), '--to', copy);
      expect(await backup.ended).toMatchObject({ code: 0, err: '' });
      await publishing;
      await worker.idle();
      const later = new Map((await versionsAt(place.database)).map(({ version, hash }) => [version, hash]));
      // Everything is lost.
      await Promise.all([worker.close(), registry.close()]);

      const fresh = await placeOf();
      const restore = serveInTerminal('restore', '--from', copy, '--to', await configOf(fresh));
      expect(await restore.ended).toMatchObject({ code: 0, err: '' });
      const back = await openRegistry({ ...fresh, seed: undefined, processing: true, run });
      await back.idle();
      const found = await versionsAt(fresh.database);
      expect(found.map(({ version }) => version)).toEqual(expect.arrayContaining(before));
      for (const { version, status, hash } of found) {
        expect([version, status, hash]).toEqual([version, 'processed', later.get(version)]);
        const { text } = await ask(`${back.url}/packages/files/${hash}`, { token: null });
        expect(createHash('sha256').update(text).digest('hex')).toBe(hash);
      }
      // Tokens go on working.
      expect((await ask(`${back.url}/account/data`)).status).toBe(200);
    },
  );

  test('lets no file go while it lasts, and is not held up by one that died', SLOW, async () => {
    const place = await placeOf();
    const registry = await openRegistry({ ...place, processing: true, run: processedAs('content') });
    await askDatabase(
      place.database,
      `INSERT INTO holds VALUES ('of a backup that runs', EXTRACT(EPOCH FROM now()) * 1000 + 60000)`,
    );
    const sent = await ask(`${registry.url}/packages/upload`, { method: 'POST', body: formOf(OK_UPLOAD) });
    expect(sent.status).toBe(204);
    await registry.idle();
    const storage = await openStorage(place, () => undefined);
    expect(await storage.files.listUploads()).toHaveLength(1);
    const sweepTwice = async () => {
      const sweeping = await openStorage({ ...place, graceMs: 0 }, () => undefined);
      for (let times = 0; times < 2; times += 1) await sweeping.sweepNow((work) => work());
      await sweeping.close();
    };
    await sweepTwice();
    expect(await storage.files.listUploads()).toHaveLength(1);
    await askDatabase(place.database, 'UPDATE holds SET until = 1');
    await sweepTwice();
    expect(await storage.files.listUploads()).toHaveLength(0);
    await storage.close();
  });

  test('is made by the operator’s port as well, into a new folder only', SLOW, async () => {
    const place = await placeOf();
    const hosted = { publicUrl: 'https://registry.example.org', name: 'Club', description: 'What we fly.' };
    const registry = await openRegistry({
      ...place,
      processing: true,
      run: processedAs('content'),
      hosted: { ...hosted, operationsPort: 0, trustedProxies: [], drainMs: 1000 },
    });
    const body = formOf(OK_UPLOAD);
    expect((await ask(`http://127.0.0.1:${registry.port}/packages/upload`, { method: 'POST', body })).status).toBe(204);
    await registry.idle();
    const copy = join(await temporaryFolder(), 'backup');
    const made = await askJson(`${registry.operationsUrl}/backup`, 'POST', { to: copy });
    expect([made.status, JSON.parse(made.text)]).toEqual([200, { files: 1, copied: 1 }]);
    expect((await askJson(`${registry.operationsUrl}/backup`, 'POST', { to: copy })).status).toBe(409);
    const restored = await openRegistry({ dataDir: copy, database: undefined, bucket: undefined, seed: undefined });
    expect((await ask(`${restored.url}/packages`, { token: null })).text).toContain('"version":"2.0.0"');
  });
});
