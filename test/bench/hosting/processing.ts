import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { craftZip } from '../../registry/processing/craft-zip.ts';
import { startEngines } from '../../registry/support/engines-here.ts';
import { ask } from '../../registry/support/postgres.ts';
import { processorSeconds } from '../process-cost.ts';
import { FIELDS, upload } from '../registry/upload.ts';
import { type Figure, median } from '../section.ts';
import { farBucket } from './far-bucket.ts';
import { type Served, serveHosted, workOn } from './processes.ts';
import { optionsOf } from './uploading.ts';

const JOBS = 16;
const FILES = 400;
const FILE_BYTES = 50_000;
const RUNS = 3;
const MB = 1_000_000;

/** What an S3 service in the same region takes for an answer, at the least. */
const FAR_MS = 50;

interface Took {
  readonly milliseconds: number;
  /** Of the workers themselves, without the database and the bucket. */
  readonly processorSeconds: number;
}

/** The same jobs for one worker and for two, in turn; with the bucket on this machine, and with one that is further away. */
export async function benchProcessing(): Promise<Figure[]> {
  const engines = await startEngines();
  const far = await farBucket(engines.gateway.endpoint, FAR_MS);
  const running = new Set<Pick<Served, 'stop'>>();
  const run = async <Process extends Pick<Served, 'stop'>>(starting: Promise<Process>): Promise<Process> => {
    const one = await starting;
    running.add(one);
    return one;
  };
  try {
    const place = await engines.place({ rows: true, files: true });
    const { database = '' } = place;
    const server = await run(serveHosted(optionsOf(place)));
    const zip = makeZip();
    const settings = engines.settings(place);
    let version = 0;
    const measure = async (workers: number, endpoint: string): Promise<Took> => {
      const before = version;
      for (; version < before + JOBS; version += 1) await upload(server, `1.${version}.0`, zip.length, [zip]);
      // They wait until everybody is ready to begin.
      await ask(
        database,
        `UPDATE jobs SET lease = 'not yet', leased_until = EXTRACT(EPOCH FROM now()) * 1000 + 600000`,
      );
      const one = () => run(workOn({ ...settings, 's3-endpoint': endpoint }));
      const working = await Promise.all(Array.from({ length: workers }, one));
      const used = () => working.reduce((sum, { pid }) => sum + processorSeconds(pid), 0);
      const [begun, usedBefore] = [performance.now(), used()];
      await ask(database, 'UPDATE jobs SET lease = NULL, leased_until = 0');
      await ask(database, `NOTIFY registry, 'job'`);
      const waiting = async () => Number((await ask(database, 'SELECT COUNT(*) AS n FROM jobs'))[0]?.n);
      const all = async () => {
        while ((await waiting()) > 0) await delay(20);
      };
      await Promise.race([all(), ...working.map(({ ended }) => ended)]);
      const milliseconds = performance.now() - begun;
      const took = { milliseconds, processorSeconds: used() - usedBefore };
      await Promise.all(working.map((worker) => worker.stop()));
      return took;
    };
    const figures: Figure[] = [];
    for (const [where, endpoint] of [
      ['on this machine', engines.gateway.endpoint],
      [`whose answers take ${FAR_MS} ms`, far.endpoint],
    ] as const) {
      const [one, two]: [Took[], Took[]] = [[], []];
      for (let turn = 0; turn < RUNS; turn += 1) {
        one.push(await measure(1, endpoint));
        two.push(await measure(2, endpoint));
      }
      figures.push(
        figureOf(`zips of ${(zip.length / MB).toFixed(0)} MB with ${FILES} files, a bucket ${where}`, one, two),
      );
    }
    const [failed] = await ask(database, `SELECT COUNT(*) AS n FROM versions WHERE status <> 'processed'`);
    if (Number(failed?.n) > 0) throw new Error(`${failed?.n} versions did not end as processed`);
    return figures;
  } finally {
    // Also after a failure: a process that is left keeps this one from ending.
    await Promise.all([...running].map((one) => one.stop()));
    await far.stop();
    await engines.stop();
  }
}

function figureOf(what: string, one: readonly Took[], two: readonly Took[]): Figure {
  const middle = (some: readonly Took[], of: keyof Took) => median(some.map((took) => took[of]));
  const rate = (ms: number) => `${((JOBS / ms) * 60_000).toFixed(0)} a minute`;
  const [alone, both] = [middle(one, 'milliseconds'), middle(two, 'milliseconds')];
  const own = (some: readonly Took[]) => `${((middle(some, 'processorSeconds') / JOBS) * 1000).toFixed(0)} ms`;
  return {
    what: `versions processed (${what}), by one worker and by two`,
    measured: `${rate(alone)}, ${rate(both)}: ${(alone / both).toFixed(2)} times; of a worker's processor ${own(one)} and ${own(two)} a version`,
    ...{ target: '>= 1.8 times', met: alone / both >= 1.8 },
  };
}

/** Stored, as textures and sounds are: half of an add-on does not compress. */
function makeZip(): Uint8Array {
  const noise = randomBytes(FILE_BYTES);
  return craftZip(
    Array.from({ length: FILES }, (_, at) => ({
      name: `${FIELDS.packageId}/file${at}.bin`,
      content: at % 2 === 0 ? Buffer.concat([Buffer.from(`${at}`), noise]) : Buffer.alloc(FILE_BYTES, `line ${at}\n`),
      method: at % 2 === 0 ? 0 : 8,
    })),
  );
}
