import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openArchiveContent } from '../../../main/destinations/content/archive-content.ts';
import type { Release } from '../../../main/destinations/destination.ts';
import { newRecord, publishedIn, recordForRetry } from '../../../main/destinations/release/releases.ts';
import { planRelease, runRelease } from '../../../main/destinations/release/run-release.ts';
import { Journal } from '../../../main/publish/journal/index.ts';
import type { DestinationSettings } from '../../../preload/contract.ts';
import { tempFolder } from '../../temp-folder.ts';
import { official, UserFiles } from '../depot/readers.ts';
import { startStandIn } from '../github/standin.ts';
import { noSites, placesIn, releaseOf } from '../memory.ts';
import { packFiles } from '../packed.ts';

// What authors and hosters get wrong: each ends in a sentence, nothing is lost, and users still get what they had.

type Answer = (response: ServerResponse, url: string) => boolean;

async function world({ depot = join(tempFolder(), 'depot'), secrets = {} as Record<string, string> } = {}) {
  const base = tempFolder();
  mkdirSync(depot, { recursive: true });
  /** What the web server answers instead, where it says true. */
  let instead: Answer = () => false;
  const server = createServer((request, response) => {
    const url = request.url ?? '/';
    if (instead(response, url)) return;
    const file = join(depot, decodeURIComponent(url));
    try {
      response.end(readFileSync(file));
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const journal = new Journal({ path: join(base, 'journal.db'), historyLimit: 50 });
  onTestFinished(() => {
    journal.close();
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const settings: DestinationSettings = {
    ...{ kind: 'skunkcrafts', name: 'updates', url },
    place: { carrier: 'folder', path: depot },
  };
  const deps = {
    ...placesIn(base, secrets),
    log: journal.releases,
    now: () => 1,
    registry: { ask: async () => ({ is: 'absent' as const }), publish: async () => {} },
    sites: noSites,
    published: publishedIn(journal.releases),
    readBack: { timeoutMs: 0 },
  };
  let ids = 0;
  const send = async (release: Release, to: readonly DestinationSettings[] = [settings]) =>
    runRelease(newRecord(release, to, { id: `r${ids++}`, now: 1 }), release, deps);
  const user = { files: new UserFiles(false), version: '' };
  const update = () => {
    official({ get: (path) => readOrUndefined(join(depot, path)) }, user);
    return user.version;
  };
  const answer = (next: Answer) => {
    instead = next;
  };
  return { base, depot, url, settings, deps, send, update, user, answer };
}

function readOrUndefined(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

function first() {
  return releaseOf('1.0.0', { 'a.obj': 'one', 'b.obj': 'same' });
}

function second() {
  return releaseOf('1.1.0', { 'a.obj': 'two', 'b.obj': 'same', 'new.obj': 'new' });
}

vi.setConfig({ testTimeout: 120_000 });

const page = '<!DOCTYPE html><html><body>Log in</body></html>';
const ANSWERS: Readonly<Record<string, Answer>> = {
  'a login page': (response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end(page);
    return true;
  },
  '403': (response) => {
    response.writeHead(403).end('no');
    return true;
  },
  'redirects for ever': (response, url) => {
    response.writeHead(302, { location: `${url}x` }).end();
    return true;
  },
  'a gigabyte': (response) => {
    const piece = Buffer.alloc(1 << 20, 'x');
    response.writeHead(200, { 'content-length': String(1 << 30) });
    const more = () => {
      while (!response.destroyed && response.write(piece));
    };
    response.on('drain', more);
    more();
    return true;
  },
};

test.each(Object.entries(ANSWERS))(
  'a module URL that answers %s is told, and a retry sends nothing again',
  async (_, wrong) => {
    const { depot, deps, send, update, answer } = await world();
    await send(first());
    expect(update()).toBe('1.0.0');
    answer(wrong);
    const told = await send(second());
    const [at] = told.destinations;
    expect(at).toMatchObject({
      phase: 'failed',
      error: { code: 'not_seen_yet', hint: expect.stringContaining('retry') },
    });
    const sent = readdirSync(depot).length;
    answer(() => false);
    const bytes: number[] = [];
    const again = await runRelease(recordForRetry(told), second(), {
      ...deps,
      onBytes: (_name, count) => bytes.push(count),
    });
    expect(again.destinations[0]?.phase).toBe('done');
    expect(bytes).toEqual([]);
    expect(readdirSync(depot)).toHaveLength(sent);
    expect(update()).toBe('1.1.0');
  },
);

test("the depot of another add-on is not written over, and files that are nobody's stay", async () => {
  const { depot, settings, deps, send, update } = await world();
  await send(releaseOf('3.0.0', { 'a.obj': 'theirs' }, { name: 'Another Plane' }), [
    { ...settings, url: `${'url' in settings ? settings.url : ''}other/` } as DestinationSettings,
  ]);
  const before = readFileSync(join(depot, 'skunkcrafts_updater.cfg'), 'utf8');
  // Another machine, which has never been here.
  const mine = { ...deps, published: () => ({ all: () => [], note: () => {} }) };
  const [planned] = await planRelease(first(), [settings], mine);
  expect(planned?.plan?.findings[0]).toMatchObject({ severity: 'error', rule: 'depot_not_ours' });
  const refused = await runRelease(newRecord(first(), [settings], { id: 'mine', now: 1 }), first(), mine);
  expect(refused.destinations[0]).toMatchObject({
    phase: 'refused',
    error: {
      code: 'depot_not_ours',
      message: expect.stringContaining('the depot of "Another Plane"'),
      said: { message: { id: 'depot.notOurs' } },
    },
  });
  expect(readFileSync(join(depot, 'skunkcrafts_updater.cfg'), 'utf8')).toBe(before);
  expect(readFileSync(join(depot, 'a.obj'), 'utf8')).toBe('theirs');
  expect(update()).toBe('3.0.0');
});

test('a list with more rows than any depot has is not read and not written over', async () => {
  const { depot, settings, deps, send, update } = await world();
  await send(first());
  const list = join(depot, 'skunkcrafts_updater_blacklist.txt');
  writeFileSync(list, 'x\n'.repeat(1_000_001));
  const error = {
    code: 'too_large',
    message: 'skunkcrafts_updater_blacklist.txt in the depot names 1,000,001 files; more than 1,000,000 are not read.',
  };
  expect(await planRelease(second(), [settings], deps)).toMatchObject([{ plan: undefined, error }]);
  expect((await send(second())).destinations).toMatchObject([{ phase: 'refused', error }]);
  expect(statSync(list).size).toBe(2_000_002);
  expect(update()).toBe('1.0.0');
});

test('thirty empty files, and thirty of the user that are gone, are a few sentences in a plan', async () => {
  const { settings, deps, send } = await world();
  const names = Array.from({ length: 30 }, (_, at) => `prefs ${at}.txt`);
  const own = { ...settings, once: ['prefs *.txt'] } as DestinationSettings;
  await send(releaseOf('1.0.0', { 'a.obj': 'a', ...Object.fromEntries(names.map((name) => [name, 'x'])) }), [own]);
  const next = releaseOf('1.1.0', Object.fromEntries(names.map((name) => [`${name}.obj`, ''])));
  const [planned] = await planRelease(next, [own], deps);
  const said = planned?.plan?.findings.map(({ rule, path, message }) => [rule, path ?? message]) ?? [];
  const of = (rule: string) => said.filter(([one]) => one === rule).map(([, what]) => what);
  for (const rule of ['depot_empty_file', 'depot_kept_once_file'])
    expect(of(rule)).toEqual([...Array(5).fill(expect.stringMatching(/^prefs/)), 'The same is true of 25 more files.']);
});

test('a web folder with other things in it becomes a depot, and those stay', async () => {
  const { depot, send, update } = await world();
  mkdirSync(join(depot, 'photos'));
  writeFileSync(join(depot, 'photos', 'me.jpg'), 'me');
  writeFileSync(join(depot, 'index.html'), page);
  expect((await send(first())).destinations[0]?.phase).toBe('done');
  expect((await send(second())).destinations[0]?.phase).toBe('done');
  expect(readFileSync(join(depot, 'photos', 'me.jpg'), 'utf8')).toBe('me');
  expect(readFileSync(join(depot, 'index.html'), 'utf8')).toBe(page);
  expect(update()).toBe('1.1.0');
});

test('lists with paths that lead out, absolute and twice lead nobody there, and the release puts them right', async () => {
  const { base, depot, send, update } = await world();
  await send(first());
  const beside = join(dirname(depot), 'beside.txt');
  const absolute = join(base, 'absolute.txt');
  for (const path of [beside, absolute]) writeFileSync(path, 'not yours');
  const list = (name: string, more: string) => {
    const path = join(depot, `skunkcrafts_updater_${name}.txt`);
    writeFileSync(path, readFileSync(path, 'utf8') + more);
  };
  list('whitelist', `../beside.txt|1\n${absolute}|2\na.obj|3\n`);
  list('sizeslist', `../beside.txt|1\n${absolute}|2\na.obj|3\n`);
  list('blacklist', `../beside.txt\n${absolute}\na.obj\na.obj\n`);
  expect((await send(second())).destinations[0]?.phase).toBe('done');
  for (const path of [beside, absolute]) expect(readFileSync(path, 'utf8')).toBe('not yours');
  for (const name of ['whitelist', 'sizeslist', 'blacklist']) {
    const rows = readFileSync(join(depot, `skunkcrafts_updater_${name}.txt`), 'utf8').split('\n');
    expect(rows.filter((row) => row.includes('beside') || row.startsWith('/'))).toEqual([]);
    expect(new Set(rows).size).toBe(rows.length);
  }
  expect(update()).toBe('1.1.0');
});

test('a blacklist of 100,000 rows is kept whole', async () => {
  const { depot, send } = await world();
  await send(first());
  const path = join(depot, 'skunkcrafts_updater_blacklist.txt');
  writeFileSync(path, Array.from({ length: 100_000 }, (_, at) => `old/${at}.obj\n`).join(''));
  expect((await send(second())).destinations[0]?.phase).toBe('done');
  expect(readFileSync(path, 'utf8').trimEnd().split('\n')).toHaveLength(100_000);
});

test.skipIf(!mayMount())(
  'a disk that is full in the middle: users keep the old version, and with room the rest follows',
  async () => {
    const depot = join(tempFolder(), 'small disk');
    mkdirSync(depot);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=400k', 'none', depot]);
    onTestFinished(() => void execFileSync('umount', ['-l', depot]));
    const { deps, send, update, user } = await world({ depot });
    await send(first());
    expect(update()).toBe('1.0.0');
    const large = Object.fromEntries(
      Array.from({ length: 8 }, (_, at) => [`large/${at}.bin`, Buffer.alloc(100_000, at + 1)]),
    );
    const next = releaseOf('1.1.0', { 'a.obj': 'two', 'b.obj': 'same', ...large });
    const full = await send(next);
    expect(full.destinations[0]).toMatchObject({ phase: 'refused', error: { code: 'no_room' } });
    expect(full.destinations[0]?.error?.message).toMatch(/full/);
    expect([update(), user.files.get('a.obj')]).toEqual(['1.0.0', Buffer.from('one')]);
    execFileSync('mount', ['-o', 'remount,size=4m', depot]);
    const again = await runRelease(recordForRetry(full), next, deps);
    expect(again.destinations[0]?.phase).toBe('done');
    expect(update()).toBe('1.1.0');
  },
);

test('a name that the place cannot hold is told before anything that users see is changed', async () => {
  const { send, update, user } = await world();
  await send(first());
  const name = `${'n'.repeat(300)}.obj`;
  const told = await send(releaseOf('1.1.0', { 'a.obj': 'two', [name]: 'x' }));
  expect(told.destinations[0]).toMatchObject({ phase: 'refused', error: { code: 'bad_name' } });
  expect([update(), user.files.get('a.obj')]).toEqual(['1.0.0', Buffer.from('one')]);
});

test('settings that lead nowhere, and secrets that are missing or expired, stop one place and no other', async () => {
  const github = await startStandIn();
  onTestFinished(() => github.close());
  const secrets: Record<string, string> = { github: 'old', ftp: 'of nobody' };
  const { base, depot, settings, deps, send } = await world({ secrets });
  const root = join(base, 'plane');
  const archive = await packFiles(root, { 'a.obj': 'one' }, join(base, '1.0.0.zip'), 'sample');
  const release = { ...first(), root, archive, content: await openArchiveContent(archive.path, 'sample') };
  const to: DestinationSettings[] = [
    settings,
    { kind: 'folder', name: 'unplugged', place: { carrier: 'folder', path: join(base, 'nowhere') } },
    { kind: 'folder', name: 'ftp', place: { carrier: 'ftp', host: '127.0.0.1', port: 1, user: 'me', folder: '/' } },
    {
      kind: 'folder',
      name: 'bucket',
      place: { carrier: 's3', bucket: 'b', endpoint: 'http://127.0.0.1:1', accessKey: 'k' },
    },
    { kind: 'github', name: 'github', owner: 'author', repository: 'addon', api: github.api },
    { kind: 'github', name: 'none', owner: 'author', repository: 'addon', api: github.api },
  ];
  const told = await send(release, to);
  const said = Object.fromEntries(told.destinations.map((at) => [at.settings.name, at.error?.code ?? at.phase]));
  expect(said).toEqual({
    updates: 'done',
    unplugged: 'folder_missing',
    ftp: 'unreachable',
    bucket: 'no_secret',
    github: 'login_refused',
    none: 'no_secret',
  });
  for (const { error } of told.destinations)
    if (error) expect(`${error.message} ${error.hint ?? ''}`.length).toBeGreaterThan(30);
  expect(readFileSync(join(depot, 'a.obj'), 'utf8')).toBe('one');
  // A new token, and only what was missing.
  secrets.github = 'token';
  const again = await runRelease(recordForRetry(told, ['github']), release, deps);
  expect(again.destinations.find((at) => at.settings.name === 'github')?.phase).toBe('done');
  expect(github.releases).toHaveLength(1);
});

function mayMount(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0;
}
