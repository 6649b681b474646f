import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3 } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunProcessing } from '../../../main/registry/queue/index.ts';
import { openStorage } from '../../../main/registry/storage/open-storage.ts';
import { startWork } from '../../../main/registry/work.ts';
import { missing } from '../../destinations/peers/peer.ts';
import { type Gateway, RADOSGW_PROGRAMS, START_MS, startRadosgw } from '../../destinations/peers/radosgw.ts';
import { ask, askJson, formOf, OK_UPLOAD, openRegistry, temporaryFolder } from '../support/local-registry.ts';
import { ask as askDatabase, type Postgres, postgresMissing, startPostgres } from '../support/postgres.ts';
import { processedAs } from '../support/processing.ts';
import { serveInTerminal } from '../support/terminal.ts';

// A registry on PostgreSQL and a bucket is copied while it serves, and brought back where there is nothing.

const BUCKET = 'registry';
const UPLOADS = 12;
const SLOW = { timeout: 120_000 };

describe.skipIf(postgresMissing() ?? missing(...RADOSGW_PROGRAMS))('a backup while it serves', () => {
  const folder = mkdtempSync(join(tmpdir(), 'registry-backup-'));
  let gateway: Gateway;
  let postgres: Postgres;
  beforeAll(async () => {
    [gateway, postgres] = await Promise.all([startRadosgw(folder), startPostgres()]);
    const { endpoint, accessKey, secret } = gateway;
    const credentials = { accessKeyId: accessKey, secretAccessKey: secret };
    const client = new S3({ endpoint, region: 'us-east-1', forcePathStyle: true, credentials });
    await client.createBucket({ Bucket: BUCKET });
    client.destroy();
  }, 2 * START_MS);
  afterAll(async () => {
    await Promise.all([gateway.kill(), postgres.stop()]);
    rmSync(folder, { recursive: true, force: true });
  });

  const placeOf = async (at: string) => {
    const { endpoint, accessKey, secret } = gateway;
    const bucket = { bucket: BUCKET, folder: at, endpoint, region: 'us-east-1', accessKey, secret };
    return {
      dataDir: await temporaryFolder(),
      database: await postgres.newDatabase(),
      bucket: { ...bucket, downloads: 'stream' as const },
    };
  };

  /** A configuration as an operator has it, for the commands. */
  async function configOf({ dataDir, database, bucket }: Awaited<ReturnType<typeof placeOf>>): Promise<string> {
    const path = join(dataDir, 'registry.json');
    const { endpoint, accessKey, secret } = bucket;
    const s3 = { 's3-endpoint': endpoint, 's3-access-key': accessKey, 's3-secret': secret, 's3-folder': bucket.folder };
    await writeFile(path, JSON.stringify({ data: dataDir, database, bucket: BUCKET, ...s3 }));
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
      const place = await placeOf('live');
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

      const fresh = await placeOf('fresh');
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
    const place = await placeOf('held');
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
    const place = await placeOf('port');
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
