import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Depot, official, UserFiles, xfast } from '../depot/readers.ts';
import type { StandIn } from '../github/standin.ts';
import type { Places } from './places.ts';

export type Files = Record<string, string>;
export interface Version {
  readonly version: string;
  readonly files: Files;
}

const VERSION_FILE = 'loadmaster-version.txt';

/** Nothing moves now: what a user gets from here has to be one version, whole, or his own. What is not, in sentences. */
export async function wrongForUsers(places: Places, versions: readonly Version[], earlier: Version): Promise<string[]> {
  const { remote, github, bucketFiles } = places;
  const inBucket = await bucketFiles();
  const depots = {
    ssh: depotIn(places.depots.ssh),
    ftp: depotIn(places.depots.ftp),
    dav: depotIn(places.depots.dav),
    bucket: { get: (path: string) => inBucket.get(path) },
  };
  const inDepots = Object.entries(depots).flatMap(([name, depot]) =>
    [undefined, earlier].flatMap((from) => wrongInDepot(name, depot, from, versions)),
  );
  return [...inDepots, ...(await wrongOnBranch(remote, versions)), ...wrongOnGithub(github)];
}

function wrongInDepot(name: string, depot: Depot, from: Version | undefined, versions: readonly Version[]): string[] {
  if (depot.get('skunkcrafts_updater.cfg') === undefined) return [];
  return [official, xfast].flatMap((reader) => {
    const user = { files: new UserFiles(false), version: from?.version ?? '' };
    for (const [path, text] of Object.entries(from?.files ?? {})) user.files.set(path, Buffer.from(text));
    const who = `a user of ${name}, from ${from?.version ?? 'none'}`;
    try {
      reader(depot, user);
    } catch (cause) {
      return [`${who}: ${String(cause)}`];
    }
    const paths = user.files.paths();
    const has = new Map(paths.map((path) => [path, Buffer.from(user.files.get(path) ?? []).toString()]));
    const shown = versions.find(({ version }) => version === user.version);
    if (shown !== undefined) return differences(who, has, shown);
    return has.size > 0 ? [`${name} gave files without a version`] : [];
  });
}

async function wrongOnBranch(remote: string, versions: readonly Version[]): Promise<string[]> {
  if ((await git(remote, ['for-each-ref', '--format=%(refname)'])) === '') return [];
  const has = await filesOf(remote, 'depot');
  const version = has.get(VERSION_FILE)?.split('\n', 1)[0];
  const shown = versions.find((one) => one.version === version);
  return shown === undefined ? [`the branch shows ${version}`] : differences('the branch', has, shown);
}

function wrongOnGithub({ releases }: StandIn): string[] {
  const published = releases.filter(({ draft }) => !draft);
  const wrong = published.flatMap(({ tag_name, assets }) => {
    const names = new Set(assets.map(({ name }) => name));
    const whole = names.has('SHA256SUMS') && names.size === assets.length;
    return whole && assets.every(({ state }) => state === 'uploaded')
      ? []
      : [`${tag_name} is published with ${[...names].join(', ')}`];
  });
  return new Set(published.map(({ tag_name }) => tag_name)).size === published.length
    ? wrong
    : [...wrong, 'a tag is released twice'];
}

/** Where a set of files is not that of a version: the first that differs. */
export function differences(what: string, has: ReadonlyMap<string, string>, { version, files }: Version): string[] {
  const paths = [...has.keys()].filter((path) => path !== VERSION_FILE);
  const bad =
    Object.entries(files).find(([path, text]) => has.get(path) !== text)?.[0] ?? paths.find((path) => !(path in files));
  return bad === undefined ? [] : [`${what}: ${bad} is not that of ${version}`];
}

export function depotIn(folder: string): Depot {
  return {
    get: (path) => (existsSync(join(folder, path)) ? readFileSync(join(folder, path)) : undefined),
  };
}

/** Everything below a folder, by path; files that no one is meant to see are left out. */
export function filesIn(folder: string): Map<string, string> {
  const all = existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }) : [];
  const files = all.filter((one) => one.isFile() && !one.name.endsWith('.loadmaster-part'));
  return new Map(
    files.map((one) => {
      const path = join(one.parentPath, one.name);
      return [path.slice(folder.length + 1), readFileSync(path, 'utf8')];
    }),
  );
}

/** The versions that a branch had, the oldest first. */
export async function versionsOnBranch(remote: string): Promise<string[]> {
  const commits = (await git(remote, ['rev-list', '--reverse', 'depot'])).split('\n').filter(Boolean);
  const found = await readAll(
    remote,
    commits.map((commit) => `${commit}:${VERSION_FILE}`),
  );
  return found.map((text) => text.split('\n', 1)[0] ?? '');
}

async function filesOf(remote: string, branch: string): Promise<Map<string, string>> {
  // One commit, as whoever fetches the branch gets it: git goes on pushing for a moment after Loadmaster was killed.
  const commit = (await git(remote, ['rev-parse', branch])).trim();
  const listed = await git(remote, ['ls-tree', '-r', '-z', '--name-only', commit]);
  const paths = listed.split('\0').filter(Boolean);
  const texts = await readAll(
    remote,
    paths.map((path) => `${commit}:${path}`),
  );
  return new Map(paths.map((path, at) => [path, texts[at] ?? '']));
}

/** The texts of many objects by one process. */
async function readAll(remote: string, names: readonly string[]): Promise<string[]> {
  let rest = await git(remote, ['cat-file', '--batch'], `${names.join('\n')}\n`);
  return names.map(() => {
    const end = rest.indexOf('\n');
    const size = Number(rest.slice(0, end).split(' ')[2]);
    const text = rest.slice(end + 1, end + 1 + size);
    rest = rest.slice(end + 1 + size + 1);
    return text;
  });
}

function git(remote: string, words: readonly string[], input = ''): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      'git',
      ['-C', remote, ...words],
      { encoding: 'latin1', maxBuffer: 50_000_000 },
      (cause, out) => (cause === null ? resolve(out) : reject(cause)),
    );
    // Most read none of it and are gone before it is written.
    child.stdin?.on('error', () => {}).end(input);
  });
}
