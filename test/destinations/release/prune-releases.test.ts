import { existsSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { pruneReleases } from '../../../main/destinations/release/prune-releases.ts';
import { newRecord, publishedIn, unfinishedReleases } from '../../../main/destinations/release/releases.ts';
import { writeRecord } from '../../../main/destinations/release/run-release.ts';
import { Journal } from '../../../main/publish/journal/index.ts';
import type { DestinationPhase, DestinationSettings } from '../../../preload/contract.ts';
import { tempFolder } from '../../temp-folder.ts';
import { releaseOf } from '../memory.ts';

const DAY_MS = 86_400_000;
const NOW = 100 * DAY_MS;

function mirrorCalled(name: string): DestinationSettings {
  return { kind: 'folder', name, place: { carrier: 'folder', path: '/nowhere' } };
}

function world() {
  const folder = tempFolder();
  const journal = new Journal({ path: join(folder, 'journal.db'), historyLimit: 10 });
  onTestFinished(() => journal.close());
  const log = journal.releases;
  function released(version: string, phase: DestinationPhase, { daysAgo = 0, bytes = 10, at: name = 'mirror' } = {}) {
    const path = join(folder, `${version}.zip`);
    writeFileSync(path, Buffer.alloc(bytes));
    const at = (NOW - daysAgo * DAY_MS) / 1000;
    utimesSync(path, at, at);
    const release = releaseOf(version, {}, { archive: { path, sha256: '0'.repeat(64), size: bytes } });
    const record = newRecord(release, [mirrorCalled(name)], { id: version, now: NOW });
    writeRecord(log, { ...record, destinations: record.destinations.map((one) => ({ ...one, phase })) });
  }
  const zips = () =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.zip'))
      .sort();
  const limits = { maxBytes: 1000, maxAgeDays: 60, historyLimit: 100, now: NOW };
  return { folder, log, released, zips, limits };
}

test('archives past their age or over the room go, the oldest first; what some place does not have yet stays whatever its age', async () => {
  const { folder, log, released, zips, limits } = world();
  released('0.1.0', 'failed', { daysAgo: 90, at: 'one' });
  released('0.2.0', 'waiting', { daysAgo: 80, at: 'two' });
  released('0.3.0', 'refused', { daysAgo: 80, bytes: 5000, at: 'three' });
  released('0.4.0', 'done', { daysAgo: 70 });
  released('0.5.0', 'done', { daysAgo: 20, bytes: 600 });
  released('0.6.0', 'withdrawn', { daysAgo: 10, bytes: 600 });
  released('0.7.0', 'done', { daysAgo: 1, bytes: 300 });
  await pruneReleases(log, folder, limits);
  expect(zips()).toEqual(['0.1.0.zip', '0.2.0.zip', '0.3.0.zip', '0.6.0.zip', '0.7.0.zip']);
  expect(log.all()).toHaveLength(7);
  await pruneReleases(log, folder, { ...limits, maxBytes: 0 });
  expect(zips()).toEqual(['0.1.0.zip', '0.2.0.zip', '0.3.0.zip']);
});

test('an archive that is packed and in no journal yet stays', async () => {
  const { folder, log, limits } = world();
  const path = join(folder, 'fresh.zip');
  writeFileSync(path, 'x');
  await pruneReleases(log, folder, { ...limits, maxBytes: 0 }, [path]);
  expect(existsSync(path)).toBe(true);
});

test('the journal keeps so many releases that are everywhere, all that are not, and every path that was written', async () => {
  const { folder, log, released, limits } = world();
  released('0.1.0', 'failed', { at: 'elsewhere' });
  for (let at = 0; at < 20; at++) released(`1.0.${at}`, 'done');
  publishedIn(log)('place').note([{ path: 'a.obj', crc32: 1, once: false }]);
  await pruneReleases(log, folder, { ...limits, historyLimit: 5 });
  expect(log.all().map(({ id }) => id)).toEqual(['0.1.0', '1.0.15', '1.0.16', '1.0.17', '1.0.18', '1.0.19']);
  expect(unfinishedReleases(log).map(({ version }) => version)).toEqual(['0.1.0']);
  expect(publishedIn(log)('place').all()).toHaveLength(1);
});

test('what did not get somewhere is not kept longer than what came there later: nobody would know that it is superseded', async () => {
  const { folder, log, released, zips, limits } = world();
  released('0.1.0', 'failed', { daysAgo: 90 });
  for (let at = 0; at < 5; at++) released(`1.0.${at}`, 'done');
  await pruneReleases(log, folder, { ...limits, historyLimit: 6 });
  expect(log.all().map(({ id }) => id)).toEqual(['0.1.0', '1.0.0', '1.0.1', '1.0.2', '1.0.3', '1.0.4']);
  expect(zips()).not.toContain('0.1.0.zip');
  await pruneReleases(log, folder, { ...limits, historyLimit: 5 });
  expect(log.all().map(({ id }) => id)).toEqual(['1.0.0', '1.0.1', '1.0.2', '1.0.3', '1.0.4']);
});
