import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Release } from '../../../main/destinations/destination.ts';
import { lastForTesters, whereTestersLack } from '../../../main/destinations/release/promotion.ts';
import { newRecord, publishedIn, recordForRetry } from '../../../main/destinations/release/releases.ts';
import { planRelease, type RunOptions, runRelease } from '../../../main/destinations/release/run-release.ts';
import { Journal } from '../../../main/publish/journal/index.ts';
import type { DestinationSettings } from '../../../preload/contract.ts';
import { serveAnswers } from '../../serve-answers.ts';
import { tempFolder } from '../../temp-folder.ts';
import { someBytes } from '../carriers/contract.ts';
import { noSites, placesIn, releaseOf } from '../memory.ts';

const LARGE = 400_000;
/** More than the control files and the change log have together. */
const SMALL = 10_000;

async function serve(folder: string): Promise<string> {
  const url = await serveAnswers((request, response) => {
    readFile(join(folder, decodeURIComponent(request.url ?? ''))).then(
      (bytes) => response.end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  return `${url}/`;
}

async function placesOfTwo() {
  const base = tempFolder();
  for (const channel of ['stable', 'beta']) mkdirSync(join(base, channel));
  const journal = new Journal({ path: join(base, 'journal.db'), historyLimit: 10 });
  onTestFinished(() => journal.close());
  const place = (channel: string) => ({ carrier: 'folder' as const, path: join(base, channel) });
  const settings: DestinationSettings[] = [
    {
      ...{ kind: 'skunkcrafts', name: 'updates', url: await serve(join(base, 'stable')), place: place('stable') },
      beta: { url: await serve(join(base, 'beta')), place: place('beta') },
    },
  ];
  let bytes = 0;
  const options: RunOptions = {
    ...placesIn(base),
    ...{ log: journal.releases, now: () => 1, sites: noSites, readBack: { timeoutMs: 0 } },
    registry: { ask: async () => ({ is: 'absent' }), publish: async () => {} },
    published: publishedIn(journal.releases),
    onBytes: (_, count) => {
      bytes += count;
    },
  };
  return {
    ...{ base, settings, options, log: journal.releases },
    file: (channel: string, name: string) => readFileSync(join(base, channel, name)),
    /** How it ended, and how many bytes were sent. */
    async release(release: Release, more: Partial<RunOptions> = {}, id = `${release.version} ${release.preRelease}`) {
      bytes = 0;
      const record = newRecord(release, settings, { id, now: 1 });
      const ended = await runRelease(record, release, { ...options, ...more });
      return { record: ended, phases: ended.destinations.map(({ phase }) => phase), bytes };
    },
  };
}

const FILES = { 'plane.acf': someBytes(LARGE), 'objects/wing.obj': someBytes(LARGE, 2), 'empty.txt': '' };
const beta = releaseOf('1.4.0', FILES, { preRelease: true, notes: '- Faster' });
const stable = { ...beta, preRelease: false };

test('what testers have becomes the stable version, and none of its files is sent again', async () => {
  const { release, file, settings, options, base } = await placesOfTwo();
  const older = { ...FILES, 'plane.acf': someBytes(LARGE, 3), 'gone.txt': 'of the older version' };
  await release(releaseOf('1.3.0', older, { notes: '- First' }));
  const first = await release(beta);
  expect(first).toMatchObject({ phases: ['done'] });
  // Nor is what everybody has already sent to testers.
  expect(first.bytes).toBeGreaterThan(LARGE);
  expect(first.bytes).toBeLessThan(LARGE + SMALL);

  expect(await whereTestersLack(stable, settings, options)).toEqual([]);
  const [planned] = await planRelease(stable, settings, options);
  expect(planned?.plan).toMatchObject({ changed: 2, deleted: 1, versionThere: '1.3.0' });
  expect(planned?.plan?.bytes).toBeLessThan(SMALL);
  const promoted = await release(stable);
  expect(promoted.phases).toEqual(['done']);
  expect(promoted.bytes).toBeLessThan(SMALL);
  for (const name of Object.keys(FILES)) expect(file('stable', name).equals(file('beta', name))).toBe(true);
  expect(file('stable', 'CHANGELOG.txt').toString()).toBe(
    '# Changelog\n\n## 1.4.0\n\n- Faster\n\n## 1.3.0\n\n- First\n',
  );
  expect(readdirSync(join(base, 'stable'))).not.toContain('gone.txt');

  // Once more: nothing is left to do, and testers still have theirs.
  expect(await whereTestersLack(stable, settings, options)).toEqual([]);
  expect((await release(stable)).bytes).toBe(0);
});

test('a promotion that was interrupted goes on where it ended', async () => {
  const { release, log, file } = await placesOfTwo();
  await release(beta);
  expect(lastForTesters(log, beta.root)?.version).toBe('1.4.0');
  const stop = new AbortController();
  const onChange: RunOptions['onChange'] = ({ destinations }) => {
    if (destinations[0]?.phase === 'flipping') stop.abort();
  };
  const cut = await release(stable, { signal: stop.signal, onChange });
  expect(cut.phases).toEqual(['failed']);
  const again = recordForRetry(cut.record);
  expect(again).toMatchObject({ preRelease: false, destinations: [{ phase: 'waiting' }] });
  const ended = await release(stable, {}, again.id);
  expect(ended.phases).toEqual(['done']);
  expect(ended.bytes).toBeLessThan(SMALL);
  expect(file('stable', 'skunkcrafts_updater.cfg').toString()).toContain('version|1.4.0');
});

test('where testers do not have this very release, that is said and nothing is changed', async () => {
  const { release, settings, options, base } = await placesOfTwo();
  const lack = async (one: Release) => (await whereTestersLack(one, settings, options)).map(({ error }) => error.code);
  expect(await lack(stable)).toEqual(['testers_lack']);
  await release(beta);
  expect(await lack(releaseOf('1.5.0', FILES))).toEqual(['testers_lack']);
  expect(await lack(releaseOf('1.4.0', { ...FILES, 'plane.acf': 'another' }))).toEqual(['testers_differ']);
  expect(readdirSync(join(base, 'stable'))).toEqual([]);
});

test('a file of the beta that is not what its lists say is sent, not copied', async () => {
  const { release, log, file, base } = await placesOfTwo();
  await release(beta);
  log.notePublished(JSON.stringify({ carrier: 'folder', path: join(base, 'beta') }), [
    { path: 'plane.acf', crc32: undefined, once: false },
  ]);
  const promoted = await release(stable);
  expect(promoted.phases).toEqual(['done']);
  expect(promoted.bytes).toBeGreaterThanOrEqual(LARGE);
  expect(promoted.bytes).toBeLessThan(LARGE + SMALL);
  expect(file('stable', 'plane.acf').equals(FILES['plane.acf'])).toBe(true);
});
