import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Limiter } from '../../../main/publish/client/limiter.ts';
import { backOffMs } from '../../../main/publish/machine/back-off.ts';
import type { RegistryRoute } from '../../../protocol/index.ts';
import { RATE_LIMITS } from '../../../protocol/index.ts';
import { handClock } from '../clocks.ts';

async function turns() {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

test('three uploads in eight seconds, and the fourth as soon as it may', async () => {
  const clock = handClock();
  const limiter = new Limiter(clock);
  for (let sent = 0; sent < 3; sent++) await limiter.acquire('upload', 'urgent');
  expect(limiter.delay('upload')).toBe(8500);
  expect(limiter.delay('retry')).toBe(0);
  let fourth = false;
  void limiter.acquire('upload', 'urgent').then(() => (fourth = true));
  clock.pass(8499);
  await turns();
  expect(fourth).toBe(false);
  clock.pass(1);
  await turns();
  expect(fourth).toBe(true);
});

test('what is urgent goes before polls that asked earlier', async () => {
  const clock = handClock();
  const limiter = new Limiter(clock);
  for (let asked = 0; asked < 5; asked++) await limiter.acquire('accountPackages', 'poll');
  const order: string[] = [];
  void limiter.acquire('accountPackages', 'poll').then(() => order.push('poll'));
  void limiter.acquire('accountPackages', 'urgent').then(() => order.push('urgent'));
  await turns();
  clock.pass(10_000);
  await turns();
  expect(order).toEqual(['urgent', 'poll']);
});

test('a 429 counts for more than our own count, for its route or for everything', async () => {
  const clock = handClock();
  const limiter = new Limiter(clock);
  limiter.blocked('upload', 3000, false);
  expect([limiter.delay('upload'), limiter.delay('meta')]).toEqual([3000, 0]);
  limiter.blocked('upload', 30_000, true);
  expect([limiter.delay('upload'), limiter.delay('meta')]).toEqual([30_000, 30_000]);
  clock.pass(30_000);
  expect(limiter.delay('upload')).toBe(0);
});

test('a request that is given up leaves its place', async () => {
  const clock = handClock();
  const limiter = new Limiter(clock);
  limiter.blocked('meta', 1000, false);
  const given = new AbortController();
  const waiting = limiter.acquire('meta', 'urgent', given.signal);
  given.abort(new Error('given up'));
  await expect(waiting).rejects.toThrow('given up');
  await expect(limiter.acquire('meta', 'urgent', given.signal)).rejects.toThrow('given up');
  clock.pass(1000);
  expect(limiter.delay('meta')).toBe(0);
});

test('a clock that is set back or forward does not stop the line', async () => {
  const clock = handClock();
  const limiter = new Limiter(clock);
  for (let sent = 0; sent < 3; sent++) await limiter.acquire('upload', 'urgent');
  clock.set(clock.now() - 3_600_000);
  expect(limiter.delay('upload')).toBeLessThanOrEqual(8500);
  clock.set(clock.now() + 7_200_000);
  expect(limiter.delay('upload')).toBe(0);
});

test('switched off, it grants everything', async () => {
  const limiter = new Limiter(handClock(), false);
  for (let sent = 0; sent < 100; sent++) await limiter.acquire('upload', 'urgent');
  expect(limiter.delay('upload')).toBe(0);
});

test('however requests come, no window of the registry ever sees too many', async () => {
  const routes = ['upload', 'retry', 'accountPackages', 'meta', 'files'] as const satisfies readonly RegistryRoute[];
  const requests = fc.array(fc.record({ route: fc.constantFrom(...routes), after: fc.nat(2000) }), { maxLength: 120 });
  await fc.assert(
    fc.asyncProperty(requests, async (all) => {
      const clock = handClock();
      const limiter = new Limiter(clock);
      const made: { route: RegistryRoute; at: number }[] = [];
      for (const { route, after } of all) {
        void limiter.acquire(route, 'urgent').then(() => made.push({ route, at: clock.now() }));
        await turns();
        clock.pass(after);
        await turns();
      }
      while (made.length < all.length) {
        clock.pass(500);
        await turns();
      }
      for (const route of [...routes, 'global'] as const) {
        if (route === 'files') continue;
        const { points, windowSeconds } = RATE_LIMITS[route];
        const times = made
          .filter((one) => route === 'global' || one.route === route)
          .map(({ at }) => at)
          .sort((a, b) => a - b);
        for (let first = 0; first + points < times.length; first++) {
          expect((times[first + points] ?? 0) - (times[first] ?? 0)).toBeGreaterThan(windowSeconds * 1000);
        }
      }
    }),
    { numRuns: 60 },
  );
});

test('back-off grows to a minute, with full jitter', () => {
  expect([1, 2, 3, 7, 8, 50].map((failures) => backOffMs(failures, 0.999999))).toEqual([
    1000, 2000, 4000, 60_000, 60_000, 60_000,
  ]);
  expect(backOffMs(5, 0)).toBe(0);
  fc.assert(
    fc.property(fc.nat(1000), fc.double({ min: 0, max: 0.999, noNaN: true }), (failures, random) => {
      const wait = backOffMs(failures, random);
      expect(wait >= 0 && wait <= 60_000).toBe(true);
    }),
  );
});
