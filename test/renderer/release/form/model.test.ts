import { expect, test } from 'vitest';
import {
  changeRow,
  draftFromModel,
  duplicateRow,
  modelFromDraft,
  moveRow,
  ownFaults,
  placeFault,
  removeRow,
  setField,
} from '../../../../renderer/release/form/model.ts';
import { UPLOAD_CODES } from '../../fake/codes.ts';
import { makeDraft } from '../../fake/submissions.ts';

function model() {
  return modelFromDraft(makeDraft());
}

function ids(form: ReturnType<typeof model>) {
  return form.dependencies.map(({ id }) => id);
}

test('a draft comes back from the form as it went in', () => {
  const draft = makeDraft({ notes: 'é\n', incompatibilities: [['a', 'b']] });
  expect(draftFromModel(modelFromDraft(draft))).toEqual(draft);
});

test('typing in one row leaves every other row the very same object', () => {
  const before = model();
  const key = before.dependencies[0]!.key;
  const after = changeRow(before, 'dependencies', key, 'id', 'abcdef');
  expect(after.dependencies[0]).toEqual({ key, id: 'abcdef', selection: '2.8-' });
  expect(after.dependencies[1]).toBe(before.dependencies[1]);
  expect(after.incompatibilities).toBe(before.incompatibilities);
});

test('rows are doubled, moved and removed; at the ends nothing moves', () => {
  const start = model();
  const [first, second] = start.dependencies.map(({ key }) => key);
  const doubled = duplicateRow(start, 'dependencies', first!);
  expect(ids(doubled)).toEqual(['xpkg/flywithlua.ng', 'xpkg/flywithlua.ng', 'xpkg/openscenery.library']);
  expect(new Set(doubled.dependencies.map(({ key }) => key)).size).toBe(3);
  expect(ids(moveRow(start, 'dependencies', second!, -1))).toEqual(['xpkg/openscenery.library', 'xpkg/flywithlua.ng']);
  expect(moveRow(start, 'dependencies', first!, -1)).toBe(start);
  expect(moveRow(start, 'dependencies', second!, 1)).toBe(start);
  expect(ids(removeRow(start, 'dependencies', first!))).toEqual(['xpkg/openscenery.library']);
});

test('every rule that the form can break is found at its field or cell', () => {
  const broken = modelFromDraft(
    makeDraft({
      packageVersion: 'one',
      xpSelection: '',
      platforms: { macOS: false, windows: false, linux: false },
      dependencies: [
        ['xpkg/horizon.velis', '*'],
        ['xpkg/flywithlua.ng', 'x'],
      ],
      incompatibilities: [['no', '*']],
    }),
  );
  const placed = ownFaults(broken, []).map(({ code, field, rowKey, column }) => {
    const row = [...broken.dependencies, ...broken.incompatibilities].find(({ key }) => key === rowKey);
    return [field, code, row?.id, column].filter((part) => part !== undefined).join(' ');
  });
  expect(placed).toEqual([
    'packageVersion invalid_version',
    'xpSelection invalid_or_empty_str',
    'platforms plat_supp',
    'dependencies self_dep xpkg/horizon.velis id',
    'incompatibilities invalid_inc_tuple_id no id',
    'dependencies invalid_dep_sel xpkg/flywithlua.ng selection',
  ]);
});

test('a taken version is refused in whatever spelling it is typed', () => {
  const taken = [{ version: '1.2.0', status: 'failed_macosx' }];
  const typed = (packageVersion: string) => ownFaults(setField(model(), 'packageVersion', packageVersion), taken);
  expect(['1.2', '01.2.0', ' 1.2.0 '].map((version) => typed(version)[0]?.code)).toEqual(
    Array(3).fill('version_exists'),
  );
  expect(typed('1.2.1')).toEqual([]);
});

test('129 rows are one too many', () => {
  const rows = Array.from({ length: 129 }, (_, at): [string, string] => [`some.library${at}`, '*']);
  expect(ownFaults(modelFromDraft(makeDraft({ dependencies: rows })), [])).toMatchObject([{ code: 'bad_dep_arr' }]);
});

test("the server's answer is put at its row, and stays with the row when the row moves", () => {
  const start = model();
  const fault = placeFault(start, { code: 'self_dep', message: 'No.', list: 'dependencies', row: 1 });
  expect(fault).toMatchObject({
    field: 'dependencies',
    rowKey: start.dependencies[1]!.key,
    column: 'id',
    message: 'No.',
  });
  const moved = moveRow(start, 'dependencies', start.dependencies[1]!.key, -1);
  expect(moved.dependencies[0]?.key).toBe(fault?.rowKey);
});

test('a code has a place in the form, unless its field belongs to something else that is sent', () => {
  const start = model();
  const homeless = UPLOAD_CODES.filter(
    ({ code, field }) => field !== undefined && !placeFault(start, { code, message: '', field }),
  );
  expect([...new Set(homeless.map(({ field }) => field))]).toEqual([
    'file',
    ...['packageName', 'description', 'packageType'],
    ...['name', 'email', 'password', 'expires', 'permissions'],
    ...['after', 'before'],
  ]);
});
