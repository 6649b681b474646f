import { cpSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { checkDepot } from '../../../main/destinations/depot/doctor/doctor.ts';
import { newRecord, publishedIn, recordForRetry } from '../../../main/destinations/release/releases.ts';
import { planRelease, type RunOptions, runRelease } from '../../../main/destinations/release/run-release.ts';
import { Journal } from '../../../main/publish/journal/index.ts';
import type { DestinationSettings } from '../../../preload/contract.ts';
import { serveAnswers } from '../../serve-answers.ts';
import { tempFolder } from '../../temp-folder.ts';
import { noSites, placesIn, releaseOf } from '../memory.ts';

// Two machines that release to one depot at the same moment. `onAsked`: before each answer of the web server.

async function webDepot(depot: string, onAsked: (path: string) => void = () => {}) {
  mkdirSync(depot);
  const url = await serveAnswers((request, response) => {
    const path = decodeURIComponent(request.url ?? '');
    onAsked(path);
    try {
      response.end(readFileSync(join(depot, path)));
    } catch {
      response.writeHead(404).end();
    }
  });
  return `${url}/`;
}

function machine(url: string, depot: string) {
  const base = tempFolder();
  const journal = new Journal({ path: join(base, 'journal.db'), historyLimit: 50 });
  onTestFinished(() => journal.close());
  const settings: DestinationSettings = {
    ...{ kind: 'skunkcrafts', name: 'updates', url },
    place: { carrier: 'folder', path: depot },
  };
  const options: RunOptions = {
    ...placesIn(base),
    ...{ log: journal.releases, now: () => 1, sites: noSites, published: publishedIn(journal.releases) },
    registry: { ask: async () => ({ is: 'absent' }), publish: async () => {} },
    readBack: { timeoutMs: 0 },
  };
  const release = async (version: string, files: Record<string, string>, more: Partial<RunOptions> = {}) => {
    const content = releaseOf(version, files);
    const begun = newRecord(content, [settings], { id: version, now: 1 });
    const run = async (record = begun, how = more) => {
      const ended = await runRelease(record, content, { ...options, ...how });
      const [at] = ended.destinations;
      const retry = (how: Partial<RunOptions> = {}) => run(recordForRetry(ended), how);
      return { said: at?.error?.code ?? at?.phase, error: at?.error, retry };
    };
    return run();
  };
  const plan = async (version: string, files: Record<string, string>) =>
    (await planRelease(releaseOf(version, files), [settings], options))[0]?.plan?.findings ?? [];
  return { release, plan };
}

async function errorsOf(depot: string) {
  return (await checkDepot(depot, { signal: new AbortController().signal })).findings.filter(
    ({ severity }) => severity === 'error',
  );
}

test('a file that another machine put in the place of ours, as long as ours, is sent again by a retry', async () => {
  const depot = join(tempFolder(), 'depot');
  let between = () => {};
  const url = await webDepot(depot, () => between());
  const ours = machine(url, depot);
  const others = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`a${at}.obj`, 'same']));
  expect((await ours.release('1.0.0', { ...others, 'z.obj': 'one' })).said).toBe('done');
  between = () => writeFileSync(join(depot, 'z.obj'), 'TWO');
  const { said, retry } = await ours.release('1.1.0', { ...others, 'z.obj': 'two' });
  expect(said).toBe('not_served');
  between = () => {};
  expect((await retry()).said).toBe('done');
  expect(readFileSync(join(depot, 'z.obj'), 'utf8')).toBe('two');
  expect(await errorsOf(depot)).toEqual([]);
});

test('who comes second with other files under the same number is refused, and writes nothing over', async () => {
  const [depot, theirs] = [join(tempFolder(), 'depot'), join(tempFolder(), 'theirs')];
  const url = await webDepot(depot);
  mkdirSync(theirs);
  expect((await machine(url, depot).release('1.0.0', { 'a.obj': 'one' })).said).toBe('done');
  cpSync(depot, theirs, { recursive: true });
  await machine(url, theirs).release('1.1.0', { 'a.obj': 'their own', 'b.obj': 'theirs' });
  const onChange: RunOptions['onChange'] = ({ destinations: [at] }) => {
    // They were quicker, after this machine had looked.
    if (at?.phase === 'staged') cpSync(theirs, depot, { recursive: true });
  };
  const { said } = await machine(url, depot).release('1.1.0', { 'a.obj': 'ours', 'c.obj': 'c' }, { onChange });
  expect(said).toBe('version_exists');
  expect(readFileSync(join(depot, 'a.obj'), 'utf8')).toBe('their own');
  expect(await errorsOf(depot)).toEqual([]);
});

test('what another machine replaced before it was stopped in the middle is not taken for ours', async () => {
  const depot = join(tempFolder(), 'depot');
  const url = await webDepot(depot);
  const ours = machine(url, depot);
  const theirs = machine(url, depot);
  const others = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`a${at}.obj`, 'same']));
  expect((await ours.release('1.0.0', { ...others, 'z.obj': 'one' })).said).toBe('done');
  const stop = new AbortController();
  const onBytes = () => {
    if (readFileSync(join(depot, 'z.obj'), 'utf8') === 'TWO') stop.abort();
  };
  const files = { ...others, 'z.obj': 'TWO' };
  expect((await theirs.release('1.1.0', files, { signal: stop.signal, onBytes })).said).toBe('cancelled');
  expect(readFileSync(join(depot, 'z.obj'), 'utf8')).toBe('TWO');
  // Here z.obj is as it was in 1.0.0.
  const next = { ...others, 'z.obj': 'one', 'a0.obj': 'more' };
  expect((await ours.release('1.0.1', next, { takeOver: true })).said).toBe('done');
  expect(readFileSync(join(depot, 'z.obj'), 'utf8')).toBe('one');
  expect(await errorsOf(depot)).toEqual([]);
});

test('who was stopped in the middle himself sends only what is missing', async () => {
  const depot = join(tempFolder(), 'depot');
  const url = await webDepot(depot);
  const ours = machine(url, depot);
  const others = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`a${at}.obj`, 'same']));
  await ours.release('1.0.0', { ...others, 'z.obj': 'one' });
  const stop = new AbortController();
  const onBytes = () => {
    if (readFileSync(join(depot, 'z.obj'), 'utf8') === 'TWO') stop.abort();
  };
  await ours.release('1.1.0', { ...others, 'z.obj': 'TWO' }, { signal: stop.signal, onBytes });
  const sent: number[] = [];
  const { said } = await ours.release(
    '1.1.0',
    { ...others, 'z.obj': 'TWO' },
    { onBytes: (_, count) => sent.push(count) },
  );
  expect(said).toBe('done');
  expect(sent.filter((count) => count === 4)).toEqual([]);
  expect(await errorsOf(depot)).toEqual([]);
});

test('who comes while another machine is in the middle of its release waits for it instead of mixing both', async () => {
  const depot = join(tempFolder(), 'depot');
  const url = await webDepot(depot);
  expect((await machine(url, depot).release('1.0.0', { 'a.obj': 'one' })).said).toBe('done');
  const cfg = join(depot, 'skunkcrafts_updater.cfg');
  const unlocked = readFileSync(cfg, 'utf8');
  const onChange: RunOptions['onChange'] = ({ destinations: [at] }) => {
    // They lock it after this machine had looked.
    if (at?.phase === 'staged') writeFileSync(cfg, unlocked.replace('locked|false', 'locked|true'));
  };
  const { said, retry } = await machine(url, depot).release('1.1.0', { 'a.obj': 'TWO' }, { onChange });
  expect(said).toBe('moved_meanwhile');
  expect(readFileSync(join(depot, 'a.obj'), 'utf8')).toBe('one');
  // They were stopped: whoever comes then puts it right.
  writeFileSync(cfg, unlocked.replace('locked|false', 'locked|true'));
  expect((await retry()).said).toBe('depot_locked');
  expect((await retry({ takeOver: true })).said).toBe('done');
  expect(await errorsOf(depot)).toEqual([]);
});

/** A depot that another machine's release left locked, or is in the middle of. */
async function lockedDepot() {
  const depot = join(tempFolder(), 'depot');
  const url = await webDepot(depot);
  expect((await machine(url, depot).release('1.0.0', { 'a.obj': 'one' })).said).toBe('done');
  const cfg = join(depot, 'skunkcrafts_updater.cfg');
  writeFileSync(cfg, readFileSync(cfg, 'utf8').replace('locked|false', 'locked|true'));
  const lockedAt = new Date(2026, 0, 2, 3, 4, 5);
  const writtenAt = (at: Date) => {
    for (const name of readdirSync(depot)) utimesSync(join(depot, name), at, name === basename(cfg) ? lockedAt : at);
  };
  writtenAt(lockedAt);
  const seen = () => readdirSync(depot).map((name) => [name, readFileSync(join(depot, name), 'utf8')]);
  return { depot, url, cfg, lockedAt, writtenAt, seen };
}

const HOUR = 60 * 60_000;

test('a lock of another machine is not taken over at the first look, and is told with its time', async () => {
  const { url, depot, lockedAt, seen } = await lockedDepot();
  const before = seen();
  const ours = machine(url, depot);
  const files = { 'a.obj': 'TWO', 'new.obj': 'n' };
  const { error, retry } = await ours.release('1.1.0', files, { now: () => lockedAt.getTime() + 23 * HOUR });
  expect(error?.code).toBe('depot_locked');
  expect(error?.message).toBe(
    `A release of another machine has locked updates since ${lockedAt.toLocaleString('en')}, and may be in the middle. Nothing was changed there.`,
  );
  expect(seen()).toEqual(before);
  expect((await retry({ takeOver: true })).said).toBe('done');
  expect(readFileSync(join(depot, 'a.obj'), 'utf8')).toBe('TWO');
  expect(await errorsOf(depot)).toEqual([]);
});

test('a lock under which nothing was written for more than a day is dead', async () => {
  const { url, depot, lockedAt, writtenAt } = await lockedDepot();
  const late = { now: () => lockedAt.getTime() + 25 * HOUR };
  // One file that the other machine wrote an hour ago, of many.
  writtenAt(new Date(lockedAt.getTime() + 24 * HOUR));
  const { said, retry } = await machine(url, depot).release('1.1.0', { 'a.obj': 'TWO' }, late);
  expect(said).toBe('depot_locked');
  writtenAt(lockedAt);
  expect((await retry(late)).said).toBe('done');
  expect(await errorsOf(depot)).toEqual([]);
});

test('a plan says that another machine has locked the depot', async () => {
  const { url, depot } = await lockedDepot();
  const { plan } = machine(url, depot);
  const said = (await plan('1.1.0', { 'a.obj': 'TWO' })).map(({ severity, rule }) => [severity, rule]);
  expect(said).toEqual([['warning', 'depot_locked']]);
});
