import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStorage } from '../../../main/registry/storage/open-storage.ts';
import { takeJob } from '../../../main/registry/storage/packages/uploads.ts';
import { startWork } from '../../../main/registry/work.ts';
import { statusInfo, type VersionStatus } from '../../../protocol/index.ts';
import { craftZip } from '../processing/craft-zip.ts';
import { ask, formOf, neverProcessed, OK_UPLOAD, openRegistry, temporaryFolder } from '../support/local-registry.ts';
import { ask as askDatabase, type Postgres, postgresMissing, startPostgres } from '../support/postgres.ts';
import { processedAs } from '../support/processing.ts';
import { serveInTerminal, type Terminal } from '../support/terminal.ts';

// Several processes on one database: some answer, some work, and any of them may die at any moment.

const START_MS = 120_000;
const PUBLIC_URL = 'https://registry.example.org';
const AUTHORS = 4;
const VERSIONS = 5;

describe.skipIf(postgresMissing())('several processes on one PostgreSQL', () => {
  let postgres: Postgres;
  beforeAll(async () => {
    postgres = await startPostgres();
  }, START_MS);
  afterAll(() => postgres.stop());

  const upload = (url: string, fields: Record<string, string> = {}, zip?: Uint8Array<ArrayBuffer>, token?: string) =>
    ask(`${url}/packages/upload`, {
      method: 'POST',
      body: formOf(OK_UPLOAD, fields, {}, zip),
      ...(token && { token }),
    });

  test('a job whose worker died is taken by another when its lease has run out, and ends once', async () => {
    const dataDir = await temporaryFolder();
    const database = await postgres.newDatabase();
    const registry = await openRegistry({ dataDir, database });
    expect((await upload(registry.url)).status).toBe(204);
    const storage = await openStorage({ dataDir, database }, () => undefined);
    // A worker that takes the job and is never heard of again.
    expect(await takeJob(storage.db, 'gone')).toMatchObject({ version: '2.0.0', attempts: 0 });
    expect(await takeJob(storage.db, 'too early')).toBeUndefined();
    await askDatabase(database, 'UPDATE jobs SET leased_until = 1');
    const work = await startWork({
      dataDir,
      database,
      publicUrl: PUBLIC_URL,
      onError: console.error,
      run: processedAs('x'),
    });
    await work.idle();
    await work.close();
    await storage.close();
    expect(await askDatabase(database, `SELECT status FROM versions WHERE version = '2.0.0'`)).toEqual([
      { status: 'processed' },
    ]);
  });

  test('a worker that lost its lease leaves no trace', async () => {
    const dataDir = await temporaryFolder();
    const database = await postgres.newDatabase();
    const registry = await openRegistry({ dataDir, database });
    const begun = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    const run = processedAs('of the slow one');
    const slow = await startWork({
      ...{ dataDir, database, publicUrl: PUBLIC_URL, onError: console.error },
      run: async (input, signal) => {
        begun.resolve();
        await goOn.promise;
        return run(input, signal);
      },
    });
    expect((await upload(registry.url)).status).toBe(204);
    await begun.promise;
    await askDatabase(database, `UPDATE jobs SET lease = 'somebody else'`);
    goOn.resolve();
    await slow.close();
    const [job] = await askDatabase(database, 'SELECT lease FROM jobs');
    const [version] = await askDatabase(database, `SELECT status, hash FROM versions WHERE version = '2.0.0'`);
    expect([job, version]).toEqual([{ lease: 'somebody else' }, { status: 'processing', hash: null }]);
  });

  test('what one process accepts, another lists; limits are counted together', async () => {
    const dataDir = await temporaryFolder();
    const database = await postgres.newDatabase();
    const one = await openRegistry({ dataDir, database, rateLimits: true, processing: true, run: processedAs('x') });
    const two = await openRegistry({ dataDir, database, rateLimits: true, seed: undefined, run: neverProcessed });
    const listed = async () => (await ask(`${two.url}/packages`, { token: null })).text;
    expect(await listed()).not.toContain('"version":"2.0.0"');
    expect((await upload(one.url)).status).toBe(204);
    await expect.poll(listed, { timeout: 20_000 }).toContain('"version":"2.0.0"');
    const left = async (url: string) => Number((await ask(`${url}/account/data`)).headers.get('x-ratelimit-remaining'));
    const before = await left(one.url);
    expect(await left(two.url)).toBe(before - 1);
  });

  test('two processes answer the same bytes of the list under the same tag, in every encoding', async () => {
    const dataDir = await temporaryFolder();
    const database = await postgres.newDatabase();
    const one = await openRegistry({ dataDir, database, run: neverProcessed });
    const two = await openRegistry({ dataDir, database, seed: undefined, run: neverProcessed });
    const listOf = async (url: string, encoding: string) => {
      const { text, headers } = await ask(`${url}/packages`, { headers: { 'Accept-Encoding': encoding } });
      return [headers.get('etag'), headers.get('content-encoding'), text];
    };
    for (const encoding of ['identity', 'gzip', 'br']) {
      expect(await listOf(two.url, encoding)).toEqual(await listOf(one.url, encoding));
    }
    const [etag] = await listOf(one.url, 'gzip');
    const headers = { 'If-None-Match': String(etag), 'Accept-Encoding': 'gzip' };
    expect((await ask(`${two.url}/packages`, { headers })).status).toBe(304);
    expect(await askDatabase(database, 'SELECT COUNT(*) AS n FROM list_bodies')).toEqual([{ n: '1' }]);
  });

  test('a worker tells whether it is well, what waits and what it has done', async () => {
    const dataDir = await temporaryFolder();
    const database = await postgres.newDatabase();
    const registry = await openRegistry({ dataDir, database });
    const onError = (error: unknown) => expect.unreachable(String(error));
    const work = await startWork({ dataDir, database, publicUrl: PUBLIC_URL, onError, run: processedAs('x') });
    expect((await upload(registry.url)).status).toBe(204);
    await work.idle();
    const asked = async (path: string) => (await fetch(work.operationsUrl + path)).text();
    expect([await asked('/health'), await asked('/ready')]).toEqual(['{"status":"running"}', '{"status":"ready"}']);
    await expect.poll(() => asked('/metrics')).toMatch(/^registry_jobs_done_total 1$/m);
    expect(await asked('/metrics')).toMatch(/^registry_jobs 0$/m);
    // A page in a browser comes under another name or with an origin.
    expect((await fetch(work.operationsUrl, { headers: { Origin: 'https://example.org' } })).status).toBe(403);
    await work.close();
  });

  test('kill -9 of any process and a restart of the database lose nothing that was accepted', {
    timeout: 240_000,
  }, async () => {
    const folder = await temporaryFolder();
    const dataDir = join(folder, 'data');
    const database = await postgres.newDatabase();
    const seedFile = join(folder, 'seed.json');
    const names = Array.from({ length: AUTHORS }, (_, at) => `author${at}`);
    const seed = {
      authors: names.map((name) => ({ authorId: name, tokens: [{ token: `token-of-${name}` }] })),
      packages: names.map((name) => ({ packageId: `${name}.pkg`, authorId: name })),
    };
    await writeFile(seedFile, JSON.stringify(seed));
    const common = ['--data', dataDir, '--database', database, '--public-url', PUBLIC_URL, '--json'];
    const serve = () => serveInTerminal('serve', ...common, '--seed', seedFile);
    const work = () => serveInTerminal('work', ...common);
    const started = async (start: () => Terminal): Promise<Terminal & { port: number }> => {
      const terminal = start();
      const line = await terminal.firstLine();
      if (line === null) throw new Error(`It did not start: ${(await terminal.ended).err}`);
      return { ...terminal, port: (JSON.parse(line) as { port?: number }).port ?? 0 };
    };
    const servers = await Promise.all([started(serve), started(serve)]);
    const workers = await Promise.all([started(work), started(work)]);

    const accepted: string[] = [];
    const publish = async (name: string, at: number): Promise<void> => {
      const spoilt = at % 3 === 2 ? [{ name: 'manifest.json', content: '{}' }] : [];
      const noise = { name: `${name}.pkg/noise.bin`, content: Buffer.alloc(200_000, `${name} ${at}`), method: 0 };
      const zip = new Uint8Array(craftZip([noise, ...spoilt]));
      const fields = { packageId: `${name}.pkg`, packageVersion: `1.${at}.0` };
      for (let tries = 0; tries < 80; tries += 1) {
        const server = servers[(at + tries) % servers.length];
        const answer = await upload(`http://127.0.0.1:${server?.port}`, fields, zip, `token-of-${name}`).catch(
          () => null,
        );
        // Accepted now, or by an attempt whose answer was lost.
        if (answer?.status === 204 || answer?.text === 'version_exists') {
          accepted.push(`${name}.pkg@1.${at}.0`);
          return;
        }
        // Not a wait for something: the registry says that it is asked too often.
        await delay(answer?.status === 429 ? 1_500 : 300);
      }
      throw new Error(`${name} never got version ${at} through`);
    };
    const publishing = names.map(async (name) => {
      for (let at = 0; at < VERSIONS; at += 1) await publish(name, at);
    });
    const replace = async (list: (Terminal & { port: number })[], at: number, start: () => Terminal): Promise<void> => {
      list[at]?.child.kill('SIGKILL');
      await list[at]?.ended;
      list[at] = await started(start);
    };
    const trouble = (async () => {
      await replace(workers, 0, work);
      await replace(servers, 0, serve);
      await postgres.restart();
      await replace(workers, 1, work);
      await replace(servers, 1, serve);
    })();
    await Promise.all([...publishing, trouble]);
    // A lease of a worker that was killed runs out by itself; the test does not wait for it.
    await askDatabase(database, 'UPDATE jobs SET leased_until = 0 WHERE attempts > 0 AND leased_until > 0');
    const jobs = async () => Number((await askDatabase(database, 'SELECT COUNT(*) AS n FROM jobs'))[0]?.n);
    await expect.poll(jobs, { timeout: 100_000, interval: 250 }).toBe(0);

    const rows = (await askDatabase(database, 'SELECT * FROM versions')) as {
      package_id: string;
      version: string;
      status: VersionStatus;
      hash: string | null;
    }[];
    expect(rows.map((row) => `${row.package_id}@${row.version}`).sort()).toEqual(accepted.sort());
    expect(rows.filter(({ status }) => !statusInfo(status).terminal)).toEqual([]);
    expect(new Set(rows.map(({ status }) => status))).toEqual(new Set(['processed', 'failed_manifest_exists']));
    const hashes = rows.flatMap(({ hash }) => (hash === null ? [] : [hash]));
    for (const hash of hashes) {
      const bytes = await readFile(join(dataDir, 'contents', hash.slice(0, 2), `${hash}.xpkg`));
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(hash);
    }
    // One mail a version: nothing ended twice.
    const [mails] = await askDatabase(database, 'SELECT COUNT(*) AS n FROM mails');
    expect(Number(mails?.n)).toBe(accepted.length);

    for (const { child, ended } of [...servers, ...workers]) {
      child.kill('SIGTERM');
      expect((await ended).code).toBe(0);
    }
    const storage = await openStorage({ dataDir, database, graceMs: 0 }, () => undefined);
    await storage.sweepNow((run) => run());
    await storage.close();
    const left = await readdir(join(dataDir, 'contents'), { recursive: true });
    expect(left.filter((name) => name.endsWith('.xpkg'))).toHaveLength(new Set(hashes).size);
    expect(await readdir(join(dataDir, 'uploads'))).toHaveLength(
      rows.filter(({ status }) => status !== 'processed').length,
    );
  });
});
