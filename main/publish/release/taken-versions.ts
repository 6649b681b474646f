import { z } from 'zod';
import { SerialQueue } from '../../clock/index.ts';
import { readJsonOrSetAside, writeFileDurably } from '../../disk/index.ts';
import type { OwnPackage } from '../client/index.ts';
import type { Entry } from '../journal/index.ts';

export interface TakenVersion {
  readonly version: string;
  readonly status: string;
}

/** What is known of one connection while its registry cannot be asked. */
export interface TakenOn {
  /** The registry's answer about a package (undefined: it has none), which is the truth; says which versions it has. */
  learn(packageId: string, found: OwnPackage | undefined): TakenVersion[];
  /** What was answered last and what our own history has, for when nothing is answered. */
  known(packageId: string): TakenVersion[];
}

const fileSchema = z.object({
  version: z.literal(1),
  answers: z.array(
    z.object({
      connectionId: z.string(),
      packageId: z.string(),
      versions: z.array(z.object({ version: z.string(), status: z.string() })),
    }),
  ),
});
type Answer = z.infer<typeof fileSchema>['answers'][number];

/** Enough for every package an author works on. */
const MOST_ANSWERS = 300;

/**
 * Which version numbers are used, as the registry last said and as our own history has it. A number that was taken
 * yesterday is taken offline too: what is sent under it could only be refused, or be mistaken for what is there.
 */
export class TakenVersions {
  readonly #path: string;
  readonly #history: () => readonly Entry[];
  #answers: readonly Answer[];
  readonly #writes = new SerialQueue();

  private constructor(path: string, history: () => readonly Entry[], answers: readonly Answer[]) {
    this.#path = path;
    this.#history = history;
    this.#answers = answers;
  }

  static async open(path: string, history: () => readonly Entry[]): Promise<TakenVersions> {
    // A damaged file only costs what can be asked again.
    const kept = await readJsonOrSetAside(path, fileSchema, () => {}).catch(() => undefined);
    return new TakenVersions(path, history, kept?.answers ?? []);
  }

  on(connectionId: string): TakenOn {
    return {
      learn: (packageId, found) => this.#learn(connectionId, packageId, found),
      known: (packageId) => this.#known(connectionId, packageId),
    };
  }

  /** The registry was emptied: what it once answered holds no more. */
  forget(connectionId: string): void {
    this.#answers = this.#answers.filter((one) => one.connectionId !== connectionId);
    this.#write();
  }

  /** Comes back when what was learnt is on the disk, or could not be put there. */
  async settled(): Promise<void> {
    await this.#writes.idle();
  }

  #learn(connectionId: string, packageId: string, found: OwnPackage | undefined): TakenVersion[] {
    const versions = (found?.versions ?? []).map(({ packageVersion, status }) => ({ version: packageVersion, status }));
    const answer = { connectionId, packageId, versions };
    const others = this.#answers.filter((one) => one.connectionId !== connectionId || one.packageId !== packageId);
    const same = this.#answers.find((one) => one.connectionId === connectionId && one.packageId === packageId);
    if (same && JSON.stringify(same) === JSON.stringify(answer)) return versions;
    this.#answers = [...others, answer].slice(-MOST_ANSWERS);
    this.#write();
    return versions;
  }

  #write(): void {
    const write = () => writeFileDurably(this.#path, JSON.stringify({ version: 1, answers: this.#answers }), 0o600);
    this.#writes.run(write).catch(() => {});
  }

  #known(connectionId: string, packageId: string): TakenVersion[] {
    const told = this.#answers.find((one) => one.connectionId === connectionId && one.packageId === packageId);
    const known = new Map((told?.versions ?? []).map((one) => [one.version, one]));
    for (const entry of this.#history()) {
      const { state, memory } = entry.machine;
      if (entry.connectionId !== connectionId || entry.packageId !== packageId || !memory.accepted) continue;
      const status = state.phase === 'failed' ? state.status : state.phase === 'processed' ? 'processed' : 'processing';
      known.set(entry.version, { version: entry.version, status });
    }
    return [...known.values()];
  }
}
