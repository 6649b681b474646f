import { expect, test } from 'vitest';
import { keepingDrafts } from '../../../main/publish/release/keep-draft.ts';
import type { ReleaseDraft } from '../../../preload/contract.ts';
import { makeDraft } from '../../renderer/fake/submissions.ts';

const at = { addonId: 'velis', connectionId: 'local' };
function typed(notes: string): ReleaseDraft {
  return makeDraft({ notes });
}

function openDrafts() {
  const state: { kept: ReleaseDraft | null } = { kept: null };
  const keepDraft = keepingDrafts({
    get: async () => structuredClone(state.kept) ?? undefined,
    keep: async (_addonId, _connectionId, draft) => {
      state.kept = draft;
    },
    drop: async () => {
      state.kept = null;
    },
  });
  return { state, keepDraft };
}

test('of two tabs that hand over in the same moment the first is kept, and the second is told', async () => {
  const { state, keepDraft } = openDrafts();
  const [first, second] = await Promise.all([
    keepDraft({ ...at, draft: typed('here'), over: typed('') }),
    keepDraft({ ...at, draft: typed('there'), over: typed('') }),
  ]);
  expect(first).toEqual({ ok: true, value: null });
  expect(second).toMatchObject({ ok: false, error: { code: 'draft_changed' } });
  expect(state.kept?.notes).toBe('here');
});

test('who has seen what is kept goes on from it, and who says nothing of it is not asked', async () => {
  const { state, keepDraft } = openDrafts();
  await keepDraft({ ...at, draft: typed('here'), over: typed('') });
  expect(await keepDraft({ ...at, draft: typed('here and on'), over: typed('here') })).toMatchObject({ ok: true });
  // Both tabs have come to the same text: there is nothing to choose.
  expect(await keepDraft({ ...at, draft: typed('here and on'), over: typed('') })).toMatchObject({ ok: true });
  expect(await keepDraft({ ...at, draft: typed('from a terminal') })).toMatchObject({ ok: true });
  expect(state.kept?.notes).toBe('from a terminal');
});

test('after a draft was dropped nothing stands against the next', async () => {
  const { state, keepDraft } = openDrafts();
  await keepDraft({ ...at, draft: typed('here'), over: typed('') });
  state.kept = null;
  expect(await keepDraft({ ...at, draft: typed('anew'), over: typed('before') })).toMatchObject({ ok: true });
});
