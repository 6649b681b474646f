import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { dropAddon, loadAddons, useAddons } from '../../../renderer/stores/addons.ts';
import { connectStores, loadStores } from '../../../renderer/stores/connect.ts';
import { sayError, useNotices } from '../../../renderer/stores/notices.ts';
import { useRates } from '../../../renderer/stores/rates.ts';
import { createResource } from '../../../renderer/stores/resource.ts';
import { addonDestinations } from '../../../renderer/stores/resources.ts';
import { changeSettings, useSettings } from '../../../renderer/stores/settings.ts';
import {
  dropSubmission,
  latestOf,
  putProgress,
  useProgress,
  useSubmissions,
} from '../../../renderer/stores/submissions.ts';
import { makeAddon } from '../fake/addons.ts';
import { fakeMain } from '../fake/main.ts';
import { makeSubmission } from '../fake/submissions.ts';

let main = fakeMain();
let disconnect = () => {};

beforeEach(() => {
  main = fakeMain();
  vi.stubGlobal('window', { loadmaster: main.bridge });
  disconnect = connectStores({
    goTo: () => {},
    command: () => {},
    isInSight: ({ title }) => title === 'in sight',
    renewForms: () => {},
  });
});
afterEach(() => {
  disconnect();
  vi.unstubAllGlobals();
});

test('a change of one add-on leaves every other row the very same object', async () => {
  await loadAddons();
  const before = useAddons.getState();
  main.emit.addons.changed(makeAddon({ id: 'gpu', name: 'Renamed' }));
  const after = useAddons.getState();
  expect(after.ids).toBe(before.ids);
  expect(after.byId.gpu?.name).toBe('Renamed');
  expect(after.byId.velis).toBe(before.byId.velis);
});

test('where releases go is read anew when the folder changes: an editor or a terminal may have written it', async () => {
  await addonDestinations.load({ addonId: 'velis' });
  const asked = () => main.calls.filter(([channel]) => channel === 'destinations.list').length;
  const before = asked();
  main.emit.addons.contentsChanged({ id: 'velis' });
  expect(asked()).toBe(before + 1);
});

test('what main takes away is gone, and what it adds is there once', async () => {
  await loadAddons();
  main.emit.addons.removed({ id: 'gpu' });
  main.emit.addons.changed(makeAddon({ id: 'fresh' }));
  main.emit.addons.changed(makeAddon({ id: 'fresh' }));
  const { ids, byId } = useAddons.getState();
  expect([ids.includes('gpu'), 'gpu' in byId, ids.filter((id) => id === 'fresh').length]).toEqual([false, false, 1]);
  dropAddon('fresh');
});

test('submissions stand newest first, and older news about one does not undo newer', async () => {
  await loadStores();
  const { ids, byId } = useSubmissions.getState();
  const times = ids.map((id) => byId[id]?.createdAt ?? 0);
  expect(times).toEqual(times.toSorted((a, b) => b - a));

  const done = makeSubmission({ phase: 'processed', hash: null, size: null }, { id: 'late', updatedAt: 20 });
  main.emit.publish.changed(done);
  main.emit.publish.changed({ ...done, state: { phase: 'sending', attempt: 1 }, updatedAt: 10 });
  expect(useSubmissions.getState().byId.late?.state.phase).toBe('processed');
  expect(latestOf(useSubmissions.getState(), 'velis', 'local')?.id).toBe('late');
});

test('progress moves without touching the submissions', async () => {
  await loadStores();
  const before = useSubmissions.getState();
  main.emit.publish.progress({ id: 'up', phase: 'sending', done: 5, total: 10, bytesPerSecond: 1, etaSeconds: 5 });
  expect(useProgress.getState().up?.done).toBe(5);
  expect(useSubmissions.getState()).toBe(before);
});

test('a setting that main refuses is taken back', async () => {
  await loadStores();
  const refusing = {
    ...main.bridge.settings,
    update: async () => ({ ok: false, error: { code: 'read_only', message: 'no' } }),
  };
  vi.stubGlobal('window', { loadmaster: { settings: refusing } });
  const error = await changeSettings({ theme: 'dark' });
  expect([error?.code, useSettings.getState().value?.theme]).toEqual(['read_only', 'system']);
});

test('the newest question wins, and a failure keeps what was known', async () => {
  const answers: ((value: string | null) => void)[] = [];
  const store = createResource(
    () => 'key',
    (_: null) =>
      new Promise<{ ok: true; value: string } | { ok: false; error: { code: string; message: string } }>((resolve) => {
        answers.push((value) =>
          resolve(value === null ? { ok: false, error: { code: 'down', message: 'down' } } : { ok: true, value }),
        );
      }),
  );
  const first = store.load(null);
  const second = store.load(null);
  answers[1]?.('new');
  await second;
  answers[0]?.('old');
  await first;
  expect(store.peek(null)).toEqual({ state: 'ready', value: 'new', error: undefined });

  const third = store.load(null);
  answers[2]?.(null);
  await third;
  expect(store.peek(null)).toMatchObject({ state: 'failed', value: 'new', error: { code: 'down' } });
});

test('a bridge that breaks under a question is an error like any other', async () => {
  vi.stubGlobal('window', { loadmaster: { addons: { list: () => Promise.reject(new Error('socket closed')) } } });
  await loadAddons();
  expect(useAddons.getState().error).toMatchObject({ code: 'bridge_lost', message: 'socket closed' });
});

test('how a release ended is told once, by the newest, and not where the author is looking at it', async () => {
  const ended = (id: string, more: object) =>
    main.emit.app.notice({
      id,
      at: 1,
      level: 'error',
      title: id,
      text: '',
      submissionId: 's',
      addonId: 'gpu',
      ...more,
    });
  ended('first', {});
  ended('second', {});
  ended('other add-on', { addonId: 'velis' });
  ended('seen', { title: 'in sight' });
  expect(useNotices.getState().shown.map(({ id }) => id)).toEqual(['second', 'other add-on']);
  expect(main.calls).toContainEqual(['app.dismissNotice', { id: 'seen' }]);
});

test('a fault that comes again is told once', () => {
  useNotices.setState({ shown: [] });
  const full = { code: 'disk_full', message: 'The disk is full.' };
  for (const title of ['Not kept', 'Not kept', 'Not built']) sayError(title, full);
  sayError('Not kept', { code: 'read_only', message: 'Read only.' });
  expect(useNotices.getState().shown.map(({ title, code }) => [title, code])).toEqual([
    ['Not kept', 'disk_full'],
    ['Not built', 'disk_full'],
    ['Not kept', 'read_only'],
  ]);
});

test('the rates of a phase are kept, the last of many, and a new phase begins anew', () => {
  const report = (phase: string, bytesPerSecond: number | null) =>
    putProgress({ id: 'rated', phase, done: 1, total: 2, bytesPerSecond, etaSeconds: null });
  for (let at = 1; at <= 200; at++) report('building', at);
  report('building', null);
  const rates = () => useRates.getState().rated?.rates;
  expect([rates()?.length, rates()?.[0], rates()?.at(-1)]).toEqual([120, 81, 200]);
  report('sending', 7);
  expect(rates()).toEqual([7]);
  dropSubmission('rated');
  expect(rates()).toBeUndefined();
});
