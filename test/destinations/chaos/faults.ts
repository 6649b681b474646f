import { WRONG_ANSWERS } from './fault-proxies.ts';
import type { Places } from './places.ts';
import type { SharedBucket } from './shared-bucket.ts';

/** How often each thing went wrong; only what truly came about is counted. */
export class FaultCounts {
  readonly counts: Record<string, number> = {};

  add(what: string): void {
    this.counts[what] = (this.counts[what] ?? 0) + 1;
  }
}

const GITHUB_TROUBLE = ['starter', 'cut', 'rate', 'lost_answer'] as const;

/** What goes wrong around one attempt of one author. */
export class Faults {
  readonly #places: Places;
  readonly #bucket: SharedBucket;
  readonly #roll: (below: number) => number;
  readonly #counts: FaultCounts;
  #trouble: string[] = [];

  constructor(places: Places, bucket: SharedBucket, roll: (below: number) => number, counts: FaultCounts) {
    this.#places = places;
    this.#bucket = bucket;
    this.#roll = roll;
    this.#counts = counts;
  }

  /** Sets up what will go wrong; what comes back makes servers that were killed run again. */
  disturb(): () => Promise<void> {
    this.#cutConnections();
    const { disk, refusePush, wrongAnswers, github } = this.#places;
    if (this.#roll(4) === 0 && disk.fill()) this.#counts.add('full disk');
    if (this.#roll(5) === 0) {
      refusePush(true);
      this.#counts.add('push refused');
    }
    if (this.#roll(2) === 0)
      wrongAnswers((place, method) => {
        if (this.#roll(20) !== 0) return undefined;
        const drawn = WRONG_ANSWERS[this.#roll(WRONG_ANSWERS.length)] ?? 'error';
        // Only who brings something hears of a disk.
        const wrong = drawn === 'full' && method !== 'PUT' ? 'error' : drawn;
        this.#counts.add(`wrong answer: ${place} ${wrong}`);
        return wrong;
      });
    if (this.#roll(2) === 0) this.#trouble = [GITHUB_TROUBLE[this.#roll(GITHUB_TROUBLE.length)] ?? 'cut'];
    github.trouble.push(...(this.#trouble as typeof github.trouble));
    return this.#roll(5) === 0 ? this.#killServers() : async () => {};
  }

  calm(): void {
    const { cuts, disk, github, refusePush, wrongAnswers } = this.#places;
    for (const cut of cuts) {
      cut.cutAfter(Number.POSITIVE_INFINITY);
      cut.refuse(false);
    }
    disk.free();
    refusePush(false);
    wrongAnswers(() => undefined);
    if (this.#trouble.length > github.trouble.length) this.#counts.add(`github ${this.#trouble[0]}`);
    this.#trouble = [];
    github.trouble.splice(0);
  }

  #cutConnections(): void {
    for (const cut of this.#places.cuts) {
      const lasting = this.#roll(3) === 0;
      if (this.#roll(2) !== 0) continue;
      cut.cutAfter(this.#roll(40_000), () => {
        cut.refuse(lasting);
        this.#counts.add(lasting ? 'connection cut and refused' : 'connection cut');
      });
    }
  }

  /** At a random moment. The registry is back at once: a release asks it for a quarter of an hour before it gives up. */
  #killServers(): () => Promise<void> {
    const { registry, servers } = this.#places;
    const downMs = 200 + this.#roll(2000);
    const killed = new Promise((resolve) => setTimeout(resolve, this.#roll(4000))).then(async () => {
      if (this.#bucket.killFor(downMs)) this.#counts.add('server killed: bucket');
      const each = Object.entries(servers).map(async ([name, server]) => {
        await server.kill();
        this.#counts.add(`server killed: ${name}`);
      });
      await Promise.all([...each, registry.restart()]);
      this.#counts.add('server killed: registry');
    });
    return async () => {
      await killed;
      await Promise.all(Object.values(servers).map((server) => server.restart()));
    };
  }
}
