import { expect, test } from 'vitest';
import {
  differingFields,
  firstFields,
  isChangeable,
  listedFields,
  STORED_FIELDS,
  type StoredFields,
  selectionOf,
  storedFieldsOf,
} from '../../../protocol/index.ts';

const FIELDS: StoredFields = {
  xpSelection: '12-',
  platforms: { macOS: true, windows: false, linux: false },
  dependencies: [
    ['some.library', '1.2'],
    ['xpkg/other.library', '*'],
  ],
  incompatibilities: [['old.plugin', '1-2']],
};

test('what differs is told by field; how it is written, and the order of rows, is no difference', () => {
  expect(
    differingFields(FIELDS, {
      ...FIELDS,
      dependencies: [
        ['other.library', '*'],
        ['XPKG/Some.Library', '1.2-1.2'],
      ],
    }),
  ).toEqual([]);
  const changes: { readonly [F in keyof StoredFields]: StoredFields[F] } = {
    xpSelection: '11-',
    platforms: { ...FIELDS.platforms, linux: true },
    dependencies: [['some.library', '1.2']],
    incompatibilities: [],
  };
  for (const field of STORED_FIELDS)
    expect(differingFields(FIELDS, { ...FIELDS, [field]: changes[field] })).toEqual([field]);
  expect(STORED_FIELDS.filter(isChangeable)).toEqual(['xpSelection', 'incompatibilities']);
  expect(isChangeable('access')).toBe(false);
});

test('only these fields are taken of what has more, and a form begins with its own lists', () => {
  expect(storedFieldsOf({ ...FIELDS, privateKey: 'secret' })).toEqual(FIELDS);
  expect(listedFields({ ...FIELDS, privateKey: 'secret' })).toEqual({
    xplaneSelection: '12-',
    platforms: FIELDS.platforms,
    dependencies: FIELDS.dependencies,
    incompatibilities: FIELDS.incompatibilities,
  });
  expect(firstFields()).toEqual({
    xpSelection: '*',
    platforms: { macOS: false, windows: false, linux: false },
    dependencies: [],
    incompatibilities: [],
  });
  expect(firstFields().dependencies).not.toBe(firstFields().dependencies);
});

test('the selection is read under either name, the first that says anything', () => {
  expect(selectionOf({ xpSelection: '12', xplaneSelection: '11' })).toEqual({ xpSelection: '12' });
  expect(selectionOf({ xpSelection: '', xplaneSelection: '11' })).toEqual({ xpSelection: '11' });
  expect(selectionOf({ xpSelection: null })).toEqual({ xpSelection: '' });
});
