import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkDepot } from '../../../main/destinations/depot/doctor/doctor.ts';
import type { Task } from './child.ts';
import { type FaultCounts, Faults } from './faults.ts';
import type { Places } from './places.ts';
import { type Ended, runLoadmaster } from './run-loadmaster.ts';
import type { SharedBucket } from './shared-bucket.ts';
import { differences, type Files, filesIn, type Version, versionsOnBranch, wrongForUsers } from './what-users-see.ts';

const FAULTY_ATTEMPTS = 2;
const NAMES = ['a.obj', 'b/c.obj', 'b/d e.png', 'plugins/win.txt', 'liveries/x/y.dds', 'readme.txt', 'z/last.txt'];

export interface AuthorOptions {
  readonly base: string;
  readonly name: string;
  readonly places: Places;
  readonly bucket: SharedBucket;
  readonly counts: FaultCounts;
  readonly random: () => number;
  readonly logFile: string | undefined;
}

/** One author with eight places of their own, who releases one version after the other. */
export class Author {
  attempts = 0;
  kills = 0;
  /** What must never be; each a sentence. */
  readonly wrong: string[] = [];
  readonly #options: AuthorOptions;
  readonly #faults: Faults;
  readonly #versions: Version[] = [];

  constructor(options: AuthorOptions) {
    this.#options = options;
    const { places, bucket, counts } = options;
    this.#faults = new Faults(places, bucket, (below) => this.#roll(below), counts);
  }

  get releases(): number {
    return this.#versions.length;
  }

  /** Attempts through faults, then calm ones, of which the second has to have brought it everywhere. */
  async release(): Promise<void> {
    const version = `1.${this.#versions.length}.0`;
    const files = this.#nextFiles(this.#versions.at(-1)?.files ?? { 'a.obj': 'first' });
    this.#versions.push({ version, files });
    const task = this.#writeTask(version, files);
    for (let attempt = 0; attempt < FAULTY_ATTEMPTS; attempt++) {
      const restart = this.#faults.disturb();
      const ended = await this.#attempt(task, `${version}, attempt ${attempt}`, restart);
      if (isDone(ended)) return;
    }
    await this.#options.bucket.whileThere(async () => {
      const first = await this.#attempt(task, `${version}, calm`);
      if (isDone(first)) return;
      const second = await this.#attempt(task, `${version}, calm again`);
      if (!isDone(second)) this.#tell(`${version} does not end: ${JSON.stringify(second)}`);
    });
  }

  /** What is there at the end is each version once, and the last one is what users get. */
  async end(): Promise<void> {
    const { remote, github, registry, settings, ...places } = this.#options.places;
    const last = this.#versions.at(-1);
    if (last === undefined) return;
    for (const depot of settings.flatMap((one) => (one.kind === 'skunkcrafts' ? [one.url] : []))) {
      const { findings, version } = await checkDepot(depot, { signal: new AbortController().signal });
      for (const { severity, message } of findings) if (severity !== 'note') this.#tell(`depot ${depot}: ${message}`);
      if (version !== last.version) this.#tell(`depot ${depot}: ${version}`);
    }
    this.#tell(...differences('mirror', filesIn(places.mirror), last));
    const wanted = this.#versions.map(({ version }) => version);
    for (const version of wanted) {
      const status = await registry.statusOf(version);
      if (status !== 'processed') this.#tell(`the registry's ${version} is ${status}`);
    }
    const onBranch = await versionsOnBranch(remote);
    if (onBranch.join() !== wanted.join()) this.#tell(`the branch had ${onBranch.join()}`);
    const published = github.releases.filter(({ draft }) => !draft).map(({ tag_name }) => tag_name);
    const tags = wanted.map((version) => `v${version}`);
    if (published.join() !== tags.join() || github.releases.length !== published.length)
      this.#tell(`of ${github.releases.length} releases on GitHub ${published.join()} are published`);
    this.#tell(...github.faults);
  }

  async #attempt(task: string, when: string, restart?: () => Promise<void>) {
    const { places, bucket, counts, logFile } = this.#options;
    this.attempts++;
    const began = Date.now();
    // Only what is disturbed anyway is killed too.
    const killAt = restart === undefined || this.#roll(2) === 0 ? undefined : this.#roll(24);
    const env = places.environment;
    const { ended, killedIn, fellOver } = await runLoadmaster(task, env, killAt, this.#roll(40));
    const tookMs = Date.now() - began;
    await restart?.();
    this.#faults.calm();
    if (fellOver !== undefined) this.#tell(`${when}: Loadmaster fell over: ${fellOver.slice(0, 2000)}`);
    if (killedIn !== undefined) {
      this.kills++;
      counts.add(`Loadmaster killed in: ${killedIn}`);
    }
    for (const { name, phase, error } of ended ?? []) {
      if (phase === 'done') continue;
      counts.add(`failed: ${name} ${phase} ${error?.code ?? ''}`);
      if (error === null || error.message === '' || error.code === 'failed')
        this.#tell(`${when}: no sentence for ${name} ${phase}: ${error?.message}`);
    }
    const earlier = this.#earlier();
    const seen = await bucket.whileThere(() => wrongForUsers(places, this.#versions, earlier));
    this.#tell(...seen.map((sentence) => `${when}: ${sentence}`));
    const line = { author: this.#options.name, when, tookMs, killedIn, ended, seen };
    if (logFile !== undefined) appendFileSync(logFile, `${JSON.stringify(line)}\n`);
    return ended;
  }

  #tell(...sentences: readonly string[]): void {
    this.wrong.push(...sentences.map((sentence) => `${this.#options.name}: ${sentence}`));
  }

  #writeTask(version: string, files: Files): string {
    const { base, places } = this.#options;
    const { settings, secrets } = places;
    const task = join(base, 'task.json');
    writeFileSync(task, JSON.stringify({ base, version, files, settings, secrets } satisfies Task));
    return task;
  }

  /** A version that users can have: the newest is not out yet. */
  #earlier(): Version {
    const { version, files } = this.#versions[this.#roll(Math.max(1, this.#versions.length - 1))] ?? {};
    return { version: version ?? '', files: files ?? {} };
  }

  #nextFiles(files: Files): Files {
    const next = { ...files };
    for (let steps = 1 + this.#roll(4); steps > 0; steps--) {
      const name = NAMES[this.#roll(NAMES.length)] ?? 'a.obj';
      if (next[name] !== undefined && this.#roll(4) === 0 && Object.keys(next).length > 1) delete next[name];
      else next[name] = `${name} ${this.#roll(1_000_000)} `.repeat(1 + this.#roll(3000));
    }
    return next;
  }

  #roll(below: number): number {
    return Math.floor(this.#options.random() * below);
  }
}

function isDone(ended: readonly Ended[] | undefined): boolean {
  return ended?.every(({ phase }) => phase === 'done') ?? false;
}
