import { crc32 } from 'node:zlib';

// Three programs that users update with, as far as their behaviour is known: what they ask for, what they skip, what they delete.

export interface Depot {
  /** Undefined for 404. */
  get(path: string): Uint8Array | undefined;
}

export interface User {
  readonly files: UserFiles;
  version: string;
}

/** A user's disk. On Windows and macOS capital letters do not count. */
export class UserFiles {
  readonly #caseBlind: boolean;
  readonly #files = new Map<string, { path: string; bytes: Uint8Array }>();

  constructor(caseBlind: boolean) {
    this.#caseBlind = caseBlind;
  }

  get(path: string): Uint8Array | undefined {
    return this.#files.get(this.#key(path))?.bytes;
  }

  set(path: string, bytes: Uint8Array): void {
    const known = this.#files.get(this.#key(path));
    this.#files.set(this.#key(path), { path: known?.path ?? path, bytes });
  }

  delete(path: string): void {
    this.#files.delete(this.#key(path));
  }

  deleteWithAllBelow(path: string): void {
    const key = this.#key(path);
    for (const known of [...this.#files.keys()])
      if (known === key || known.startsWith(`${key}/`)) this.#files.delete(known);
  }

  paths(): string[] {
    return [...this.#files.values()].map(({ path }) => path);
  }

  #key(path: string): string {
    return this.#caseBlind ? path.toLowerCase() : path;
  }
}

export type Reader = (depot: Depot, user: User) => void;

function text(bytes: Uint8Array | undefined): string {
  return Buffer.from(bytes ?? []).toString('utf8');
}

function lines(depot: Depot, name: string): string[] {
  return text(depot.get(`skunkcrafts_updater${name}`))
    .split('\n')
    .filter((line) => line !== '');
}

function cfgOf(rows: readonly string[]): Map<string, string> {
  return new Map(rows.map((row) => [row.slice(0, row.indexOf('|')), row.slice(row.indexOf('|') + 1)]));
}

function rowsOf(rows: readonly string[]): [string, string][] {
  return rows.map((row) => [row.slice(0, row.lastIndexOf('|')), row.slice(row.lastIndexOf('|') + 1)]);
}

function fetched(depot: Depot, path: string): Uint8Array {
  const bytes = depot.get(path);
  if (bytes === undefined) throw new Error(`404 for ${path}`);
  return bytes;
}

/** The updater itself: stops at a locked depot, counts by the sizes list, deletes what is blacklisted. */
export const official: Reader = (depot, user) => {
  const cfg = cfgOf(lines(depot, '.cfg'));
  if (cfg.get('locked') === 'true' || cfg.get('disabled') === 'true') return;
  if (cfg.get('version') === user.version) return;
  const sizes = new Map(rowsOf(lines(depot, '_sizeslist.txt')));
  for (const [path, sum] of rowsOf(lines(depot, '_whitelist.txt'))) {
    const mine = user.files.get(path);
    if (sum === '-1' ? mine !== undefined : mine !== undefined && String(crc32(mine)) === sum) continue;
    const bytes = fetched(depot, path);
    if (String(bytes.length) !== sizes.get(path)) throw new Error(`wrong size of ${path}`);
    user.files.set(path, bytes);
  }
  for (const path of lines(depot, '_blacklist.txt')) user.files.delete(path);
  user.version = cfg.get('version') ?? '';
};

/** Asks for the config first, drops what is not decimal, checks sums, deletes with everything below. */
export const xfast: Reader = (depot, user) => {
  const config = depot.get('skunkcrafts_updater_config.txt');
  const cfg = cfgOf(lines(depot, config === undefined ? '.cfg' : '_config.txt'));
  if (cfg.get('locked') === 'true' || cfg.get('version') === user.version) return;
  const once = new Set(lines(depot, '_oncelist.txt'));
  const ignored = new Set(lines(depot, '_ignorelist.txt'));
  const rows = rowsOf(lines(depot, '_whitelist.txt')).filter(([, sum]) => /^(\d+|-1)$/.test(sum));
  if (rows.length === 0) throw new Error('the whitelist is empty');
  const got: [string, Uint8Array][] = [];
  for (const [path, sum] of rows) {
    if (ignored.has(path)) continue;
    const mine = user.files.get(path);
    if (mine !== undefined && (sum === '-1' || once.has(path) || crc32(mine) === Number(sum))) continue;
    const bytes = fetched(depot, path);
    if (sum !== '-1' && crc32(bytes) !== Number(sum)) throw new Error(`wrong sum of ${path}`);
    got.push([path, bytes]);
  }
  for (const [path, bytes] of got) user.files.set(path, bytes);
  const white = new Set(rows.map(([path]) => path));
  for (const path of lines(depot, '_blacklist.txt')) if (!white.has(path)) user.files.deleteWithAllBelow(path);
  user.version = cfg.get('version') ?? '';
};

/** Takes 0, -1 and 4294967295 for "only where it is missing"; what the blacklist names it leaves alone, with all below. */
export const swift: Reader = (depot, user) => {
  const cfg = cfgOf(lines(depot, '.cfg'));
  if (cfg.get('version') === user.version || cfg.get('locked') === 'true') return;
  const black = lines(depot, '_blacklist.txt');
  const keys = new Set('name version build url manifest_url base_url module disabled locked zone liveries'.split(' '));
  for (const [path, sum] of rowsOf(lines(depot, '_whitelist.txt'))) {
    if (/^[#;]/.test(path) || keys.has(path.toLowerCase())) continue;
    if (
      black.some(
        (one) => path === one || path.startsWith(`${one}/`) || (one.startsWith('*') && path.endsWith(one.slice(1))),
      )
    )
      continue;
    const mine = user.files.get(path);
    if (mine !== undefined && (['0', '-1', '4294967295'].includes(sum) || crc32(mine) === Number(sum))) continue;
    user.files.set(path, fetched(depot, path));
  }
  user.version = cfg.get('version') ?? '';
};
