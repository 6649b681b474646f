import { expect, test } from 'vitest';
import type { Registry } from '../../../main/registry/index.ts';
import { inWords } from '../../../preload/messages/index.ts';
import { anAddon } from '../an-addon.ts';
import { fastClock } from '../clocks.ts';
import { faultyProxy } from '../faulty-proxy.ts';
import { ADDON, aRegistry, CONNECTION, openWorld, PACKAGE, rehearse, stored, value, type World } from '../world.ts';
import { makeZip, packageZip } from '../zip.ts';

function target(version = '1.0.0') {
  return { connectionId: CONNECTION, packageId: PACKAGE, version, addonId: ADDON };
}

function wrongZip() {
  return makeZip({ 'elsewhere/readme.txt': 'not in its folder' });
}

async function aWorld(registry: Registry, more = {}): Promise<World> {
  return openWorld({ baseUrl: registry.url, ...more });
}

async function planned(world: World, version?: string) {
  return value(await world.publisher.planRetry(target(version)));
}

test('a fault of the content is packed again and sent for the same version', async () => {
  const registry = await aRegistry();
  const world = await aWorld(registry);
  world.builder.archive = wrongZip;
  const failed = await world.publish();
  expect(failed.state).toEqual({ phase: 'failed', status: 'failed_no_file_dir' });
  expect(failed.retry).toMatchObject({ what: 'rebuild' });
  expect(await planned(world)).toMatchObject({
    what: 'rebuild',
    sentence: expect.stringMatching(/packed again and sent for the same version number\.$/),
  });
  expect(world.marks.at(-1)).toMatchObject({ status: 'failed_no_file_dir' });
  world.changes = { counts: { since: '1.0.0', added: 1, changed: 2, removed: 0 }, files: [] };
  const { sentence, said } = await planned(world);
  expect(sentence).toContain('1 added, 2 changed, 0 removed');
  expect(said && inWords(said, 'de')).toMatch(/1 hinzugekommen, 2 geändert, 0 entfernt\.$/);
  world.builder.archive = (draft) => packageZip(draft.packageId);
  const again = value(await world.publisher.retry(target()));
  expect(again.id).toBe(failed.id);
  const done = await world.publisher.whenResting(again.id);
  expect(done.state.phase).toBe('processed');
  expect(done.attempts.map(({ route }) => route)).toEqual(['upload', 'retry']);
  expect(await planned(world)).toMatchObject({ what: 'nothing' });
  expect(await world.publisher.retry(target())).toMatchObject({ ok: false, error: { code: 'nothing_to_retry' } });
});

test('what failed here and was put right from another machine is published here too, without its content being taken for ours', async () => {
  const registry = await aRegistry();
  const [here, there] = [await aWorld(registry), await aWorld(registry)];
  here.builder.archive = wrongZip;
  const failed = await here.publish();
  expect(failed.state.phase).toBe('failed');
  const { id } = value(await there.publisher.retry(target()));
  expect((await there.publisher.whenResting(id)).state.phase).toBe('processed');
  expect(await planned(here)).toMatchObject({ what: 'check', sentence: expect.stringContaining('processed') });
  value(await here.publisher.retry(target()));
  const done = await here.publisher.whenResting(failed.id);
  expect(done.state.phase).toBe('processed');
  expect(done.attempts).toHaveLength(1);
  expect(here.marks.at(-1)).toMatchObject({ status: 'processed', archiveSha256: undefined });
});

test('findings stop a retry as they stop an upload', async () => {
  const registry = await aRegistry();
  const world = await aWorld(registry);
  world.builder.archive = wrongZip;
  const { id } = await world.publish();
  world.builder.findings = [{ id: 'f', rule: 'empty', severity: 'error', message: 'Empty.', why: 'It is.' }];
  value(await world.publisher.retry(target()));
  const blocked = await world.publisher.whenResting(id);
  expect(blocked.state).toMatchObject({ phase: 'blocked', findings: [{ id: 'f' }] });
  expect(await planned(world)).toMatchObject({ what: 'rebuild' });
});

test('what the registry still has is processed again without sending it', async () => {
  const registry = await aRegistry();
  // Our own three retries fail too, so that the author's click is what helps.
  await rehearse(registry, { fault: 'processing', status: 'failed_server', times: 4 });
  const proxy = await faultyProxy(registry.url);
  const world = await openWorld({ baseUrl: proxy.url, clock: fastClock(3000) });
  const failed = await world.publish();
  expect(failed.state).toEqual({ phase: 'failed', status: 'failed_server' });
  expect(proxy.uploads).toBe(4);
  expect(await planned(world)).toMatchObject({ what: 'reprocess' });
  value(await world.publisher.retry(target()));
  const done = await world.publisher.whenResting(failed.id);
  expect(done.state.phase).toBe('processed');
  expect(done.attempts.at(-1)).toMatchObject({ route: 'reprocess', httpStatus: 200 });
  expect(proxy.uploads).toBe(4);
});

test('without that route the kept archive is sent again', async () => {
  const registry = await aRegistry();
  await rehearse(
    registry,
    { fault: 'processing', status: 'aborted', times: 4 },
    { fault: 'answer', route: 'files', status: 404, code: '' },
  );
  const world = await aWorld(registry, { clock: fastClock(3000) });
  const failed = await world.publish();
  expect(failed.retry).toMatchObject({ what: 'send-again' });
  expect(await planned(world)).toMatchObject({ what: 'send-again' });
  value(await world.publisher.retry(target()));
  const done = await world.publisher.whenResting(failed.id);
  expect(done.state.phase).toBe('processed');
  expect(world.builder.builds).toBe(1);
});

test('what no retry can change needs a new version, and its form is prepared', async () => {
  const registry = await aRegistry();
  const world = await aWorld(registry);
  world.builder.archive = wrongZip;
  const { draft } = await world.publish();
  await world.publisher.keepDraft({ ...target(), draft: { ...draft, dependencies: [], access: 'private' } });
  const plan = await planned(world);
  expect(plan).toMatchObject({ what: 'new-version', nextVersion: '1.0.1' });
  expect(plan.sentence).toContain('access, dependencies');
  expect(await world.publisher.retry(target())).toMatchObject({
    ok: false,
    error: { code: 'needs_new_version', retry: 'new-version', field: 'packageVersion' },
  });
  expect(world.drafts.get(`${ADDON} ${CONNECTION}`)).toMatchObject({ packageVersion: '1.0.1', access: 'private' });
});

test('a version that another machine uploaded is retried too', async () => {
  const registry = await aRegistry();
  const elsewhere = await aWorld(registry);
  elsewhere.builder.archive = wrongZip;
  await elsewhere.publish();
  const here = await aWorld(registry);
  expect(await planned(here)).toMatchObject({ what: 'rebuild' });
  const retried = value(await here.publisher.retry(target()));
  expect(retried.kind).toBe('retry');
  expect((await here.publisher.whenResting(retried.id)).state.phase).toBe('processed');
  expect(await planned(here, '9.9.9')).toMatchObject({ what: 'nothing' });
});

test('without its folder a retry says what is missing', async () => {
  const registry = await aRegistry();
  const world = await aWorld(registry);
  world.builder.archive = wrongZip;
  await world.publish();
  world.addon = null;
  expect(await planned(world)).toMatchObject({ what: 'nothing', sentence: expect.stringContaining('Add the folder') });
  world.addon = anAddon(ADDON);
  expect(await planned(world)).toMatchObject({ what: 'rebuild' });
});

test('a taken version number is found before anything is packed, and offers the next', async () => {
  const registry = await aRegistry();
  const world = await aWorld(registry);
  await world.publish();
  const blocked = await world.publish();
  expect(blocked).toMatchObject({
    state: { phase: 'blocked' },
    error: { code: 'version_exists', field: 'packageVersion' },
  });
  expect(world.builder.builds).toBe(1);
});

test('a refusal that a new token mends says so', async () => {
  const registry = await aRegistry();
  await rehearse(registry, { fault: 'answer', route: 'upload', status: 401, code: '' });
  const world = await aWorld(registry);
  const rejected = await world.publish();
  expect(rejected).toMatchObject({ state: { phase: 'rejected', httpStatus: 401 }, retry: { what: 'sign-in' } });
  await rehearse(registry);
  value(await world.publisher.retry(target()));
  expect((await world.publisher.whenResting(rejected.id)).state.phase).toBe('processed');
});

test('retry all failed: one request for what the registry has, an archive for the rest, a sentence for what cannot be', async () => {
  const registry = await aRegistry();
  await rehearse(registry, { fault: 'processing', status: 'failed_not_enough_space', times: 2 });
  const proxy = await faultyProxy(registry.url);
  const world = await openWorld({ baseUrl: proxy.url });
  const first = await world.publish({ packageVersion: '1.0.1' });
  const second = await world.publish({ packageVersion: '1.0.2' });
  world.builder.archive = wrongZip;
  const third = await world.publish({ packageVersion: '1.0.3' });
  world.builder.archive = (draft) => packageZip(draft.packageId);
  const requests: string[] = [];
  const uploads = proxy.uploads;
  proxy.onRequest((line) => requests.push(line));
  const { started, skipped } = value(await world.publisher.retryAllFailed({}));
  expect(new Set(started)).toEqual(new Set([first.id, second.id, third.id]));
  expect(skipped).toEqual([]);
  for (const { id } of [first, second, third]) {
    expect((await world.publisher.whenResting(id)).state.phase).toBe('processed');
  }
  expect(requests.filter((line) => line.startsWith('POST /v1/files/retry'))).toHaveLength(1);
  expect(proxy.uploads).toBe(uploads + 1);
  expect(value(await world.publisher.retryAllFailed({}))).toEqual({ started: [], skipped: [] });
});

test('retry all failed also helps versions that only the registry remembers', async () => {
  const registry = await aRegistry();
  await rehearse(registry, { fault: 'processing', status: 'failed_not_enough_space', times: 1 });
  await (await aWorld(registry)).publish();
  const here = await aWorld(registry);
  const { started } = value(await here.publisher.retryAllFailed({ connectionId: CONNECTION }));
  expect(started).toHaveLength(1);
  expect((await here.publisher.whenResting(started[0]!)).state.phase).toBe('processed');
  expect(await stored(registry)).toMatchObject({ status: 'processed' });
});

test('what cannot be retried is skipped with the reason', async () => {
  const registry = await aRegistry();
  const world = await aWorld(registry);
  world.builder.archive = wrongZip;
  const { id } = await world.publish();
  world.addon = null;
  expect(value(await world.publisher.retryAllFailed({}))).toEqual({
    started: [],
    skipped: [{ id, sentence: expect.stringContaining('Add the folder'), said: expect.anything() }],
  });
});

test('what failed and was uploaded from elsewhere is told, also by a registry that keeps no uploads', async () => {
  const registry = await aRegistry();
  const elsewhere = await aWorld(registry);
  elsewhere.builder.archive = wrongZip;
  await elsewhere.publish();
  await rehearse(registry, { fault: 'answer', route: 'files', status: 404, code: '' });
  const here = await aWorld(registry);
  const { started, skipped } = value(await here.publisher.retryAllFailed({ connectionId: CONNECTION }));
  expect(started).toEqual([]);
  expect(skipped).toMatchObject([{ id: `${PACKAGE} 1.0.0`, sentence: expect.stringContaining('failed_no_file_dir') }]);
});
