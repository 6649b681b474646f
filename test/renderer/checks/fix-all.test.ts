import { expect, test, vi } from 'vitest';
import { fixAll } from '../../../renderer/checks/fix-all.ts';
import { makeFindings } from '../fake/addons.ts';
import { fakeMain } from '../fake/main.ts';

test('a long row of fixes tells how far it is, and stops after the fix that is under way', async () => {
  const main = fakeMain();
  vi.stubGlobal('window', { loadmaster: main.bridge });
  const told: number[] = [];
  const stop = new AbortController();
  const onDone = (count: number) => {
    told.push(count);
    if (count === 3) stop.abort();
  };
  const { undoIds, fault } = await fixAll('velis', makeFindings(10), { signal: stop.signal, onDone });
  expect({ told, undone: undoIds.length, fault }).toEqual({ told: [1, 2, 3], undone: 3, fault: undefined });
  expect(main.calls.filter(([channel]) => channel === 'addons.applyFix')).toHaveLength(3);
});
