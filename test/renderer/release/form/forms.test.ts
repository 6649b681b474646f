import { beforeEach, expect, test, vi } from 'vitest';
import { MAX_LIST_ROWS } from '../../../../protocol/index.ts';
import {
  forgetAnswer,
  formOf,
  openForm,
  patchForm,
  startOver,
  typeCell,
  typeField,
  useForms,
} from '../../../../renderer/release/form/forms.ts';
import { keepNow, PAGE } from '../../../../renderer/release/form/keep-draft.ts';
import { newRow } from '../../../../renderer/release/form/model.ts';
import { followOtherTabs, keepThisTab, takeOtherTab } from '../../../../renderer/release/form/other-tabs.ts';
import { faultsByRow, fieldFault } from '../../../../renderer/release/form/shown-faults.ts';
import { pasteRows } from '../../../../renderer/release/lists/paste-rows.ts';
import { followEndings } from '../../../../renderer/release/publish/follow-endings.ts';
import { placeRefusal, publishForm } from '../../../../renderer/release/publish/publish.ts';
import { useNotices } from '../../../../renderer/stores/notices.ts';
import { putSubmission } from '../../../../renderer/stores/submissions.ts';
import { fakeMain, type Scenario } from '../../fake/main.ts';
import { makeDraft, makeSubmission } from '../../fake/submissions.ts';
import { tabStorage } from '../../fake/tab-storage.ts';

const target = { addonId: 'velis', connectionId: 'local' };
let main = fakeMain();

async function open(scenario: Scenario = {}): Promise<void> {
  main = fakeMain(scenario);
  vi.stubGlobal('window', { loadmaster: main.bridge });
  vi.stubGlobal('requestAnimationFrame', () => 0);
  await openForm(target);
}

function asked(channel: string) {
  return main.calls.filter(([name]) => name === channel).map(([, input]) => input);
}

function form() {
  return formOf(target)!;
}

vi.stubGlobal('sessionStorage', tabStorage());

beforeEach(async () => {
  await keepNow(target);
  useForms.setState({}, true);
  await open();
});

test('what was typed is handed to main, which keeps it', async () => {
  typeField(target, 'notes', 'first');
  typeField(target, 'notes', 'second');
  await keepNow(target);
  expect(asked('publish.keepDraft')).toMatchObject([{ ...target, draft: { notes: 'second' } }]);
});

test('main is asked for the draft only when it has what was typed', async () => {
  typeField(target, 'notes', 'just now');
  await openForm(target);
  const order = main.calls.map(([name]) => name).filter((name) => /keepDraft|startRelease/.test(name));
  expect(order).toEqual(['publish.startRelease', 'publish.keepDraft', 'publish.startRelease']);
  expect(asked('publish.keepDraft')).toMatchObject([{ draft: { notes: 'just now' } }]);
});

test('coming back while something is not yet kept keeps what is on screen', async () => {
  const opening = openForm(target);
  typeField(target, 'packageVersion', '9.9.9');
  await opening;
  expect(form().model.packageVersion).toBe('9.9.9');
});

test('typing while the registry is asked anew is never undone by its answer', async () => {
  const opening = openForm(target);
  typeField(target, 'packageVersion', '1.2.0');
  await keepNow(target);
  await opening;
  expect(form().model.packageVersion).toBe('1.2.0');
  expect(form().faults.map(({ code }) => code)).toContain('version_exists');
});

test('a form with a fault is not sent', async () => {
  await publishForm(target, false);
  expect(form().attempted).toBe(true);
  expect([asked('publish.check'), asked('publish.submit')]).toEqual([[], []]);
});

test("the registry's refusal stands at its row until that row changes", () => {
  const row = form().model.dependencies[1]!;
  const draft = makeDraft({ dependencies: form().model.dependencies.map(({ id, selection }) => [id, selection]) });
  const error = { code: 'made_up', message: 'Not this one.', list: 'dependencies' as const, row: 1 };
  placeRefusal(target, makeSubmission({ phase: 'rejected', httpStatus: 400 }, { draft, error }));
  expect(faultsByRow(form()).get(row.key)).toMatchObject({ code: 'made_up', message: 'Not this one.' });
  typeField(target, 'notes', 'elsewhere');
  expect(faultsByRow(form()).has(row.key)).toBe(true);
  typeCell(target, 'dependencies', row.key, 'id', 'other.library');
  expect(faultsByRow(form()).has(row.key)).toBe(false);
});

test('a refusal of something that is not in the form any more is not put into it', () => {
  const error = { code: 'self_dep', message: 'No.', list: 'dependencies' as const, row: 0 };
  const draft = makeDraft({ dependencies: [['something.else', '*']] });
  placeRefusal(target, makeSubmission({ phase: 'rejected', httpStatus: 400 }, { draft, error }));
  expect(form().answered).toEqual([]);
});

test('an empty field is no fault before somebody tries to publish', async () => {
  typeField(target, 'packageVersion', '');
  expect(fieldFault(form(), 'packageVersion', '')).toBeUndefined();
  await publishForm(target, false);
  expect(fieldFault(form(), 'packageVersion', '')?.code).toBe('invalid_or_empty_str');
});

test('what was typed before starting over comes back with one press', async () => {
  typeField(target, 'notes', 'an hour of work');
  await startOver(target);
  const offered = useNotices.getState().shown.find(({ action }) => action !== undefined);
  expect([offered?.title, form().model.notes]).toEqual(['The form is filled in anew.', '']);
  offered?.action?.run();
  expect(form().model.notes).toBe('an hour of work');
  await keepNow(target);
  expect(asked('publish.keepDraft').at(-1)).toMatchObject({ draft: { notes: 'an hour of work' } });
});

test('a form out of sight learns the next number when its release has ended', async () => {
  const asking = () => asked('publish.startRelease').length;
  const stop = followEndings();
  const release = { id: 'now', addonId: target.addonId, connectionId: target.connectionId };
  putSubmission(makeSubmission({ phase: 'processing', since: 1, cancelAsked: false }, { ...release, updatedAt: 1 }));
  const before = asking();
  const processed = { phase: 'processed', hash: null, size: null } as const;
  putSubmission(makeSubmission(processed, { ...release, updatedAt: 2 }));
  putSubmission(makeSubmission(processed, { ...release, updatedAt: 3 }));
  stop();
  expect(asking() - before).toBe(1);
});

test('a list takes as many pasted rows as it may have, and the rest is named', () => {
  const rows = Array.from({ length: 300 }, (_, at) => newRow(`author.package-${at}`, '*'));
  const before = form().model.dependencies;
  pasteRows(target, 'dependencies', rows, false);
  expect(form().model.dependencies).toHaveLength(MAX_LIST_ROWS);
  const notice = useNotices.getState().shown.at(-1);
  expect(notice?.text).toContain(`author.package-${MAX_LIST_ROWS - before.length}, `);
  notice?.action?.run();
  expect(form().model.dependencies).toEqual(before);
});

test('what is private elsewhere becomes public by a second press only', async () => {
  const { start } = form();
  const draft = makeDraft({ access: 'private' });
  const elsewhere = { connectionId: 'another', version: '1.0.0', draft };
  typeField(target, 'access', 'public');
  patchForm(target, { start: { ...start, takenVersions: [], elsewhere }, faults: [] });
  await publishForm(target, false);
  expect(asked('publish.submit')).toEqual([]);
  expect(fieldFault(form(), 'access', 'public')).toMatchObject({ code: 'more_public' });
  await publishForm(target, false);
  expect(asked('publish.submit')).toMatchObject([{ draft: { access: 'public' } }]);
});

test('a package that was made clears what was said about its absence, and nothing else', () => {
  patchForm(target, {
    answered: [
      { code: 'no_package', field: 'packageId' },
      { code: 'invalid_selection', field: 'xpSelection' },
    ],
  });
  forgetAnswer(target, 'no_package');
  expect(form().answered).toEqual([{ code: 'invalid_selection', field: 'xpSelection' }]);
});

test('what another tab typed is shown here as it is kept, and what this one kept is not read back', () => {
  const stop = followOtherTabs();
  main.emit.publish.draftKept({ ...target, draft: makeDraft({ notes: 'typed there' }), page: 'other' });
  expect(form().model.notes).toBe('typed there');
  main.emit.publish.draftKept({ ...target, draft: makeDraft({ notes: 'an older one of this page' }), page: PAGE });
  expect(form().model.notes).toBe('typed there');
  stop();
});

test('typed in two tabs at once, neither is overwritten before the author chose', async () => {
  const stop = followOtherTabs();
  typeField(target, 'notes', 'typed here');
  main.emit.publish.draftKept({ ...target, draft: makeDraft({ notes: 'typed there' }), page: 'other' });
  typeField(target, 'notes', 'typed here, and on');
  await keepNow(target);
  expect(asked('publish.keepDraft')).toEqual([]);
  expect(form()).toMatchObject({ model: { notes: 'typed here, and on' }, otherTab: { notes: 'typed there' } });
  keepThisTab(target);
  await keepNow(target);
  expect(asked('publish.keepDraft')).toMatchObject([{ draft: { notes: 'typed here, and on' } }]);

  typeField(target, 'notes', 'once more');
  main.emit.publish.draftKept({ ...target, draft: makeDraft({ notes: 'typed there' }), page: 'other' });
  takeOtherTab(target);
  await keepNow(target);
  expect(form()).toMatchObject({ model: { notes: 'typed there' }, otherTab: undefined });
  expect(asked('publish.keepDraft')).toHaveLength(1);
  stop();
});
