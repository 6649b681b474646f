import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../../make-folder.ts';
import { seededRandom } from '../../seeded-random.ts';
import { Author } from './author.ts';
import { FaultCounts } from './faults.ts';
import { openPlaces, type Places } from './places.ts';
import { startSharedBucket } from './shared-bucket.ts';

export interface ChaosOptions {
  readonly releases: number;
  /** How many release at once, each to eight places of their own. */
  readonly authors: number;
  readonly seed: number;
  /** As of Date.now(); no release begins after it. */
  readonly deadline: number;
  /** A line for each attempt is added to it. */
  readonly logFile?: string | undefined;
}

export interface ChaosResult {
  readonly releases: number;
  readonly kills: number;
  readonly attempts: number;
  readonly counts: Readonly<Record<string, number>>;
  /** What must never be; each a sentence. */
  readonly wrong: readonly string[];
}

/** Authors release versions to eight places each through every fault there is; what users see is looked at after each attempt. */
export async function runReleaseChaos({
  releases,
  authors,
  seed,
  deadline,
  logFile,
}: ChaosOptions): Promise<ChaosResult> {
  const base = makeFolder('release-chaos');
  mkdirSync(join(base, 'bucket'));
  const bucket = await startSharedBucket(join(base, 'bucket'));
  const counts = new FaultCounts();
  const opened: Places[] = [];
  try {
    const all: Author[] = [];
    for (let at = 0; at < authors; at++) {
      const name = `author-${at}`;
      const own = join(base, name);
      mkdirSync(own);
      const places = await openPlaces(own, name, bucket);
      opened.push(places);
      all.push(new Author({ base: own, name, places, bucket, counts, random: seededRandom(seed + at), logFile }));
    }
    let left = releases;
    const inTurn = async (author: Author) => {
      for (; left > 0 && Date.now() < deadline; ) {
        left--;
        await author.release();
      }
      await bucket.whileThere(() => author.end());
    };
    await Promise.all(all.map(inTurn));
    const sum = (of: (author: Author) => number) => all.reduce((total, author) => total + of(author), 0);
    return {
      releases: sum((author) => author.releases),
      kills: sum((author) => author.kills),
      attempts: sum((author) => author.attempts),
      counts: counts.counts,
      wrong: all.flatMap(({ wrong }) => wrong),
    };
  } finally {
    await Promise.all(opened.map((places) => places.close()));
    await bucket.close();
    rmSync(base, { recursive: true, force: true });
  }
}
