import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import type { Outcome, ReleaseDraft } from '../../../../preload/contract.ts';
import { fakeBridge } from '../../fake/bridge.ts';
import { makeDraft } from '../../fake/submissions.ts';
import { tabStorage } from '../../fake/tab-storage.ts';

const target = { addonId: 'velis', connectionId: 'local' };
function typed(notes: string): ReleaseDraft {
  return makeDraft({ notes });
}

const kept: Outcome<null> = { ok: true, value: null };
const diskFull: Outcome<null> = { ok: false, error: { code: 'disk_full', message: 'The disk is full.' } };

/** A main whose answers to keepDraft are given one by one by the test. */
function openMain() {
  const answers: ((outcome: Outcome<null>) => void)[] = [];
  const main = fakeBridge({ publish: { keepDraft: () => new Promise((answer) => answers.push(answer)) } });
  vi.stubGlobal('window', { loadmaster: main.bridge });
  const handed = () => main.calls.map(([, input]) => (input as { draft: ReleaseDraft }).draft.notes);
  return { answers, handed };
}

/** The module as a page that was just loaded has it: nothing in memory, the tab's storage as it was left. */
async function loadPage() {
  vi.resetModules();
  return import('../../../../renderer/release/form/keep-draft.ts');
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('sessionStorage', tabStorage());
});

test('a moment after the first key main is handed what is typed by then, however fast the typing goes on', async () => {
  const { handed } = openMain();
  const { keepSoon } = await loadPage();
  for (const notes of ['L', 'Lo', 'Loa', 'Load']) {
    keepSoon(target, typed(notes));
    vi.advanceTimersByTime(100);
  }
  expect(handed()).toEqual(['Loa']);
});

test('while main is writing one draft only the newest waits', async () => {
  const { answers, handed } = openMain();
  const { keepSoon, keepNow, unkeptDraft } = await loadPage();
  keepSoon(target, typed('first'));
  const keeping = keepNow(target);
  keepSoon(target, typed('second'));
  keepSoon(target, typed('third'));
  answers[0]?.(kept);
  await vi.waitFor(() => expect(handed()).toEqual(['first', 'third']));
  expect(unkeptDraft(target)?.notes).toBe('third');
  answers[1]?.(kept);
  await keeping;
  expect(unkeptDraft(target)).toBeUndefined();
});

test('what the page before a reload could not hand over is still there', async () => {
  openMain();
  const before = await loadPage();
  before.keepSoon(target, typed('typed in the last instant'));
  const { handed } = openMain();
  const after = await loadPage();
  expect(after.unkeptDraft(target)?.notes).toBe('typed in the last instant');
  void after.keepNow(target);
  expect(handed()).toEqual(['typed in the last instant']);
});

test('what main has is not brought back by a reload', async () => {
  const { answers } = openMain();
  const before = await loadPage();
  before.keepSoon(target, typed('kept'));
  const keeping = before.keepNow(target);
  answers[0]?.(kept);
  await keeping;
  expect((await loadPage()).unkeptDraft(target)).toBeUndefined();
});

test('a draft that main could not keep stays with the tab, and is handed over with the next key', async () => {
  const { answers, handed } = openMain();
  const { keepSoon, keepNow, unkeptDraft } = await loadPage();
  keepSoon(target, typed('on a full disk'));
  const keeping = keepNow(target);
  answers[0]?.(diskFull);
  await keeping;
  expect(unkeptDraft(target)?.notes).toBe('on a full disk');
  keepSoon(target, typed('with room again'));
  void keepNow(target);
  expect(handed()).toEqual(['on a full disk', 'with room again']);
});

test('a draft too large for the tab leaves no older one behind', async () => {
  vi.stubGlobal('sessionStorage', tabStorage(2000));
  openMain();
  const before = await loadPage();
  before.keepSoon(target, typed('short'));
  before.keepSoon(target, typed('x'.repeat(2000)));
  expect((await loadPage()).unkeptDraft(target)).toBeUndefined();
});

test('a damaged text in the tab is no draft', async () => {
  openMain();
  const before = await loadPage();
  before.keepSoon(target, typed('whole'));
  const key = sessionStorage.key(0) ?? '';
  sessionStorage.setItem(key, '{"notes":');
  expect((await loadPage()).unkeptDraft(target)).toBeUndefined();
  expect(sessionStorage.length).toBe(0);
});

test('a tab without a storage of its own still hands everything to main', async () => {
  vi.unstubAllGlobals();
  const { answers, handed } = openMain();
  const { keepSoon, keepNow, unkeptDraft } = await loadPage();
  onTestFinished(() => void Reflect.deleteProperty(globalThis, 'sessionStorage'));
  Object.defineProperty(globalThis, 'sessionStorage', {
    configurable: true,
    get: () => {
      throw new DOMException('no storage here', 'SecurityError');
    },
  });
  keepSoon(target, typed('kept by main alone'));
  const keeping = keepNow(target);
  answers[0]?.(kept);
  await keeping;
  expect([handed(), unkeptDraft(target)]).toEqual([['kept by main alone'], undefined]);
});
