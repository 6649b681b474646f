import { expect, test } from 'vitest';
import { superseded } from '../../../preload/contract/phases.ts';

interface Told {
  readonly id: string;
  readonly version: string;
  readonly phase: 'failed' | 'rejected' | 'processed' | 'sending';
}

function past(...told: readonly Told[]): string[] {
  const all = told.map(({ id, version, phase }, at) => ({
    id,
    version,
    connectionId: 'local',
    packageId: 'some.library',
    createdAt: at,
    state: { phase },
  }));
  return [...superseded(all)];
}

test('only the newest word about a version counts', () => {
  expect(past({ id: 'a', version: '1', phase: 'rejected' }, { id: 'b', version: '1', phase: 'rejected' })).toEqual([
    'a',
  ]);
  expect(past({ id: 'a', version: '1', phase: 'failed' }, { id: 'b', version: '2', phase: 'failed' })).toEqual([]);
});

test('a failure that a later release made up for is over, one that came later is not', () => {
  const [failed, done] = [
    { id: 'a', version: '1', phase: 'failed' },
    { id: 'b', version: '2', phase: 'processed' },
  ] as const;
  expect(past(failed, done)).toEqual(['a']);
  expect(past(done, failed)).toEqual([]);
  expect(past({ ...failed, phase: 'sending' }, done)).toEqual([]);
});
