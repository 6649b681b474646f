import { expect, test, vi } from 'vitest';
import { keepingDrafts } from '../../../../main/publish/release/keep-draft.ts';
import type { ReleaseDraft } from '../../../../preload/contract.ts';
import { fakeMain } from '../../fake/main.ts';
import { makeDraft } from '../../fake/submissions.ts';
import { tabStorage } from '../../fake/tab-storage.ts';

const target = { addonId: 'velis', connectionId: 'local' };

/** One main's drafts, and the page of a tab over it with news that come late: what two tabs in one moment look like. */
async function openTab(keepDraft: ReturnType<typeof keepingDrafts>, kept: () => ReleaseDraft) {
  vi.resetModules();
  vi.stubGlobal('sessionStorage', tabStorage());
  const main = fakeMain();
  const { startRelease } = main.bridge.publish;
  const publish = {
    onDraftKept: () => () => {},
    keepDraft,
    startRelease: async (asked: typeof target) => {
      const answer = await startRelease(asked);
      return answer.ok ? { ok: true, value: { ...answer.value, draft: kept() } } : answer;
    },
  };
  const loadmaster = { publish };
  const inTab = <T>(work: () => T): T => {
    vi.stubGlobal('window', { loadmaster });
    return work();
  };
  vi.stubGlobal('window', { loadmaster });
  const forms = await import('../../../../renderer/release/form/forms.ts');
  const { keepNow } = await import('../../../../renderer/release/form/keep-draft.ts');
  const { followOtherTabs, keepThisTab } = await import('../../../../renderer/release/form/other-tabs.ts');
  followOtherTabs();
  await forms.openForm(target);
  return {
    type: (notes: string) => inTab(() => forms.typeField(target, 'notes', notes)),
    handOver: () => inTab(() => keepNow(target)),
    keepThis: () => inTab(() => keepThisTab(target)),
    form: () => forms.formOf(target),
  };
}

test('typed in two tabs before either heard of the other: both keep their text, and the later one is asked', async () => {
  const state = { kept: makeDraft({ notes: 'before' }) };
  const keepDraft = keepingDrafts({
    get: async () => structuredClone(state.kept),
    keep: async (_addonId, _connectionId, draft) => {
      state.kept = draft;
    },
    drop: async () => {},
  });
  const here = await openTab(keepDraft, () => state.kept);
  const there = await openTab(keepDraft, () => state.kept);
  here.type('typed here');
  there.type('typed there');
  await here.handOver();
  await there.handOver();
  expect(state.kept.notes).toBe('typed here');
  expect(here.form()?.model.notes).toBe('typed here');
  await vi.waitFor(() => expect(there.form()?.otherTab?.notes).toBe('typed here'));
  expect(there.form()?.model.notes).toBe('typed there');

  there.keepThis();
  await vi.waitFor(() => expect(state.kept.notes).toBe('typed there'));
  expect(there.form()?.otherTab).toBeUndefined();
});
