import { expect, test } from 'vitest';
import { Speed } from '../../../main/publish/runner/speed.ts';

function at(...moments: readonly (readonly [ms: number, done: number])[]) {
  let now = 0;
  const speed = new Speed({ now: () => now } as ConstructorParameters<typeof Speed>[0]);
  return moments
    .map(([ms, done]) => {
      now = ms;
      return speed.measure(done, 10_000);
    })
    .at(-1);
}

const UNKNOWN = { bytesPerSecond: null, etaSeconds: null };

test('the speed is known after a quarter of a second, and the time that is left after a second', () => {
  expect(at([0, 0])).toEqual(UNKNOWN);
  expect(at([0, 0], [249, 500])).toEqual(UNKNOWN);
  expect(at([0, 0], [250, 500])).toEqual({ bytesPerSecond: 2000, etaSeconds: null });
  expect(at([0, 0], [1000, 2000])).toEqual({ bytesPerSecond: 2000, etaSeconds: 4 });
});

test('nothing moved is no speed, and nothing left takes no time', () => {
  expect(at([0, 500], [1000, 500])).toEqual(UNKNOWN);
  expect(at([0, 0], [1000, 10_000])).toMatchObject({ etaSeconds: 0 });
  expect(at([0, 0], [1000, 12_000])).toMatchObject({ etaSeconds: 0 });
});

test('only the last four seconds count', () => {
  const slowThenFast = at([0, 0], [2000, 100], [4000, 200], [6000, 2200], [6001, 2200]);
  expect(slowThenFast?.bytesPerSecond).toBeCloseTo((2000 * 1000) / 2001);
  const stillIn = at([0, 0], [2000, 100], [4000, 4000]);
  expect(stillIn?.bytesPerSecond).toBe(1000);
});

test('what comes faster than ten times a second is measured, but not kept', () => {
  const burst = at([0, 0], [99, 50], [300, 300]);
  expect(burst?.bytesPerSecond).toBe(1000);
});
