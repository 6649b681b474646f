import { beforeEach, expect, test } from 'vitest';
import { addonKinds } from '../../../../preload/contract.ts';
import {
  choose,
  chooseAll,
  chooseMany,
  chooseNone,
  setOrder,
  useChoice,
} from '../../../../renderer/hangar/state/choice.ts';
import { groupListed, listAddons, matches, NO_FILTER, sortListed } from '../../../../renderer/hangar/state/listing.ts';
import { STANDINGS, standingOf, subjectsOf } from '../../../../renderer/hangar/state/standing.ts';
import { makeAddon, manyAddons } from '../../fake/addons.ts';
import { exampleSubmissions } from '../../fake/submissions.ts';

const NOW = 1_700_000_000_000;
const published = { connectionId: 'local', version: '1.0.0', status: 'processed', at: NOW };
const same = { since: '1.0.0', added: 0, changed: 0, removed: 0 };
const NOBODY = { state: 'ready', error: undefined, ids: [], byId: {} } as const;

function listOf(addons: Parameters<typeof listAddons>[0]) {
  return listAddons(addons, subjectsOf(addons, NOBODY, { all: [] }, 'local'));
}

test.each([
  ['new', {}],
  ['errors', { findings: { error: 1, warning: 0, note: 0 } }],
  ['changed', { lastPublished: published, changedSince: { ...same, changed: 1 } }],
  ['current', { lastPublished: published, changedSince: same }],
  ['attention', { lastPublished: { ...published, status: 'failed_macosx' }, changedSince: same }],
  ['attention', { state: 'missing' as const }],
  ['attention', { state: 'failed' as const }],
  ['reading', { state: 'reading' as const, fileCount: 0 }],
])('an add-on stands as %s', (standing, change) => {
  expect(listOf([makeAddon({ id: 'one', ...change })])[0]?.standing).toBe(standing);
});

test('the newest submission to the registry in use decides, for many as for one', () => {
  const submissions = exampleSubmissions(NOW);
  const addons = [...new Set(submissions.map(({ addonId }) => addonId))]
    .filter((id) => id !== null)
    .map((id) => makeAddon({ id }));
  const state = {
    ...NOBODY,
    ids: submissions.map(({ id }) => id),
    byId: Object.fromEntries(submissions.map((one) => [one.id, one])),
  };
  const here = subjectsOf(addons, state, { all: [] }, 'local');
  expect(addons.some(({ id }) => here.get(id)?.about === 'submission')).toBe(true);
  const elsewhere = subjectsOf(addons, state, { all: [] }, 'another');
  expect(addons.every(({ id }) => elsewhere.get(id)?.about === 'folder')).toBe(true);
});

test('filters of words, kind, state and findings hold together', () => {
  const listed = listOf(manyAddons(100, NOW));
  const count = (wanted: Partial<typeof NO_FILTER>) =>
    listed.filter((one) => matches(one, { ...NO_FILTER, ...wanted })).length;
  expect(count({})).toBe(100);
  expect(count({ kind: 'aircraft' })).toBe(10);
  expect(count({ query: 'velis 5' })).toBe(listed.filter(({ addon }) => /Velis .*5/.test(addon.name)).length);
  const errors = count({ findings: 'errors' });
  expect(errors).toBeGreaterThan(0);
  expect(count({ standing: 'errors' })).toBe(errors);
  expect(count({ findings: 'errors' }) + count({ findings: 'none' })).toBeLessThan(100);
  expect(count({ kind: 'aircraft', standing: 'errors' })).toBeLessThan(errors);
});

test('orders: newest first, by name with numbers as numbers, by size, by the last release', () => {
  const addons = [
    makeAddon({ id: 'a', name: 'Pack 10', sizeBytes: 1, lastPublished: { ...published, at: 2 } }),
    makeAddon({ id: 'b', name: 'pack 9', sizeBytes: 3, lastPublished: { ...published, at: 5 } }),
    makeAddon({ id: 'c', name: 'Ångström', sizeBytes: 2 }),
  ];
  const order = (sort: Parameters<typeof sortListed>[1]) =>
    sortListed(listOf(addons), sort)
      .map(({ addon }) => addon.id)
      .join('');
  expect([order('newest'), order('name'), order('size'), order('published')]).toEqual(['cba', 'cba', 'bca', 'bac']);
});

test('groups hold every add-on once, in the order of the states', () => {
  const listed = listOf(manyAddons(60, NOW));
  for (const group of ['none', 'state', 'kind'] as const) {
    const groups = groupListed(listed, group, addonKinds);
    expect(groups.reduce((sum, one) => sum + one.listed.length, 0)).toBe(60);
    expect(groups.every((one) => one.listed.length > 0)).toBe(true);
  }
  const states = groupListed(listed, 'state', addonKinds).flatMap(({ by }) =>
    by && 'standing' in by ? [STANDINGS.indexOf(by.standing)] : [],
  );
  expect(states).toEqual(states.toSorted((a, b) => a - b));
  expect(standingOf(makeAddon({ id: 'x' }), { about: 'folder' })).toBe('new');
});

beforeEach(() => {
  chooseNone();
  setOrder(['a', 'b', 'c', 'd', 'e']);
});
function chosen() {
  return [...useChoice.getState().chosen].toSorted().join('');
}

test('with Shift everything between two ticks is ticked, in the order on screen, or unticked', () => {
  choose('b', true, false);
  choose('d', true, true);
  expect(chosen()).toBe('bcd');
  choose('c', false, false);
  choose('a', false, true);
  expect(chosen()).toBe('d');
  choose('gone', true, false);
  choose('e', true, true);
  expect(chosen()).toBe('degone');
});

test('all that is shown, a group, none', () => {
  chooseMany(['a', 'c'], true);
  chooseMany(['c', 'e'], false);
  expect(chosen()).toBe('a');
  chooseAll();
  expect(chosen()).toBe('abcde');
  chooseNone();
  expect(chosen()).toBe('');
});
