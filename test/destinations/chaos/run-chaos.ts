import { execFileSync, spawn } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkDepot } from '../../../main/destinations/depot/doctor/doctor.ts';
import { makeFolder } from '../../make-folder.ts';
import { official, UserFiles, xfast } from '../depot/readers.ts';
import type { Task } from './child.ts';
import { depotIn, filesIn, openPlaces, type Places } from './places.ts';

export interface ChaosResult {
  readonly releases: number;
  readonly kills: number;
  readonly attempts: number;
  readonly failures: Readonly<Record<string, number>>;
  /** What must never be; each a sentence. */
  readonly wrong: readonly string[];
}

type Files = Record<string, string>;
interface Version {
  readonly version: string;
  readonly files: Files;
}

const FAULTY_ATTEMPTS = 3;
const NAMES = ['a.obj', 'b/c.obj', 'b/d e.png', 'plugins/win.txt', 'liveries/x/y.dds', 'readme.txt', 'z/last.txt'];

/** Releases versions to seven places through every fault there is, and looks at what users see after each attempt. */
export async function runReleaseChaos(releases: number, seed: number, deadline: number): Promise<ChaosResult> {
  const base = makeFolder('release-chaos');
  const places = await openPlaces(base);
  const chaos = new Chaos(base, places, seed);
  try {
    for (let at = 0; at < releases && Date.now() < deadline; at++) await chaos.release(at);
    await chaos.end();
    return chaos;
  } finally {
    await places.close();
    rmSync(base, { recursive: true, force: true });
  }
}

class Chaos implements ChaosResult {
  kills = 0;
  attempts = 0;
  readonly failures: Record<string, number> = {};
  readonly wrong: string[] = [];
  readonly #base: string;
  readonly #places: Places;
  readonly #versions: Version[] = [];
  #state: number;

  get releases(): number {
    return this.#versions.length;
  }

  constructor(base: string, places: Places, seed: number) {
    this.#base = base;
    this.#places = places;
    this.#state = seed | 1;
  }

  async release(at: number): Promise<void> {
    const version = `1.${at}.0`;
    const files = this.#nextFiles(this.#versions.at(-1)?.files ?? { 'a.obj': 'first' });
    this.#versions.push({ version, files });
    const { settings, secrets } = this.#places;
    const task = join(this.#base, 'task.json');
    writeFileSync(task, JSON.stringify({ base: this.#base, version, files, settings, secrets } satisfies Task));
    for (let attempt = 0; ; attempt++) {
      const calm = attempt >= FAULTY_ATTEMPTS;
      const restart = calm ? this.#calm() : await this.#disturb();
      const killAfter = !calm && this.#roll(2) === 0 ? 50 + this.#roll(900) : undefined;
      const ended = await this.#run(task, killAfter);
      await restart();
      this.#calm();
      await this.#look(`${version}, attempt ${attempt}`);
      if (ended?.every(({ phase }) => phase === 'done')) return;
      if (attempt < FAULTY_ATTEMPTS + 2) continue;
      this.wrong.push(`${version} does not end: ${JSON.stringify(ended)}`);
      return;
    }
  }

  /** What is there at the end is the last version, everywhere, once. */
  async end(): Promise<void> {
    const { folders, remote, github, registry } = this.#places;
    const last = this.#versions.at(-1);
    if (last === undefined) return;
    for (const name of ['ssh', 'ftp'] as const) {
      const { findings } = await checkDepot(folders[name], { signal: new AbortController().signal });
      for (const { severity, message } of findings)
        if (severity !== 'note') this.wrong.push(`depot ${name}: ${message}`);
    }
    this.#same('mirror', filesIn(folders.dav), last);
    for (const { version } of this.#versions) {
      const status = await registry.statusOf(version);
      if (status !== 'processed') this.wrong.push(`the registry's ${version} is ${status}`);
    }
    const commits = git(remote, 'rev-list', '--count', 'depot').trim();
    if (Number(commits) !== this.#versions.length) this.wrong.push(`${commits} commits of ${this.#versions.length}`);
    const published = github.releases.filter(({ draft }) => !draft);
    if (github.releases.length !== this.#versions.length || published.length !== this.#versions.length)
      this.wrong.push(`${published.length} of ${github.releases.length} releases are published`);
    this.wrong.push(...github.faults);
  }

  async #disturb(): Promise<() => Promise<void>> {
    const { cuts, disk, github, registry, ...places } = this.#places;
    const nothing = async () => {};
    for (const cut of cuts) {
      const lasting = this.#roll(3) === 0 && cut !== registry.cut;
      if (this.#roll(2) === 0) cut.cutAfter(this.#roll(40_000), () => cut.refuse(lasting));
    }
    if (this.#roll(4) === 0) disk.fill();
    if (this.#roll(5) === 0) places.refusePush(true);
    if (this.#roll(2) === 0)
      places.wrongAnswers(() =>
        this.#roll(15) === 0 ? (['page', 'error', 'full'] as const)[this.#roll(3)] : undefined,
      );
    if (this.#roll(2) === 0)
      github.trouble.push((['starter', 'cut', 'rate', 'lost_answer'] as const)[this.#roll(4)] ?? 'cut');
    if (this.#roll(6) !== 0) return nothing;
    const killed = new Promise((resolve) => setTimeout(resolve, this.#roll(800))).then(() => places.killServers());
    return async () => {
      await killed;
      await places.startServers();
    };
  }

  #calm(): () => Promise<void> {
    const { cuts, disk, github, refusePush, wrongAnswers } = this.#places;
    for (const cut of cuts) {
      cut.cutAfter(Number.POSITIVE_INFINITY);
      cut.refuse(false);
    }
    disk.free();
    refusePush(false);
    wrongAnswers(() => undefined);
    github.trouble.splice(0);
    return async () => {};
  }

  async #run(task: string, killAfter: number | undefined) {
    this.attempts++;
    const child = spawn(process.execPath, [join(import.meta.dirname, 'child.ts'), task], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...AUTHOR, ...this.#places.environment },
    });
    let output = '';
    let errors = '';
    let timer: NodeJS.Timeout | undefined;
    let killed = false;
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (killAfter === undefined || timer !== undefined) return;
      timer = setTimeout(() => {
        killed = child.kill('SIGKILL');
        if (killed) this.kills++;
      }, killAfter);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString();
    });
    await new Promise((resolve) => child.once('close', resolve));
    clearTimeout(timer);
    const line = output.split('\n')[1];
    if (line === undefined || line === '') {
      if (!killed) this.wrong.push(`Loadmaster fell over: ${errors.slice(0, 2000)}`);
      return undefined;
    }
    const ended = JSON.parse(line) as {
      name: string;
      phase: string;
      error: { code: string; message: string } | null;
    }[];
    for (const { name, phase, error } of ended) {
      if (phase === 'done') continue;
      const key = `${name} ${phase} ${error?.code ?? ''}`;
      this.failures[key] = (this.failures[key] ?? 0) + 1;
      if (error === null || error.message === '' || error.code === 'failed')
        this.wrong.push(`no sentence for ${key}: ${error?.message}`);
    }
    return ended;
  }

  /** Nothing moves now: what a user gets from here has to be one version, whole, or his own. */
  async #look(when: string): Promise<void> {
    const { folders, remote, github, bucket } = this.#places;
    const inBucket = await bucket.files();
    const depots = {
      ssh: depotIn(folders.ssh),
      ftp: depotIn(folders.ftp),
      bucket: { get: (path: string) => inBucket.get(path) },
    };
    for (const [name, depot] of Object.entries(depots))
      for (const reader of [official, xfast])
        for (const from of [undefined, this.#earlier()]) {
          const user = { files: new UserFiles(false), version: from?.version ?? '' };
          for (const [path, text] of Object.entries(from?.files ?? {})) user.files.set(path, Buffer.from(text));
          try {
            if (depot.get('skunkcrafts_updater.cfg') !== undefined) reader(depot, user);
          } catch (cause) {
            this.wrong.push(`${when}: ${reader.name} of ${name}: ${String(cause)}`);
            continue;
          }
          const shown = this.#versions.find(({ version }) => version === user.version);
          const has = new Map(
            user.files.paths().map((path) => [path, Buffer.from(user.files.get(path) ?? []).toString()]),
          );
          if (shown !== undefined)
            this.#same(`${when}: a user of ${name}, from ${from?.version ?? 'none'}`, has, shown);
          else if (has.size > 0) this.wrong.push(`${when}: ${name} gave files without a version`);
        }
    const heads = git(remote, 'for-each-ref', '--format=%(refname)');
    if (heads !== '') {
      const version = git(remote, 'show', 'depot:loadmaster-version.txt').trim();
      const there = git(remote, 'ls-tree', '-r', '-z', '--name-only', 'depot').split('\0').filter(Boolean);
      const wanted = this.#versions.find((one) => one.version === version);
      const has = new Map(
        there.map((path) => [path, wanted?.files[path] === undefined ? '' : git(remote, 'show', `depot:${path}`)]),
      );
      if (wanted === undefined) this.wrong.push(`${when}: the branch shows ${version}`);
      else this.#same(`${when}: the branch`, has, wanted);
    }
    for (const { draft, tag_name, assets } of github.releases) {
      if (draft) continue;
      const names = new Set(assets.map(({ name }) => name));
      const whole = names.has('SHA256SUMS') && names.size === assets.length;
      if (!whole || assets.some(({ state }) => state !== 'uploaded'))
        this.wrong.push(`${when}: ${tag_name} is published with ${[...names].join(', ')}`);
    }
    const tags = github.releases.filter(({ draft }) => !draft).map(({ tag_name }) => tag_name);
    if (new Set(tags).size !== tags.length) this.wrong.push(`${when}: a tag is released twice`);
  }

  /** A version that users can have: the newest is not out yet. */
  #earlier(): Version | undefined {
    return this.#versions[this.#roll(Math.max(1, this.#versions.length - 1))];
  }

  #same(what: string, has: ReadonlyMap<string, string>, { version, files }: Version): void {
    const paths = [...has.keys()].filter((path) => path !== 'loadmaster-version.txt');
    const bad =
      Object.entries(files).find(([path, text]) => has.get(path) !== text)?.[0] ??
      paths.find((path) => !(path in files));
    if (bad !== undefined) this.wrong.push(`${what}: ${bad} is not that of ${version}`);
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
    this.#state = (Math.imul(this.#state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (this.#state >>> 8) % below;
  }
}

const AUTHOR = {
  GIT_AUTHOR_NAME: 'A',
  GIT_AUTHOR_EMAIL: 'a@a.example',
  GIT_COMMITTER_NAME: 'A',
  GIT_COMMITTER_EMAIL: 'a@a.example',
};

function git(remote: string, ...words: readonly string[]): string {
  return execFileSync('git', ['-C', remote, ...words], { encoding: 'utf8', maxBuffer: 10_000_000 });
}
