import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PublishedState, Release } from '../../../main/destinations/destination.ts';
import { DestinationError } from '../../../main/destinations/destination.ts';
import type { ReleaseRecord } from '../../../main/destinations/release/record.ts';
import { planRelease, type RunOptions, runRelease } from '../../../main/destinations/release/run-release.ts';
import { Journal } from '../../../main/publish/journal/index.ts';
import type { DestinationSettings } from '../../../preload/contract.ts';
import { makeFolder } from '../../make-folder.ts';
import { official, UserFiles, xfast } from '../depot/readers.ts';
import { noSites, placesIn, releaseOf } from '../memory.ts';

vi.setConfig({ testTimeout: 120_000 });

let base: string;
let journal: Journal;
let url: string;
const ends: (() => void)[] = [];

beforeEach(async () => {
  base = makeFolder('release');
  for (const folder of ['depot', 'mirror']) await mkdir(join(base, folder));
  journal = new Journal({ path: join(base, 'journal.db'), historyLimit: 10 });
  const server = createServer((request, response) => {
    readFile(join(base, 'depot', decodeURIComponent(request.url ?? ''))).then(
      (bytes) => response.end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  ends.push(() => server.close());
});
afterEach(async () => {
  journal.close();
  for (const end of ends.splice(0)) end();
  await rm(base, { recursive: true, force: true });
});

function settings(): DestinationSettings[] {
  return [
    { kind: 'skunkcrafts', name: 'depot', url, place: { carrier: 'folder', path: join(base, 'depot') } },
    { kind: 'folder', name: 'mirror', place: { carrier: 'folder', path: join(base, 'mirror') } },
    { kind: 'xpkg', name: 'registry', registry: 'local' },
  ];
}

const there = new Set<string>();
let uploads = 0;
const registry = {
  async ask(_: unknown, release: Release): Promise<PublishedState> {
    return { is: there.has(release.version) ? 'published' : 'absent' };
  },
  async publish(_: unknown, release: Release): Promise<void> {
    uploads++;
    there.add(release.version);
  },
};

beforeEach(() => {
  there.clear();
  uploads = 0;
});

function options(signal: AbortSignal, more: Partial<RunOptions> = {}): RunOptions {
  const published = (place: string) => ({
    all: () => journal.releases.publishedPaths(place),
    note: (paths: Parameters<typeof journal.releases.notePublished>[1]) => journal.releases.notePublished(place, paths),
  });
  return {
    ...placesIn(base),
    log: journal.releases,
    signal,
    now: () => 1,
    registry,
    sites: noSites,
    published,
    readBack: { timeoutMs: 0 },
    ...more,
  };
}

function record(release: Release, all = settings()): ReleaseRecord {
  const { version, folderName, packageId, name, preRelease, notes, archive, root } = release;
  return {
    ...{ id: `release-${version}`, folder: root, folderName, packageId, name, version, preRelease, notes, archive },
    destinations: all.map((one) => ({ settings: one, phase: 'waiting', error: null, link: null })),
    draft: null,
    createdAt: 1,
  };
}

function again(before: ReleaseRecord): ReleaseRecord {
  const destinations = before.destinations.map((one) =>
    one.phase === 'done' ? one : { ...one, phase: 'waiting' as const },
  );
  return { ...before, destinations };
}

function phases({ destinations }: ReleaseRecord) {
  return destinations.map(({ phase }) => phase);
}

const never = new AbortController().signal;
const FIRST = { 'a.obj': 'one', 'b/c.obj': 'two', 'old.obj': 'gone soon' };
const SECOND = { 'a.obj': 'ONE', 'b/c.obj': 'two', 'new/d.obj': 'three' };

describe('a release', () => {
  it('is planned without changing anything', async () => {
    await runRelease(record(releaseOf('1.0.0', FIRST)), releaseOf('1.0.0', FIRST), options(never));
    const before = await readdir(join(base, 'depot'), { recursive: true });
    const plans = await planRelease(releaseOf('1.1.0', SECOND), settings(), options(never));
    expect(plans[0]?.plan).toMatchObject({
      added: 1,
      changed: 1,
      deleted: 1,
      bytes: 8,
      versionThere: '1.0.0',
      findings: [],
    });
    expect(plans[1]?.plan).toMatchObject({ added: 1, changed: 1, deleted: 1, bytes: 8, versionThere: '1.0.0' });
    expect(await readdir(join(base, 'depot'), { recursive: true })).toEqual(before);
  });

  it('arrives everywhere, the registry after what can be taken back', async () => {
    const release = releaseOf('1.0.0', FIRST);
    const ended = await runRelease(record(release), release, options(never));
    expect(phases(ended)).toEqual(['done', 'done', 'done']);
    const steps = journal.releases.steps('release-1.0.0').map(({ destination, step }) => `${destination} ${step}`);
    expect(steps.indexOf('registry flipping')).toBeGreaterThan(steps.indexOf('depot verifying'));
    expect(steps.indexOf('registry flipping')).toBeGreaterThan(steps.indexOf('mirror verifying'));
    expect(readFileSync(join(base, 'mirror/b/c.obj'), 'utf8')).toBe('two');
  });

  it('does not wait for a cache that answers with what was before it goes on to the registry', async () => {
    const release = releaseOf('1.0.0', FIRST);
    const elsewhere = settings().map((one) => (one.kind === 'skunkcrafts' ? { ...one, url: `${url}nowhere/` } : one));
    const pause = () => vi.waitFor(() => expect(uploads).toBe(1), { timeout: 10_000 });
    const readBack = { timeoutMs: 1, pause };
    const ended = await runRelease(record(release, elsewhere), release, options(never, { readBack }));
    expect(phases(ended)).toEqual(['failed', 'done', 'done']);
    expect(ended.destinations[0]?.error).toMatchObject({ code: 'not_seen_yet' });
  });

  it('is not stopped by one destination that fails, and a retry does only what is missing', async () => {
    await rm(join(base, 'mirror'), { recursive: true });
    const release = releaseOf('1.0.0', FIRST);
    const failed = await runRelease(record(release), release, options(never));
    expect(phases(failed)).toEqual(['done', 'refused', 'done']);
    expect(failed.destinations[1]?.error).toMatchObject({ code: 'folder_missing' });
    await mkdir(join(base, 'mirror'));
    const whole = await runRelease(again(failed), release, options(never));
    expect(phases(whole)).toEqual(['done', 'done', 'done']);
    expect(uploads).toBe(1);
  });

  it('finds out that another machine released the same version, with the same files and with others', async () => {
    const release = releaseOf('1.0.0', FIRST);
    await runRelease(record(release), release, options(never));
    const forgetful = { published: () => ({ all: () => [], note: () => {} }) };
    let sent = 0;
    const same = await runRelease(record(release), release, options(never, { ...forgetful, onBytes: () => sent++ }));
    expect([phases(same), sent, uploads]).toEqual([['done', 'done', 'done'], 0, 1]);
    const other = releaseOf('1.0.0', SECOND);
    const refused = await runRelease(record(other, settings().slice(0, 1)), other, options(never, forgetful));
    expect(refused.destinations[0]).toMatchObject({ phase: 'refused', error: { code: 'version_exists' } });
    expect(readFileSync(join(base, 'depot/a.obj'), 'utf8')).toBe('one');
  });

  it('leaves alone what somebody else put there', async () => {
    for (const folder of ['depot', 'mirror']) await writeFile(join(base, folder, 'mine.txt'), 'mine');
    for (const [version, files] of [
      ['1.0.0', FIRST],
      ['1.1.0', SECOND],
    ] as const)
      await runRelease(record(releaseOf(version, files)), releaseOf(version, files), options(never));
    for (const folder of ['depot', 'mirror']) {
      expect(readFileSync(join(base, folder, 'mine.txt'), 'utf8')).toBe('mine');
      expect(existsSync(join(base, folder, 'old.obj'))).toBe(false);
    }
  });

  it('passes on what the registry refused, with its words', async () => {
    const refusing = {
      ...registry,
      publish: async () => {
        throw new DestinationError({ code: 'no_permission', message: 'The token may not upload.' });
      },
    };
    const release = releaseOf('1.0.0', FIRST);
    const ended = await runRelease(record(release), release, options(never, { registry: refusing }));
    expect(ended.destinations[2]).toMatchObject({ phase: 'refused', error: { code: 'no_permission' } });
    expect(phases(ended).slice(0, 2)).toEqual(['done', 'done']);
  });

  it('stopped after any number of writes shows users a whole version or a lock, and ends whole when it is retried', async () => {
    const depot = {
      get: (path: string) =>
        existsSync(join(base, 'depot', path)) ? readFileSync(join(base, 'depot', path)) : undefined,
    };
    let finished = false;
    for (let stopAfter = 0; !finished; stopAfter++) {
      for (const folder of ['depot', 'mirror']) {
        await rm(join(base, folder), { recursive: true });
        await mkdir(join(base, folder));
      }
      journal.close();
      await rm(join(base, 'journal.db'), { force: true });
      journal = new Journal({ path: join(base, 'journal.db'), historyLimit: 10 });
      const first = releaseOf('1.0.0', FIRST);
      await runRelease(record(first), first, options(never));
      const second = releaseOf('1.1.0', SECOND);
      const stop = new AbortController();
      let writes = 0;
      const cut = await runRelease(
        record(second, settings().slice(0, 1)),
        second,
        options(stop.signal, {
          onBytes: () => {
            if (++writes > stopAfter) stop.abort();
          },
        }),
      ).catch(() => undefined);
      finished = writes <= stopAfter;
      for (const [files, version] of [
        [FIRST, '1.0.0'],
        [{}, '0.9.0'],
      ] as const) {
        for (const reader of [official, xfast]) {
          const user = { files: new UserFiles(false), version: String(version) };
          for (const [path, text] of Object.entries(files)) user.files.set(path, Buffer.from(text));
          reader(depot, user);
          const shown = user.version === '1.1.0' ? SECOND : user.version === '1.0.0' ? FIRST : {};
          for (const [path, text] of Object.entries(shown))
            expect(`${stopAfter} ${path} ${Buffer.from(user.files.get(path) ?? [])}`).toBe(
              `${stopAfter} ${path} ${text}`,
            );
        }
      }
      const kept = journal.releases.all().at(-1);
      const start = again((cut ?? JSON.parse(kept?.record ?? '')) as ReleaseRecord);
      const whole = await runRelease(start, second, options(never));
      expect(phases(whole)).toEqual(['done']);
      expect(readFileSync(join(base, 'depot/a.obj'), 'utf8')).toBe('ONE');
      expect(existsSync(join(base, 'depot/old.obj'))).toBe(false);
      expect(
        (await readdir(join(base, 'depot'), { recursive: true })).filter((name) => name.includes('loadmaster-part')),
      ).toEqual([]);
    }
  });
});
