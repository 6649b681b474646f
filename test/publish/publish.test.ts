import { expect, test } from 'vitest';
import { aRegistry, openWorld, rehearse, stored } from './world.ts';

test('a release goes from a folder to a processed version', async () => {
  const registry = await aRegistry();
  const world = await openWorld({ baseUrl: registry.url });
  const submission = await world.publish();
  expect(submission.error).toBeNull();
  expect(submission.state).toMatchObject({ phase: 'processed' });
  expect(submission.attempts).toMatchObject([{ number: 1, route: 'upload', httpStatus: 204 }]);
  expect(await stored(registry)).toMatchObject({
    status: 'processed',
    xpSelection: '12-',
    isPublic: true,
    isStored: true,
    platforms: { macOS: true, windows: true, linux: false },
    dependencies: [['xpkg/other.package', '1.2-']],
    incompatibilities: [['xpkg/bad.package', '*']],
  });
  const mark = { version: '1.0.0', archiveSha256: submission.archive?.sha256 };
  expect(world.marks).toMatchObject([
    { ...mark, status: 'processing' },
    { ...mark, status: 'processed' },
  ]);
});

test('what the server broke is sent again by itself', async () => {
  const registry = await aRegistry();
  await rehearse(registry, { fault: 'processing', status: 'failed_server', times: 2 });
  const world = await openWorld({ baseUrl: registry.url });
  const submission = await world.publish();
  expect(submission.state.phase).toBe('processed');
  expect(submission.attempts.map(({ route }) => route)).toEqual(['upload', 'retry', 'retry']);
});

test('every step of a release is in its log, in order, and a release that is not there has none', async () => {
  const registry = await aRegistry();
  const world = await openWorld({ baseUrl: registry.url });
  const { id } = await world.publish();
  const log = await world.publisher.log({ id });
  if (!log.ok) throw new Error(log.error.message);
  const phases = log.value.map(({ phase }) => phase);
  expect(phases.filter((phase, at) => phase !== phases[at - 1])).toEqual([
    'queued',
    'building',
    'built',
    'sending',
    'processing',
    'processed',
  ]);
  expect(log.value.map(({ at }) => at)).toEqual(log.value.map(({ at }) => at).toSorted((a, b) => a - b));
  expect(await world.publisher.log({ id: 'nobody' })).toMatchObject({ ok: false });
});
