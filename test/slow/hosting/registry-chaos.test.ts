import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openStorage } from '../../../main/registry/storage/open-storage.ts';
import { statusInfo, type VersionStatus } from '../../../protocol/index.ts';
import { missing } from '../../destinations/peers/peer.ts';
import { craftZip } from '../../registry/processing/craft-zip.ts';
import { enginesMissing, startEngines } from '../../registry/support/engines-here.ts';
import { ask, formOf, OK_RETRY, OK_UPLOAD, temporaryFolder } from '../../registry/support/local-registry.ts';
import { ask as askDatabase } from '../../registry/support/postgres.ts';
import { seededRandom } from '../../seeded-random.ts';
import { startCluster } from './cluster.ts';

// Two servers and two workers on PostgreSQL and Ceph's S3 service behind haproxy, any of them killed at random, while
// many authors publish. What was accepted has to be there and to end, once.

const AUTHORS = Number(process.env.AUTHORS ?? 20);
const VERSIONS = 11;
/** The first so many of an author's versions fail, and are uploaded again. */
const RETRIED = 4;
const SEED = Number(process.env.CHAOS_SEED ?? 20_261_129);
const MOST_TRIES = 400;

interface Row {
  readonly package_id: string;
  readonly version: string;
  readonly status: VersionStatus;
  readonly hash: string | null;
  readonly size: number;
}

test.skipIf(enginesMissing() ?? missing('haproxy'))('a cluster in trouble', { timeout: 3_600_000 }, async () => {
  const engines = await startEngines();
  try {
    const next = seededRandom(SEED);
    const place = await engines.place({ rows: true, files: true });
    const { database = '' } = place;
    const folder = await temporaryFolder();
    const names = Array.from({ length: AUTHORS }, (_, at) => `author${at}`);
    const seedFile = join(folder, 'seed.json');
    writeFileSync(
      seedFile,
      JSON.stringify({
        authors: names.map((name) => ({ authorId: name, tokens: [{ token: `token-of-${name}` }] })),
        packages: names.map((name) => ({ packageId: `${name}.pkg`, authorId: name })),
      }),
    );
    const cluster = await startCluster(folder, { ...engines.settings(place), seed: seedFile });

    /** One request as an author behind an address of the own; undefined when the connection broke. */
    const send = async (at: number, path: string, body?: FormData) => {
      const headers = { 'X-Forwarded-For': `192.0.2.${at + 1}` };
      const method = body === undefined ? 'GET' : 'POST';
      return ask(cluster.url + path, { method, headers, token: `token-of-author${at}`, ...(body && { body }) }).catch(
        () => undefined,
      );
    };
    const zipOf = (id: string, version: string, spoilt: boolean) => {
      const noise = { name: `${id}/noise.bin`, content: Buffer.alloc(100_000, `${id} ${version}`), method: 0 };
      return new Uint8Array(craftZip(spoilt ? [noise, { name: 'manifest.json', content: '{}' }] : [noise]));
    };
    const statusOf = async (at: number, id: string, version: string): Promise<VersionStatus | undefined> => {
      const answer = await send(at, `/account/packages/${id}/${version}`);
      if (answer?.status !== 200) return undefined;
      return (JSON.parse(answer.text) as { versionData: { status: VersionStatus } }).versionData.status;
    };

    let attempts = 0;
    let accepted = 0;
    const until = async <T>(what: string, look: () => Promise<T | undefined>): Promise<T> => {
      for (let tries = 0; tries < MOST_TRIES; tries += 1) {
        const found = await look();
        if (found !== undefined) return found;
        // Not a wait for something: what is down or asked too often is asked again later.
        await delay(500);
      }
      throw new Error(`${what} never came`);
    };
    const upload = (at: number, id: string, version: string, spoilt: boolean) =>
      until(`upload of ${id} ${version}`, async () => {
        attempts += 1;
        const fields = { packageId: id, packageVersion: version };
        const answer = await send(at, '/packages/upload', formOf(OK_UPLOAD, fields, {}, zipOf(id, version, spoilt)));
        return answer?.status === 204 || answer?.text === 'version_exists' ? true : undefined;
      });
    const retry = (at: number, id: string, version: string) =>
      until(`retry of ${id} ${version}`, async () => {
        const status = await statusOf(at, id, version);
        if (status === undefined) return undefined;
        // Accepted by an attempt whose answer was lost.
        if (status === 'processing' || status === 'processed') return true;
        attempts += 1;
        const fields = { ...OK_RETRY, packageId: id, packageVersion: version };
        const answer = await send(at, '/packages/retry', formOf(fields, {}, {}, zipOf(id, version, false)));
        return answer?.status === 204 ? true : undefined;
      });
    const ended = (at: number, id: string, version: string) =>
      until(`end of ${id} ${version}`, async () => {
        const status = await statusOf(at, id, version);
        return status !== undefined && statusInfo(status).terminal ? status : undefined;
      });

    const publishing = names.map(async (name, at) => {
      const id = `${name}.pkg`;
      for (let version = 0; version < VERSIONS; version += 1) {
        await upload(at, id, `1.${version}.0`, version < RETRIED);
        accepted += 1;
      }
      for (let version = 0; version < RETRIED; version += 1) {
        await ended(at, id, `1.${version}.0`);
        await retry(at, id, `1.${version}.0`);
        accepted += 1;
      }
    });
    const all = AUTHORS * (VERSIONS + RETRIED);
    let over = false;
    // Each process dies again and again, whatever the others do.
    const killing = [0, 1, 2, 3].map(async (at) => {
      while (!over) {
        await delay(1_000 + next() * 7_000);
        if (!over) await cluster.killOne(at);
      }
    });
    const restarting = (async () => {
      const reached = async (part: number) => {
        while (accepted < all * part) await delay(100);
      };
      await reached(1 / 4);
      await engines.postgres.restart();
      await reached(1 / 2);
      await engines.gateway.killGateway();
      await engines.gateway.startGateway();
    })();
    await Promise.all(publishing);
    over = true;
    await Promise.all([restarting, ...killing]);
    const jobs = async () => Number((await askDatabase(database, 'SELECT COUNT(*) AS n FROM jobs'))[0]?.n);
    await expect.poll(jobs, { timeout: 600_000, interval: 1_000 }).toBe(0);

    const rows = (await askDatabase(
      database,
      'SELECT package_id, version, status, hash, size::float AS size FROM versions',
    )) as unknown as Row[];
    console.log(
      `seed ${SEED}: ${accepted} uploads and retries accepted in ${attempts} attempts, ${cluster.kills()} kills, ` +
        'PostgreSQL and radosgw restarted',
    );
    expect([accepted, rows.length]).toEqual([all, AUTHORS * VERSIONS]);
    expect(cluster.kills()).toBeGreaterThan(8);
    expect(new Set(rows.map(({ status }) => status))).toEqual(new Set(['processed']));
    // One mail an end: nothing ended twice.
    expect(await askDatabase(database, 'SELECT COUNT(*)::int AS n FROM mails')).toEqual([{ n: all }]);
    for (const [at, name] of names.entries()) {
      const { used } = await until('account', async () => {
        const answer = await send(at, '/account/data');
        if (answer?.status !== 200) return undefined;
        return { used: (JSON.parse(answer.text) as { usedStorage: number }).usedStorage };
      });
      const sum = rows
        .filter(({ package_id: id }) => id === `${name}.pkg`)
        .reduce((total, { size }) => total + size, 0);
      expect([name, used]).toEqual([name, sum]);
    }
    await cluster.stop();
    const storage = await openStorage({ ...place, graceMs: 0 }, () => undefined);
    for (let times = 0; times < 2; times += 1) await storage.sweepNow((work) => work());
    expect(await storage.files.listUploads()).toEqual([]);
    const hashes = new Set(rows.flatMap(({ hash }) => (hash === null ? [] : [hash])));
    expect(new Set((await storage.files.listContents()).map(({ name }) => name))).toEqual(hashes);
    for (const hash of hashes) {
      const sum = createHash('sha256');
      for await (const chunk of await storage.files.openContent(hash)) sum.update(chunk as Buffer);
      expect(sum.digest('hex')).toBe(hash);
    }
    await storage.close();
  } finally {
    await engines.stop();
  }
});
