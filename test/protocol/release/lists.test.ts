import { expect, test } from 'vitest';
import { listFaults, validateLists } from '../../../protocol/index.ts';

const OWN = 'example.package1';

test('valid lists come out as they are stored', () => {
  const lists = validateLists(OWN, [[' Author.Package ', '1.2']], [['other/some.package', '*']]);
  expect(lists).toEqual({
    ok: true,
    dependencies: [['xpkg/author.package', '1.2-1.2']],
    incompatibilities: [['other/some.package', '*']],
  });
});

test('the same package of two repositories is two packages', () => {
  const lists = validateLists(OWN, [[`other/${OWN}`, '1']], [['third/example.package1', '1']]);
  expect(lists).toMatchObject({ ok: true, dependencies: [['other/example.package1', '1-1']] });
});

test('rows of one id merge where the first stands', () => {
  const dependencies = [
    ['author.first', '3'],
    ['author.second', '1'],
    ['XPKG/Author.First', '1'],
  ];
  expect(validateLists(OWN, dependencies, [])).toMatchObject({
    dependencies: [
      ['xpkg/author.first', '1-1,3-3'],
      ['xpkg/author.second', '1-1'],
    ],
  });
});

interface FaultCase {
  readonly name: string;
  readonly own?: unknown;
  readonly dependencies?: unknown;
  readonly incompatibilities?: unknown;
  readonly fault: Readonly<Record<string, unknown>>;
}

const row = ['author.package', '*'];
const FAULTS: readonly FaultCase[] = [
  {
    name: 'own id',
    own: 'x',
    dependencies: 'x',
    fault: { code: 'invalid_id_or_repo', list: undefined, row: undefined, column: undefined },
  },
  {
    name: 'no own id',
    own: undefined,
    fault: { code: 'invalid_or_empty_str', list: undefined, row: undefined, column: undefined },
  },
  {
    name: 'own id elsewhere',
    own: 'other/a.package',
    fault: { code: 'invalid_id_or_repo', list: undefined, row: undefined, column: undefined },
  },
  {
    name: 'no list',
    dependencies: 'x',
    incompatibilities: 7,
    fault: { code: 'bad_dep_arr', list: 'dependencies', row: undefined, column: undefined },
  },
  {
    name: 'the second list comes before the rows of the first',
    dependencies: ['x'],
    incompatibilities: null,
    fault: { code: 'bad_inc_arr', list: 'incompatibilities', row: undefined, column: undefined },
  },
  {
    name: '129 rows',
    dependencies: Array(129).fill(row),
    fault: { code: 'bad_dep_arr', list: 'dependencies', row: undefined, column: undefined },
  },
  {
    name: 'a hole',
    dependencies: Object.assign(new Array(3), { 0: row, 2: row }),
    fault: { code: 'bad_dep_tuple', list: 'dependencies', row: 1, column: undefined },
  },
  {
    name: 'an object',
    dependencies: [{ 0: 'a', 1: 'b', length: 2 }],
    fault: { code: 'bad_dep_tuple', list: 'dependencies', row: 0, column: undefined },
  },
  {
    name: 'number as id',
    dependencies: [row, [1, 2]],
    fault: { code: 'invalid_dep_tuple_types', list: 'dependencies', row: 1, column: 'id' },
  },
  {
    name: 'number as selection',
    incompatibilities: [['x', 2]],
    fault: { code: 'invalid_inc_tuple_types', list: 'incompatibilities', row: 0, column: 'selection' },
  },
  {
    name: 'an empty id',
    incompatibilities: [
      ['author.other', '*'],
      [' ', '*'],
    ],
    fault: { code: 'invalid_inc_tuple_id', list: 'incompatibilities', row: 1, column: 'id' },
  },
  {
    name: 'itself',
    dependencies: [row, [` XPKG/${OWN} `, '*']],
    fault: { code: 'self_dep', list: 'dependencies', row: 1, column: 'id' },
  },
  {
    name: 'a dependency as incompatibility',
    dependencies: [row],
    incompatibilities: [['xpkg/Author.Package', 'x']],
    fault: { code: 'dep_or_self_inc', list: 'incompatibilities', row: 0, column: 'id' },
  },
  {
    name: 'an empty selection',
    dependencies: [row, ['author.other', '']],
    fault: { code: 'invalid_dep_sel', list: 'dependencies', row: 1, column: 'selection' },
  },
  {
    name: 'the row that spoils a merged selection',
    dependencies: [['author.other', '1'], row, ['author.other', '2-1']],
    incompatibilities: [['author.third', 'x']],
    fault: { code: 'invalid_dep_sel', list: 'dependencies', row: 2, column: 'selection' },
  },
  {
    name: 'selections of incompatibilities last',
    dependencies: [row],
    incompatibilities: [['author.third', 'x']],
    fault: { code: 'invalid_inc_sel', list: 'incompatibilities', row: 0, column: 'selection' },
  },
];

test.each(FAULTS)('$name', ({ fault, dependencies = [], incompatibilities = [], ...rest }) => {
  const own = 'own' in rest ? rest.own : OWN;
  expect(validateLists(own, dependencies, incompatibilities)).toEqual({ ok: false, ...fault });
  expect(listFaults(own, dependencies, incompatibilities)[0]).toEqual(fault);
});

test('128 rows are allowed', () => {
  const rows = Array.from({ length: 128 }, (_, at) => [`author.package${at}`, '*']);
  expect(validateLists(OWN, rows, []).ok).toBe(true);
  expect(validateLists(OWN, [], rows).ok).toBe(true);
});

test('all faults at once, for a form that shows them all', () => {
  const faults = listFaults(OWN, [['x', '*'], ['author.a', 'bad'], row], [[OWN, '*'], row, ['author.b', 'bad'], 'x']);
  expect(faults.map(({ code, list, row: at, column }) => [code, list, at, column])).toEqual([
    ['invalid_dep_tuple_id', 'dependencies', 0, 'id'],
    ['dep_or_self_inc', 'incompatibilities', 0, 'id'],
    ['dep_or_self_inc', 'incompatibilities', 1, 'id'],
    ['bad_inc_tuple', 'incompatibilities', 3, undefined],
    ['invalid_dep_sel', 'dependencies', 1, 'selection'],
    ['invalid_inc_sel', 'incompatibilities', 2, 'selection'],
  ]);
  expect(listFaults(OWN, [row], [])).toEqual([]);
});
