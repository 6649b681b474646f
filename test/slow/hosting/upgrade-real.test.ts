import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { statusInfo, type VersionStatus } from '../../../protocol/index.ts';
import { freePort } from '../../free-port.ts';
import { craftZip } from '../../registry/processing/craft-zip.ts';
import { enginesMissing, startEngines } from '../../registry/support/engines-here.ts';
import { runOn } from '../../registry/support/hosting-page.ts';
import { ask, formOf, OK_UPLOAD, temporaryFolder, vectorSeed } from '../../registry/support/local-registry.ts';
import { ask as askDatabase } from '../../registry/support/postgres.ts';

// The code of an earlier commit goes on, and starts again, beside today's on the tables that today's has migrated.

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const STEPS = 'main/registry/storage/database/migrations.ts';
const SLOW = { timeout: 60_000, interval: 1_000 };

let asked = 0;
/** The rate limits hold here as anywhere: each question comes from another client of the proxy's. */
function fromElsewhere(): Record<string, string> {
  asked += 1;
  return { 'X-Forwarded-For': `198.51.100.${asked}` };
}

function git(...words: string[]): string {
  return execFileSync('git', ['-C', ROOT, ...words], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
}

/** The commit before the last change of the tables, or the one that is asked for; undefined without its history. */
function earlierCommit(): string | undefined {
  try {
    const last = git('log', '-1', '--format=%H', '--', STEPS);
    return git('rev-parse', '--verify', process.env.UPGRADE_FROM ?? `${last}^`);
  } catch {
    return undefined;
  }
}

async function checkOut(commit: string): Promise<string> {
  const folder = join(await temporaryFolder(), 'earlier');
  mkdirSync(folder);
  execFileSync('sh', [
    '-c',
    `git -C '${ROOT}' archive ${commit} main preload protocol package.json | tar -x -C '${folder}'`,
  ]);
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

const earlier = earlierCommit();

test.skipIf(enginesMissing() ?? earlier === undefined)(
  'an upgrade from an earlier commit, without a stop',
  async () => {
    const engines = await startEngines();
    try {
      const old = await checkOut(earlier ?? '');
      const { dataDir: folder, ...place } = await engines.place({ rows: true, files: true });
      const { database = '' } = place;
      const seed = join(folder, 'seed.json');
      writeFileSync(seed, JSON.stringify({ ...vectorSeed(), packages: [{ packageId: 'example.package1' }] }));
      let processes = 0;
      const start = async (code: string, command: 'serve' | 'work', ready: RegExp) => {
        processes += 1;
        const port = await freePort();
        const config = join(folder, `process${processes}.json`);
        const own = { data: join(folder, `data${processes}`), ...(command === 'serve' && { port, seed }) };
        const settings = {
          ...engines.settings({ dataDir: folder, ...place }),
          'public-url': 'https://registry.example.org',
        };
        writeFileSync(config, JSON.stringify({ ...settings, ...own }), { mode: 0o600 });
        const running = runOn(
          `exec '${process.execPath}' '${join(code, 'main/registry/serve.ts')}' ${command} --config '${config}'`,
        );
        await running.line(ready);
        const stop = async () => {
          running.child.kill('SIGTERM');
          await running.line(/^\(it ended with 0\)$/);
        };
        return { url: `http://127.0.0.1:${port}`, stop };
      };
      const serve = (code: string) => start(code, 'serve', /listens on port/);
      const work = (code: string) => start(code, 'work', /Working on what is uploaded/);
      const format = async () =>
        Number((await askDatabase(database, 'SELECT MAX(format) AS format FROM registry_format'))[0]?.format);

      const sent: string[] = [];
      const publish = async ({ url }: { url: string }, version: string) => {
        // As if it came long after the one before: an author may upload a few times a minute.
        await askDatabase(database, 'DELETE FROM rate_limits');
        const zip = new Uint8Array(craftZip([{ name: 'example.package1/a.txt', content: version }]));
        const body = formOf(OK_UPLOAD, { packageVersion: version }, {}, zip);
        const { status, text } = await ask(`${url}/packages/upload`, {
          ...{ method: 'POST', body, headers: fromElsewhere() },
        });
        expect([version, status, text]).toEqual([version, 204, '']);
        sent.push(version);
      };
      const ended = async ({ url }: { url: string }) => {
        const versions = async () => {
          const { text } = await ask(`${url}/account/packages/example.package1`, { headers: fromElsewhere() });
          const found = JSON.parse(text) as { versions: { packageVersion: string; status: VersionStatus }[] };
          return found.versions
            .filter(({ status }) => statusInfo(status).terminal)
            .map((one) => [one.packageVersion, one.status]);
        };
        await expect.poll(versions, SLOW).toEqual(sent.toSorted().map((version) => [version, 'processed']));
      };

      // Everything is of the version before.
      const [oldServe, oldWork] = [await serve(old), await work(old)];
      await publish(oldServe, '2.0.0');
      await ended(oldServe);
      const before = await format();
      // The first process of the new version migrates while the others serve and work.
      const newServe = await serve(ROOT);
      expect(await format()).toBeGreaterThan(before);
      await publish(oldServe, '2.1.0');
      await publish(newServe, '2.2.0');
      await ended(newServe);
      await ended(oldServe);
      // A worker of each, and an old server that starts only now.
      const newWork = await work(ROOT);
      const restarted = await serve(old);
      await Promise.all([publish(restarted, '2.3.0'), publish(newServe, '2.4.0'), publish(oldServe, '2.5.0')]);
      await ended(restarted);
      // The old ones go, one after another.
      for (const one of [oldServe, oldWork, restarted]) await one.stop();
      await publish(newServe, '2.6.0');
      await ended(newServe);
      const list = JSON.parse((await ask(`${newServe.url}/packages`, { token: null })).text) as {
        packages: { versions: { version: string }[] }[];
      };
      expect(list.packages[0]?.versions.map(({ version }) => version)).toEqual(sent.toSorted());
      await newWork.stop();
      await newServe.stop();
      console.log(
        `${earlier?.slice(0, 7)} with format ${before} beside today's with format ${await format()}: ${sent.length} versions, all there`,
      );
    } finally {
      await engines.stop();
    }
  },
);
