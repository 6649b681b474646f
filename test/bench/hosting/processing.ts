import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { craftZip } from '../../registry/processing/craft-zip.ts';
import { startEngines } from '../../registry/support/engines-here.ts';
import { ask } from '../../registry/support/postgres.ts';
import { FIELDS, upload } from '../registry/upload.ts';
import { type Figure, median } from '../section.ts';
import { serveHosted, workOn } from './processes.ts';
import { optionsOf } from './uploading.ts';

const JOBS = 16;
const FILES = 400;
const FILE_BYTES = 50_000;
const RUNS = 3;
const MB = 1_000_000;

/** The same jobs for one worker and for two, in turn. */
export async function benchProcessing(): Promise<Figure[]> {
  const engines = await startEngines();
  try {
    const place = await engines.place({ rows: true, files: true });
    const { database = '' } = place;
    const server = await serveHosted(optionsOf(place));
    const zip = makeZip();
    let version = 0;
    const measure = async (workers: number): Promise<number> => {
      const before = version;
      for (; version < before + JOBS; version += 1) await upload(server, `1.${version}.0`, zip.length, [zip]);
      // They wait until everybody is ready to begin.
      await ask(
        database,
        `UPDATE jobs SET lease = 'not yet', leased_until = EXTRACT(EPOCH FROM now()) * 1000 + 600000`,
      );
      const working = await Promise.all(Array.from({ length: workers }, () => workOn(engines.settings(place))));
      const begun = performance.now();
      await ask(database, 'UPDATE jobs SET lease = NULL, leased_until = 0');
      await ask(database, `NOTIFY registry, 'job'`);
      while (Number((await ask(database, 'SELECT COUNT(*) AS n FROM jobs'))[0]?.n) > 0) await delay(20);
      const took = performance.now() - begun;
      await Promise.all(working.map((worker) => worker.stop()));
      return took;
    };
    const one: number[] = [];
    const two: number[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      one.push(await measure(1));
      two.push(await measure(2));
    }
    await server.stop();
    const [failed] = await ask(database, `SELECT COUNT(*) AS n FROM versions WHERE status <> 'processed'`);
    if (Number(failed?.n) > 0) throw new Error(`${failed?.n} versions did not end as processed`);
    return [figureOf(zip.length, median(one), median(two))];
  } finally {
    await engines.stop();
  }
}

function figureOf(bytes: number, one: number, two: number): Figure {
  const rate = (ms: number) => `${((JOBS / ms) * 60_000).toFixed(0)} a minute`;
  return {
    what: `versions processed (zips of ${(bytes / MB).toFixed(0)} MB with ${FILES} files, from bucket to bucket), by one worker and by two`,
    measured: `${rate(one)}, ${rate(two)}: ${(one / two).toFixed(2)} times`,
    ...{ target: '>= 1.8 times', met: one / two >= 1.8 },
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
