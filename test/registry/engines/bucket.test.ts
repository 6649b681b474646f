import { createHash, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { S3 } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startRegistry } from '../../../main/registry/start.ts';
import { openS3Blobs } from '../../../main/registry/storage/files/s3-blobs.ts';
import { openStorage } from '../../../main/registry/storage/open-storage.ts';
import { sweepShared } from '../../../main/registry/storage/sweep-shared.ts';
import { missing } from '../../destinations/peers/peer.ts';
import { RADOSGW_PROGRAMS, START_MS } from '../../destinations/peers/radosgw.ts';
import { type SharedGateway, sharedRadosgw } from '../../shared-servers/shared-servers.ts';
import { enginesFor, openOn } from '../support/engines.ts';
import { ask, formOf, OK_UPLOAD, openRegistry, temporaryFolder, versionData } from '../support/local-registry.ts';
import { type Postgres, postgresMissing, startPostgres } from '../support/postgres.ts';
import { processedAs } from '../support/processing.ts';
import { ALL_HOSTILE, sendHostile } from '../support/send-hostile.ts';
import { walkContainers, walkMachines } from '../support/walk-hosting-page.ts';

// Rows in PostgreSQL and files in a bucket of Ceph's: no process keeps anything of its own.

const BUCKET = `registry-${randomUUID()}`;
const SLOW = { timeout: 120_000 };

describe.skipIf(postgresMissing() ?? missing(...RADOSGW_PROGRAMS))('files in a bucket', async () => {
  let gateway: SharedGateway;
  let postgres: Postgres;
  let client: S3;
  let folders = 0;
  beforeAll(async () => {
    [gateway, postgres] = await Promise.all([sharedRadosgw(), startPostgres()]);
    const { endpoint, accessKey, secret } = gateway;
    const credentials = { accessKeyId: accessKey, secretAccessKey: secret };
    client = new S3({ endpoint, region: 'us-east-1', forcePathStyle: true, credentials });
    await client.createBucket({ Bucket: BUCKET });
  }, 2 * START_MS);
  afterAll(async () => {
    client.destroy();
    await postgres.stop();
  });

  const bucket = (downloads: 'redirect' | 'stream', at: string) => {
    const { endpoint, accessKey, secret } = gateway;
    return { bucket: BUCKET, folder: at, endpoint, region: 'us-east-1', accessKey, secret, downloads };
  };
  const keys = async (at: string): Promise<string[]> => {
    const { Contents = [] } = await client.listObjectsV2({ Bucket: BUCKET, Prefix: `${at}/` });
    return Contents.map(({ Key = '' }) => Key.slice(at.length + 1));
  };
  openOn(async () => {
    folders += 1;
    const database = await postgres.newRegistryDatabase();
    return { database, bucket: bucket('stream', `r${folders}`), processing: true };
  });

  await import('../server/routes.test.ts');
  await import('../server/files-api.test.ts');

  async function published(downloads: 'redirect' | 'stream', at: string) {
    const registry = await openRegistry({ run: processedAs('content'), bucket: bucket(downloads, at) });
    const sent = await ask(`${registry.url}/packages/upload`, { method: 'POST', body: formOf(OK_UPLOAD) });
    expect(sent.status).toBe(204);
    await registry.idle();
    const { hash } = await versionData(registry, '2.0.0');
    return { registry, hash: String(hash), url: `${registry.url}/packages/files/${hash}` };
  }

  test('a package is kept by its hash, its zip goes, and readers get it whole or in part', async () => {
    const { hash, url } = await published('stream', 'stream');
    expect(await keys('stream')).toEqual([`contents/${hash.slice(0, 2)}/${hash}.xpkg`]);
    const whole = await ask(url);
    expect(createHash('sha256').update(whole.text).digest('hex')).toBe(hash);
    const part = await ask(url, { headers: { Range: 'bytes=3-6' } });
    expect([part.status, part.text]).toEqual([206, whole.text.slice(3, 7)]);
  });

  test('readers are sent to the bucket by an address that opens this file for an hour', async () => {
    const { hash, url } = await published('redirect', 'redirect');
    const answer = await fetch(url, { redirect: 'manual' });
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([302, 'no-store']);
    const address = answer.headers.get('location') ?? '';
    const file = await fetch(address);
    expect(file.headers.get('content-disposition')).toContain('example.package1@2.0.0.xpkg');
    // No cache between keeps what an address for an hour gave.
    expect(file.headers.get('cache-control')).toBe('private');
    expect(
      createHash('sha256')
        .update(await file.text())
        .digest('hex'),
    ).toBe(hash);
    const other = address.replace(hash, '0'.repeat(64));
    expect((await fetch(other)).status).toBe(403);
  });

  test('a large zip goes in pieces and comes back the same', async () => {
    const zip = Buffer.alloc(20_000_001, 'not really a zip');
    let seen = '';
    const registry = await openRegistry({
      bucket: bucket('stream', 'large'),
      run: async ({ zipPath }) => {
        seen = createHash('sha256')
          .update(await readFile(zipPath))
          .digest('hex');
        return { status: 'failed_macosx', reason: 'Looked at.' };
      },
    });
    const body = formOf(OK_UPLOAD, {}, {}, zip);
    expect((await ask(`${registry.url}/packages/upload`, { method: 'POST', body })).status).toBe(204);
    await registry.idle();
    expect(seen).toBe(createHash('sha256').update(zip).digest('hex'));
    // A failed upload is kept for its retry.
    expect(await keys('large')).toHaveLength(1);
  });

  test('what no row names is removed after the grace, and not before', async () => {
    const { registry, hash } = await published('stream', 'sweep');
    const orphan = `contents/00/${'0'.repeat(64)}.xpkg`;
    await client.putObject({ Bucket: BUCKET, Key: `sweep/${orphan}`, Body: 'orphan' });
    const dataDir = await temporaryFolder();
    const { database } = await enginesFor(registry.dataDir);
    const storage = await openStorage({ dataDir, database, bucket: bucket('stream', 'sweep') }, () => {});
    try {
      const kept = `contents/${hash.slice(0, 2)}/${hash}.xpkg`;
      await sweepShared(storage.db, storage.files, 3_600_000);
      expect((await keys('sweep')).sort()).toEqual([orphan, kept].sort());
      await sweepShared(storage.db, storage.files, 0);
      expect(await keys('sweep')).toEqual([kept]);
    } finally {
      await storage.close();
    }
  });

  test('a bucket that is not there, or a wrong secret, is said at the start without the secret', async () => {
    const dataDir = await temporaryFolder();
    const database = await postgres.newDatabase();
    const wrong = { ...bucket('stream', 'x'), secret: 'not the secret' };
    await expect(startRegistry({ dataDir, database, bucket: wrong })).rejects.toThrow(
      /cannot be used: SignatureDoesNotMatch/,
    );
    const none = { ...bucket('stream', 'x'), bucket: 'nowhere' };
    await expect(startRegistry({ dataDir, database, bucket: none })).rejects.toThrow(/nowhere .*cannot be used/);
  });

  test('processes that start in the same moment all find that the bucket can be used', async () => {
    const open = async () => openS3Blobs(await temporaryFolder(), bucket('stream', 'starts'));
    const opened = await Promise.allSettled(Array.from({ length: 12 }, open));
    expect(opened.filter(({ status }) => status === 'rejected')).toEqual([]);
    for (const one of opened) if (one.status === 'fulfilled') await one.value.close();
    expect(await keys('starts')).toEqual([]);
  });

  test('hostile archives leave nothing in the bucket', SLOW, () =>
    sendHostile(ALL_HOSTILE.filter((_, at) => at % 12 === 0)),
  );

  test('docs/hosting.md: from nothing to a registry on three machines', SLOW, async () => {
    await walkMachines(await postgres.newDatabase(), BUCKET, gateway);
  });

  test('docs/hosting.md: what its containers run', SLOW, async () => {
    await walkContainers(await postgres.newDatabase());
  });
});
