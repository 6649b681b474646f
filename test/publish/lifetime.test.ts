import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fastClock, handClock } from './clocks.ts';
import { faultyProxy } from './faulty-proxy.ts';
import {
  ADDON,
  aRegistry,
  CONNECTION,
  DRAFT,
  openWorld,
  PACKAGE,
  rehearse,
  stored,
  value,
  type World,
} from './world.ts';
import { packageZip } from './zip.ts';

// From the first click to the last: cancelling at every point, ending and starting again, the history.

function phases(world: World) {
  return world.seen.map(({ state }) => state.phase);
}

function reached(world: World, phase: string) {
  return expect.poll(() => phases(world), { interval: 3 }).toContain(phase);
}

async function cancel(world: World, id: string) {
  return value(await world.publisher.cancel({ id }));
}

/** A builder that is stopped in the middle until it is let go. */
function heldBuilder(world: World): () => void {
  let go = () => {};
  const held = new Promise<void>((resolve) => (go = resolve));
  world.builder.archive = async (draft) => {
    await held;
    return packageZip(draft.packageId);
  };
  return go;
}

test('cancel before anything began, and while packing: nothing was sent', async () => {
  const registry = await aRegistry();
  const world = await openWorld({ baseUrl: registry.url });
  const go = heldBuilder(world);
  const packing = await world.submit();
  const waiting = await world.submit({ packageVersion: '1.0.1' });
  const atOnce = await cancel(world, waiting.id);
  expect(atOnce.submission.state).toEqual({ phase: 'cancelled', versionUsed: false });
  await reached(world, 'building');
  const inTheMiddle = await cancel(world, packing.id);
  expect(inTheMiddle.sentence).toBe('Cancelled. Nothing was sent to the registry.');
  go();
  await world.publisher.whenResting(packing.id);
  expect(await stored(registry)).toBeNull();
  expect((await cancel(world, packing.id)).sentence).toContain('ended before');
});

test('cancel in the middle of sending: the registry is asked, and the number stays free', async () => {
  const registry = await aRegistry();
  await rehearse(registry, { fault: 'slow', route: 'upload', bytesPerSecond: 100_000 });
  const world = await openWorld({ baseUrl: registry.url, clock: fastClock(20) });
  world.builder.archive = (draft) => packageZip(draft.packageId, 8_000_000);
  const { id } = await world.submit();
  await reached(world, 'sending');
  const { submission, sentence } = await cancel(world, id);
  expect(submission.state).toEqual({ phase: 'cancelled', versionUsed: false });
  expect(sentence).toContain('still free');
  expect(await stored(registry)).toBeNull();
});

test('cancel after the registry has it: the truth is that it cannot be taken back', async () => {
  const registry = await aRegistry();
  await rehearse(registry, { fault: 'slow-processing', seconds: 0.3 });
  const world = await openWorld({ baseUrl: registry.url });
  const { id } = await world.submit();
  await reached(world, 'processing');
  const { submission, sentence } = await cancel(world, id);
  expect(submission.state).toMatchObject({ phase: 'processing', cancelAsked: true });
  expect(sentence).toContain('cannot be taken back');
  expect((await world.publisher.whenResting(id)).state.phase).toBe('processed');
});

test('cancel while waiting for a retry nobody asked for: the failed version stays', async () => {
  const registry = await aRegistry();
  await rehearse(registry, { fault: 'processing', status: 'failed_server' });
  const world = await openWorld({ baseUrl: registry.url, clock: fastClock(5) });
  const { id } = await world.submit();
  await reached(world, 'waiting');
  const { submission, sentence } = await cancel(world, id);
  expect(submission.state).toEqual({ phase: 'cancelled', versionUsed: true });
  // What is said of the stop, of the number and of a retry is one story.
  expect(sentence).toContain('The registry holds');
  expect(submission.retry?.sentence).toMatch(/^The registry holds this version from before\./);
});

test('cancel while the registry cannot be reached says that it is not known', async () => {
  const registry = await aRegistry();
  const proxy = await faultyProxy(registry.url);
  const world = await openWorld({ baseUrl: proxy.url });
  world.builder.archive = (draft) => packageZip(draft.packageId, 2_000_000);
  proxy.plan({ kind: 'no-answer' });
  proxy.onRequest((line) => {
    if (line.startsWith('GET /account/packages/author.package/')) void proxy.offline();
  });
  const { id } = await world.submit();
  await reached(world, 'uncertain');
  const { submission, sentence } = await cancel(world, id);
  expect(submission.state.phase).toBe('uncertain');
  expect(sentence).toContain('has not told yet');
});

test('a dry run does everything but send', async () => {
  const registry = await aRegistry();
  const proxy = await faultyProxy(registry.url);
  const world = await openWorld({ baseUrl: proxy.url });
  const rehearsed = await world.publish({}, { dryRun: true });
  expect(rehearsed).toMatchObject({ state: { phase: 'rehearsed' }, archive: { files: 1 }, retry: null });
  expect(proxy.uploads).toBe(0);
  await world.publish();
  const blocked = await world.publish({}, { dryRun: true });
  expect(blocked).toMatchObject({ state: { phase: 'blocked' }, error: { code: 'version_exists' } });
});

test('a wrong form is refused with its first fault, and one version is never on its way twice', async () => {
  const registry = await aRegistry();
  const world = await openWorld({ baseUrl: registry.url });
  const request = { addonId: ADDON, connectionId: CONNECTION, draft: DRAFT, dryRun: false };
  const wrong = { ...request, draft: { ...DRAFT, packageVersion: '1.x', xpSelection: '' } };
  expect(await world.publisher.submit(wrong)).toMatchObject({ ok: false, error: { code: 'invalid_version' } });
  const go = heldBuilder(world);
  await world.submit();
  expect(await world.publisher.submit(request)).toMatchObject({ ok: false, error: { code: 'already_under_way' } });
  expect(await world.publisher.submit({ ...request, addonId: 'gone' })).toMatchObject({
    ok: false,
    error: { code: 'unknown_addon' },
  });
  expect(await world.publisher.submit({ ...request, connectionId: 'gone' })).toMatchObject({
    ok: false,
    error: { code: 'no_connection' },
  });
  go();
});

test('an end in the middle of packing is found again, and waits for the author’s word', async () => {
  const registry = await aRegistry();
  const world = await openWorld({ baseUrl: registry.url });
  const go = heldBuilder(world);
  const { id } = await world.submit();
  await reached(world, 'building');
  go();
  await world.reopen();
  const found = value(await world.publisher.get({ id }));
  expect(found).toMatchObject({ state: { phase: 'queued' }, interrupted: true });
  value(await world.publisher.resume({ id }));
  expect((await world.publisher.whenResting(id)).state.phase).toBe('processed');
});

test('an end while a version is processed goes on asking by itself', async () => {
  const registry = await aRegistry();
  await rehearse(registry, { fault: 'slow-processing', seconds: 0.3 });
  const world = await openWorld({ baseUrl: registry.url });
  const { id } = await world.submit();
  await reached(world, 'processing');
  await world.reopen();
  const done = await world.publisher.whenResting(id);
  expect(done).toMatchObject({ state: { phase: 'processed' }, interrupted: false });
});

test.each([
  ['had received nothing', 0],
  ['had received everything', 1],
])('an end in the middle of sending is asked about: the registry %s', async (_name, at) => {
  const registry = await aRegistry();
  const proxy = await faultyProxy(registry.url);
  const world = await openWorld({ baseUrl: proxy.url, clock: fastClock(20) });
  world.builder.archive = (draft) => packageZip(draft.packageId, 2_000_000);
  proxy.plan(at === 0 ? { kind: 'black-hole' } : { kind: 'no-answer' });
  const { id } = await world.submit();
  await reached(world, 'sending');
  if (at === 1) await expect.poll(() => stored(registry)).not.toBeNull();
  await world.reopen();
  const found = await world.publisher.whenResting(id);
  expect(found.attempts[0]?.outcome).toBe('Loadmaster ended during this attempt.');
  if (at === 1) expect(found).toMatchObject({ state: { phase: 'processed' }, interrupted: false });
  else {
    expect(found).toMatchObject({ state: { phase: 'built' }, interrupted: true });
    value(await world.publisher.resume({ id }));
    expect((await world.publisher.whenResting(id)).state.phase).toBe('processed');
  }
  expect(proxy.uploads).toBe(at === 1 ? 1 : 2);
});

test('one upload at a time to a registry, in the order of the clicks', async () => {
  const registry = await aRegistry();
  const world = await openWorld({ baseUrl: registry.url });
  const versions = ['1.0.1', '1.0.2', '1.0.3', '1.0.4'];
  const ids = await Promise.all(versions.map(async (packageVersion) => (await world.submit({ packageVersion })).id));
  let sending = 0;
  const most: number[] = [];
  world.publisher.subscribe({
    changed: () => {
      void world.publisher.list({ limit: 10 }).then((all) => {
        sending = value(all).filter(({ state }) => state.phase === 'sending').length;
        most.push(sending);
      });
    },
  });
  const ends = await Promise.all(ids.map((id) => world.publisher.whenResting(id)));
  expect(ends.map(({ state }) => state.phase)).toEqual(Array(4).fill('processed'));
  expect(Math.max(...most)).toBeLessThanOrEqual(1);
  const starts = ends.map(({ attempts }) => attempts[0]!.startedAt);
  expect(starts).toEqual(starts.toSorted((a, b) => a - b));
});

test('the client’s own limit shows as a wait with its end, before the registry has to refuse', async () => {
  const registry = await aRegistry({ rateLimits: true });
  const world = await openWorld({ baseUrl: registry.url, rateLimits: true, clock: fastClock(1) });
  const ids: string[] = [];
  for (let patch = 1; patch <= 4; patch++) ids.push((await world.submit({ packageVersion: `1.0.${patch}` })).id);
  await expect.poll(() => world.seen.some(({ state }) => state.phase === 'waiting'), { timeout: 10_000 }).toBe(true);
  const waiting = world.seen.find(({ state }) => state.phase === 'waiting')!;
  expect(waiting.state).toMatchObject({ reason: 'rate-limit' });
  expect(waiting.version).toBe('1.0.4');
  expect(waiting.attempts).toEqual([]);
  await cancel(world, waiting.id);
});

test('offline for a minute of the injected clock: the send happens when the way is free again', async () => {
  const registry = await aRegistry();
  const proxy = await faultyProxy(registry.url);
  await proxy.offline();
  const clock = handClock();
  const world = await openWorld({ baseUrl: proxy.url, clock });
  const { id } = await world.submit();
  let passed = 0;
  await expect
    .poll(
      async () => {
        clock.pass(1000);
        passed += 1000;
        if (passed === 40_000) await proxy.online();
        return value(await world.publisher.get({ id })).state.phase;
      },
      { interval: 20, timeout: 20_000 },
    )
    .toBe('processed');
  expect(passed).toBeGreaterThanOrEqual(40_000);
});

test('a clock that is set back a day stops nothing', async () => {
  const registry = await aRegistry();
  await rehearse(registry, { fault: 'rate-limit', route: 'upload', retryAfterSeconds: 60, times: 1 });
  const clock = handClock();
  const world = await openWorld({ baseUrl: registry.url, clock, rateLimits: true });
  const { id } = await world.submit();
  const passing = (until: string) =>
    expect
      .poll(
        async () => {
          clock.pass(500);
          return value(await world.publisher.get({ id })).state.phase;
        },
        { interval: 5, timeout: 15_000 },
      )
      .toBe(until);
  await passing('waiting');
  clock.set(clock.now() - 86_400_000);
  await passing('processed');
});

test('archives are kept as long as they may be needed, and not longer', async () => {
  const registry = await aRegistry();
  const world = await openWorld({ baseUrl: registry.url });
  const archives = async () => (await readdir(join(world.folder, 'archives')).catch(() => [])).length;
  await world.publish();
  await expect.poll(archives).toBe(0);
  await rehearse(registry, { fault: 'processing', status: 'failed_macosx' });
  const { id } = await world.publish({ packageVersion: '1.0.1' });
  expect(await archives()).toBe(1);
  expect(value(await world.publisher.archivePath({ id }))).toContain('archives');
  await world.reopen();
  expect(await archives()).toBe(1);
  await world.publisher.dismiss({ id });
  await expect.poll(archives).toBe(0);
  expect(await world.publisher.get({ id })).toMatchObject({ ok: false, error: { code: 'no_submission' } });
});

test('the history is kept to its size, newest first', async () => {
  const registry = await aRegistry();
  const world = await openWorld({ baseUrl: registry.url, historyLimit: 2 });
  for (const packageVersion of ['1', '2', '3']) await world.publish({ packageVersion });
  const versions = async () => value(await world.publisher.list({ limit: 10 })).map(({ version }) => version);
  expect(await versions()).toEqual(['3.0.0', '2.0.0']);
  await world.publisher.clearHistory(null);
  expect(await versions()).toEqual([]);
});

test('events come at most ten times a second, and the last one counts', async () => {
  const registry = await aRegistry();
  const world = await openWorld({ baseUrl: registry.url, clock: fastClock(1) });
  world.builder.archive = (draft) => packageZip(draft.packageId, 20_000_000);
  const times: number[] = [];
  const progress: number[] = [];
  world.publisher.subscribe({
    progress: () => progress.push(performance.now()),
    changed: () => times.push(performance.now()),
    dismissed: () => {},
  });
  const { id } = await world.submit();
  await world.publisher.whenResting(id);
  await expect.poll(() => world.seen.at(-1)?.state.phase).toBe('processed');
  for (const all of [times, progress]) {
    // Timers jitter, so it is a second that is looked at, wherever it begins.
    for (const from of all) expect(all.filter((at) => at >= from && at < from + 1000).length).toBeLessThanOrEqual(11);
  }
});

test('an archive too large for the account’s storage is stopped before its number is used', async () => {
  const registry = await aRegistry({
    seed: {
      authors: [{ authorId: 'author1', totalStorage: 5000, tokens: [{ token: 'an-admin-token-for-tests' }] }],
      packages: [{ packageId: PACKAGE }],
    },
  });
  const world = await openWorld({ baseUrl: registry.url });
  world.builder.archive = (draft) => packageZip(draft.packageId, 10_000);
  const blocked = await world.publish();
  expect(blocked).toMatchObject({ state: { phase: 'blocked' }, error: { code: 'no_storage_left' } });
  expect(await stored(registry)).toBeNull();
});
