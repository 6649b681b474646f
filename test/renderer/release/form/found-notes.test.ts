import { beforeEach, expect, test, vi } from 'vitest';
import type { FoundNotes } from '../../../../preload/contract.ts';
import { formOf, openForm, typeField, useForms } from '../../../../renderer/release/form/forms.ts';
import { followNotes, takeFoundNotes } from '../../../../renderer/release/form/found-notes.ts';
import { keepNow } from '../../../../renderer/release/form/keep-draft.ts';
import { useNotices } from '../../../../renderer/stores/notices.ts';
import { fakeMain } from '../../fake/main.ts';
import { tabStorage } from '../../fake/tab-storage.ts';

const target = { addonId: 'velis', connectionId: 'local' };
const told: Record<string, FoundNotes> = {
  '1.3.0': { source: 'changelog', from: 'CHANGELOG.md', heading: '1.3.0', text: '- Wider' },
  '1.4.0': { source: 'git', from: 'v1.3.0', heading: null, text: '- Longer' },
};

vi.stubGlobal('sessionStorage', tabStorage());

beforeEach(async () => {
  await keepNow(target);
  useForms.setState({}, true);
  const { bridge } = fakeMain({ notes: told });
  vi.stubGlobal('window', { loadmaster: bridge });
  await openForm(target);
  typeField(target, 'notes', '');
});

function form() {
  return formOf(target)!;
}

async function version(typed: string): Promise<string> {
  typeField(target, 'packageVersion', typed);
  await followNotes(target, typed);
  return form().model.notes;
}

test('notes follow the version as long as nobody touched them', async () => {
  expect(await version('1.3.0')).toBe('- Wider');
  expect(await version('1.4.0')).toBe('- Longer');
  expect(await version('2.0.0')).toBe('');
  expect(await version('1.3.0')).toBe('- Wider');
});

test('what was typed stays, and so does what was taken out', async () => {
  await version('1.3.0');
  typeField(target, 'notes', '- Wider wings');
  expect(await version('1.4.0')).toBe('- Wider wings');
  expect(form().foundNotes?.from).toBe('v1.3.0');
  typeField(target, 'notes', '');
  expect(await version('1.3.0')).toBe('');
});

test('taking what was found can be taken back', async () => {
  typeField(target, 'notes', 'Mine.');
  await version('1.3.0');
  takeFoundNotes(target, told['1.3.0']!);
  expect(form().model.notes).toBe('- Wider');
  useNotices.getState().shown.at(-1)?.action?.run();
  expect(form().model.notes).toBe('Mine.');
});

test('an answer about a version that is no longer in the form changes nothing', async () => {
  typeField(target, 'packageVersion', '1.3.0');
  const late = followNotes(target, '1.3.0');
  typeField(target, 'packageVersion', '2.0.0');
  await late;
  expect(form()).toMatchObject({ foundNotes: undefined, model: { notes: '' } });
});
