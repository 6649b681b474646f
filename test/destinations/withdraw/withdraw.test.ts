import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openArchiveContent } from '../../../main/destinations/content/archive-content.ts';
import type { Release } from '../../../main/destinations/destination.ts';
import {
  loggedReleases,
  newRecord,
  publishedIn,
  recordForRetry,
  unfinishedReleases,
} from '../../../main/destinations/release/releases.ts';
import { runRelease } from '../../../main/destinations/release/run-release.ts';
import { planWithdrawal } from '../../../main/destinations/withdraw/plan-withdrawal.ts';
import { unfinishedWithdrawals } from '../../../main/destinations/withdraw/unfinished-withdrawals.ts';
import { takeAway, withdraw as takeBack } from '../../../main/destinations/withdraw/withdraw.ts';
import { Journal } from '../../../main/publish/journal/index.ts';
import type { DestinationSettings } from '../../../preload/contract.ts';
import { inWords } from '../../../preload/messages/index.ts';
import { tempFolder } from '../../temp-folder.ts';
import { official, UserFiles } from '../depot/readers.ts';
import { startStandIn } from '../github/standin.ts';
import { noSites, placesIn } from '../memory.ts';
import { packFiles } from '../packed.ts';
import { serveFolders } from '../peers/web-folder.ts';

const PLANE = 'sample';

async function world() {
  const base = tempFolder();
  for (const folder of ['depot', 'mirror', 'plane']) mkdirSync(join(base, folder));
  const web = await serveFolders({ depot: join(base, 'depot') });
  const journal = new Journal({ path: join(base, 'journal.db'), historyLimit: 50 });
  onTestFinished(async () => {
    journal.close();
    await web.close();
  });
  const root = join(base, 'plane');
  const url = `${web.url}depot/`;
  const depot: DestinationSettings = {
    ...{ kind: 'skunkcrafts', name: 'depot', url },
    place: { carrier: 'folder', path: join(base, 'depot') },
  };
  const mirror: DestinationSettings = {
    ...{ kind: 'folder', name: 'mirror' },
    place: { carrier: 'folder', path: join(base, 'mirror') },
  };
  const zip: DestinationSettings = { kind: 'zip', name: 'forum', path: join(base, 'out') };
  const deps = {
    ...placesIn(base, { github: 'token' }),
    log: journal.releases,
    now: () => 1,
    registry: { ask: async () => ({ is: 'absent' as const }), publish: async () => {} },
    sites: noSites,
    published: publishedIn(journal.releases),
    readBack: { timeoutMs: 0 },
  };
  let ids = 0;
  async function send(release: Release, settings: readonly DestinationSettings[]) {
    return runRelease(newRecord(release, settings, { id: `r${ids++}`, now: 1 }), release, deps);
  }
  async function release(version: string, files: Record<string, string>, settings: readonly DestinationSettings[]) {
    const archive = await packFiles(root, files, join(base, `${version}.zip`), PLANE);
    const content = await openArchiveContent(archive.path, PLANE);
    const facts = { name: 'Sample', folderName: 'plane', packageId: PLANE, preRelease: false, notes: '' };
    const done = await send({ version, root, archive, content, ...facts }, settings);
    expect(done.destinations.map(({ phase, error }) => error?.message ?? phase)).toEqual(settings.map(() => 'done'));
  }
  const plan = (settings: DestinationSettings, version: string) =>
    planWithdrawal({ settings, version, packageId: PLANE, folder: root }, loggedReleases(journal.releases), deps);
  async function withdraw(settings: DestinationSettings, version: string) {
    const isBack = await takeBack(await plan(settings, version), {
      deps,
      log: deps.log,
      now: deps.now,
      goBack: async (record, release) => {
        const { destinations } = await runRelease(record, release, deps);
        expect(destinations.map(({ phase, error }) => error?.message ?? phase)).toEqual(['done']);
        return true;
      },
    });
    expect(isBack).toBe(true);
    return loggedReleases(journal.releases).find((one) => one.version === version);
  }
  const read = (...path: string[]) => readFileSync(join(base, ...path), 'utf8');
  const served = {
    get: (path: string) =>
      existsSync(join(base, 'depot', path)) ? readFileSync(join(base, 'depot', path)) : undefined,
  };
  return { base, served, depot, mirror, zip, release, plan, withdraw, journal, deps, read };
}

test('a depot and a mirror go back to the version before, users lose what only the withdrawn one had, and no retry brings it again', async () => {
  const { base, served, depot, mirror, release, withdraw, plan, journal, read } = await world();
  await release('1.0.0', { 'a.txt': 'one', 'b.txt': 'kept' }, [depot, mirror]);
  await release('1.1.0', { 'a.txt': 'two', 'b.txt': 'kept', 'new.txt': 'bad' }, [depot, mirror]);
  const user = { files: new UserFiles(false), version: '' };
  official(served, user);
  expect(user.files.get('new.txt')).toEqual(Buffer.from('bad'));

  const { does, stays } = await plan(depot, '1.1.0');
  expect(inWords(does)).toContain('depot goes back to 1.0.0');
  expect(inWords(stays)).toContain('Who has 1.1.0 keeps it until the next update');
  expect(read('depot', 'a.txt')).toBe('two');

  for (const one of [depot, mirror]) expect((await withdraw(one, '1.1.0'))?.version).toBe('1.1.0');
  official(served, user);
  expect(user.files.get('a.txt')).toEqual(Buffer.from('one'));
  expect(user.files.get('new.txt')).toBeUndefined();
  expect(read('depot', 'skunkcrafts_updater_blacklist.txt')).toContain('new.txt');
  expect(readdirSync(join(base, 'mirror')).sort()).toEqual(['a.txt', 'b.txt', 'loadmaster-version.txt']);
  expect(read('mirror', 'loadmaster-version.txt')).toMatch(/^1\.0\.0\n/);

  const records = loggedReleases(journal.releases);
  const phases = records.find(({ version }) => version === '1.1.0')?.destinations.map(({ phase }) => phase);
  expect(phases).toEqual(['withdrawn', 'withdrawn']);
  expect(unfinishedReleases(journal.releases)).toEqual([]);
  expect(
    journal.releases
      .steps('r1')
      .map(({ destination, step }) => `${destination} ${step}`)
      .slice(-4),
  ).toEqual(['depot withdrawing', 'depot withdrawn', 'mirror withdrawing', 'mirror withdrawn']);
});

test('what cannot be taken back says why, and nothing is changed', async () => {
  const { depot, mirror, release, plan, read } = await world();
  await release('1.0.0', { 'a.txt': 'one' }, [depot, mirror]);
  await expect(plan(depot, '1.0.0')).rejects.toMatchObject({
    error: { code: 'nothing_to_go_back_to', message: expect.stringContaining('No version before 1.0.0') },
  });
  await expect(plan(mirror, '0.9.0')).rejects.toMatchObject({
    error: {
      code: 'not_the_version_there',
      message: 'mirror has 1.0.0 now, not 0.9.0: there is nothing to take back.',
    },
  });
  const registry: DestinationSettings = { kind: 'xpkg', name: 'registry', registry: 'local' };
  await expect(plan(registry, '1.0.0')).rejects.toMatchObject({ error: { code: 'cannot_be_withdrawn' } });
  const forum: DestinationSettings = { kind: 'zip', name: 'forum', path: '../out' };
  await expect(plan(forum, '1.0.0')).rejects.toMatchObject({ error: { code: 'not_released_here' } });
  expect(read('depot', 'a.txt')).toBe('one');
});

test('a withdrawal that was killed half-way is known, until it is gone on with', async () => {
  const { depot, mirror, release, plan, withdraw, journal } = await world();
  await release('1.0.0', { 'a.txt': 'one' }, [depot, mirror]);
  await release('1.1.0', { 'a.txt': 'two' }, [depot, mirror]);
  const unfinished = () =>
    unfinishedWithdrawals(journal.releases).map(({ record, destination }) => `${record.version} ${destination}`);
  expect(unfinished()).toEqual([]);
  const killed = takeBack(await plan(mirror, '1.1.0'), {
    ...{ deps: {} as never, log: journal.releases, now: () => 1 },
    goBack: () => Promise.reject(new Error('killed')),
  });
  await expect(killed).rejects.toThrow('killed');
  expect(unfinished()).toEqual(['1.1.0 mirror']);
  await withdraw(mirror, '1.1.0');
  expect(unfinished()).toEqual([]);
});

test('a zip goes with everything beside it, and other files of the folder stay', async () => {
  const { base, zip, release, withdraw } = await world();
  await release('1.0.0', { 'a.txt': 'one' }, [zip]);
  await release('1.1.0', { 'a.txt': 'two' }, [zip]);
  await withdraw(zip, '1.1.0');
  const left = readdirSync(join(base, 'out'));
  expect(left.filter((name) => name.includes('1.1.0'))).toEqual([]);
  expect(left).toContain('Sample 1.0.0.zip');
  expect(existsSync(join(base, 'out', 'Sample 1.0.0.sha256'))).toBe(true);
});

test('a zip is deleted where it was written, whatever loadmaster.json names by now', async () => {
  const { base, zip, release, withdraw } = await world();
  await release('1.0.0', { 'a.txt': 'one' }, [zip]);
  mkdirSync(join(base, 'documents'));
  for (const name of ['thesis.zip', 'thesis.md', 'thesis.html']) writeFileSync(join(base, 'documents', name), 'mine');
  await withdraw({ kind: 'zip', name: zip.name, path: join(base, 'documents'), pattern: 'thesis.zip' }, '1.0.0');
  expect(readdirSync(join(base, 'documents')).sort()).toEqual(['thesis.html', 'thesis.md', 'thesis.zip']);
  expect(readdirSync(join(base, 'out'))).toEqual([]);
});

test('a GitHub release becomes a draft once, one of another version and an immutable one are told', async () => {
  const { release, withdraw, plan } = await world();
  const standIn = await startStandIn();
  onTestFinished(async () => {
    await standIn.close();
    expect(standIn.faults).toEqual([]);
  });
  const github: DestinationSettings = {
    ...{ kind: 'github', name: 'github', owner: 'author', repository: 'addon', api: standIn.api },
  };
  await release('1.0.0', { 'a.txt': 'one' }, [github]);
  await release('1.1.0', { 'a.txt': 'two' }, [github]);
  standIn.changesNothing = true;
  await expect(withdraw(github, '1.1.0')).rejects.toMatchObject({ error: { code: 'still_there' } });
  standIn.changesNothing = false;
  await withdraw(github, '1.1.0');
  expect(standIn.releases.map(({ tag_name, draft }) => [tag_name, draft])).toEqual([
    ['v1.0.0', false],
    ['v1.1.0', true],
  ]);
  const before = standIn.requests.length;
  await withdraw(github, '1.1.0').catch(() => {});
  expect(standIn.requests.slice(before).filter((one) => !one.startsWith('GET'))).toEqual([]);
  await expect(plan(github, '3.0.0')).rejects.toMatchObject({ error: { code: 'not_the_version_there' } });
  // It became immutable between the question and the answer, or was it all the time: told, and left alone.
  const planned = await plan(github, '1.0.0');
  standIn.immutable = true;
  const immutable = { error: { code: 'cannot_be_withdrawn', message: expect.stringContaining('v1.0.0') } };
  await expect(plan(github, '1.0.0')).rejects.toMatchObject(immutable);
  const away = takeAway(planned, { ...placesIn(tempFolder(), { github: 'token' }) } as never);
  await expect(away).rejects.toMatchObject(immutable);
  expect(standIn.releases[0]).toMatchObject({ tag_name: 'v1.0.0', draft: false });
});

test('going back that was stopped goes on by a retry, though what is taken back is newer', async () => {
  const { mirror, release, plan, journal, deps, read } = await world();
  await release('1.0.0', { 'a.txt': 'one' }, [mirror]);
  await release('1.1.0', { 'a.txt': 'two' }, [mirror]);
  const goBack: Parameters<typeof takeBack>[1]['goBack'] = async (record, its) => {
    const stopped = await runRelease(record, its, { ...deps, signal: AbortSignal.abort() });
    expect(stopped.destinations[0]?.phase).toBe('failed');
    return (await runRelease(recordForRetry(stopped), its, deps)).destinations[0]?.phase === 'done';
  };
  expect(await takeBack(await plan(mirror, '1.1.0'), { deps, log: journal.releases, now: deps.now, goBack })).toBe(
    true,
  );
  expect(read('mirror', 'a.txt')).toBe('one');
});
