import { expect, test } from 'vitest';
import type { Connection } from '../../../../preload/contract.ts';
import { untilNextPlans } from '../../../../renderer/release/places/ask-plans.ts';
import { nameAmongPlaces } from '../../../../renderer/release/places/chosen-places.ts';
import { putConnections, useConnections } from '../../../../renderer/stores/connections.ts';
import { speak } from '../../../../renderer/text/speak.ts';

test('the local registry is found among the places of main in every language, or it would be looked at without end', async () => {
  await speak('de');
  const known = { question: 'q', busy: false, askedAt: 0, stale: undefined, error: undefined };
  putConnections([{ id: 'local', kind: 'local', name: 'Local rehearsal registry' } as Connection]);
  const [local] = useConnections.getState().all as [Connection];
  const plans = [{ name: 'Local rehearsal registry', plan: null, error: null }];
  expect(local.name).not.toBe('Local rehearsal registry');
  expect(untilNextPlans({ ...known, plans }, 'q', [nameAmongPlaces(local)], 0)).toBeUndefined();
  expect(nameAmongPlaces({ id: 'main', name: 'Main' })).toBe('Main');
  await speak('system');
});

function plan(name: string) {
  return { name, plan: null, error: null };
}

const NOW = 1_000_000_000;
const known: Parameters<typeof untilNextPlans>[0] & object = {
  question: 'q',
  busy: false,
  askedAt: NOW - 5000,
  stale: undefined,
  error: undefined,
  plans: [plan('a'), plan('b')],
};

test('what would change is asked after a pause, seldom while a folder goes on changing, and not while it is known', () => {
  expect(untilNextPlans(undefined, 'q', ['a'], NOW)).toBe(1200);
  expect(untilNextPlans(known, 'another version', ['a'], NOW)).toBe(1200);
  expect(untilNextPlans(known, 'q', ['a', 'b'], NOW)).toBeUndefined();
  // A place that was switched on.
  expect(untilNextPlans(known, 'q', ['a', 'c'], NOW)).toBe(1200);
  expect(untilNextPlans({ ...known, busy: true }, 'q', ['a', 'c'], NOW)).toBeUndefined();
  expect(untilNextPlans({ ...known, busy: true }, 'typed on', ['a'], NOW)).toBe(1200);
  // The folder changed: half a minute after the last look, or at once where that is longer ago.
  expect(untilNextPlans({ ...known, stale: 'later' }, 'q', ['a'], NOW)).toBe(25_000);
  expect(untilNextPlans({ ...known, askedAt: NOW - 60_000, stale: 'later' }, 'q', ['a'], NOW)).toBe(1200);
  // The author changed a place, or a release ended.
  expect(untilNextPlans({ ...known, stale: 'soon' }, 'q', ['a'], NOW)).toBe(1200);
  // Ten minutes later somebody else may have released.
  expect(untilNextPlans({ ...known, askedAt: NOW - 600_000 }, 'q', ['a'], NOW)).toBe(1200);
  const error = { code: 'missing_part', message: 'gone' };
  expect(untilNextPlans({ ...known, error, plans: [] }, 'q', ['a'], NOW)).toBeUndefined();
});
