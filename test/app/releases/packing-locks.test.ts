import { expect, test } from 'vitest';
import { PackingLocks } from '../../../main/app/releases/packing-locks.ts';

const nothing = { ok: true, value: null } as const;

/** A look that goes on after it was ended, as where a server is silent. */
function silentLook(locks: PackingLocks, packs: (hasPacked: () => void) => void) {
  const server = Promise.withResolvers<typeof nothing>();
  const answer = locks.looking('plane', 60_000, async (_, hasPacked) => {
    packs(hasPacked);
    return server.promise;
  });
  return { answer, answers: () => server.resolve(nothing) };
}

test("the author's work begins at once where a look only waits for places", async () => {
  const locks = new PackingLocks();
  const look = silentLook(locks, (hasPacked) => hasPacked());
  expect(await locks.alone('plane', async () => nothing)).toEqual(nothing);
  look.answers();
  expect(await look.answer).toMatchObject({ error: { code: 'cancelled' } });
});

test("the author's work waits for a look that still packs", async () => {
  const locks = new PackingLocks();
  let packed = () => {};
  const look = silentLook(locks, (hasPacked) => {
    packed = hasPacked;
  });
  let begun = false;
  const work = locks.alone('plane', async () => {
    begun = true;
    return nothing;
  });
  await new Promise(setImmediate);
  expect(begun).toBe(false);
  packed();
  expect(await work).toEqual(nothing);
  look.answers();
  await look.answer;
});

test('a second look waits for the first one to end', async () => {
  const locks = new PackingLocks();
  const first = silentLook(locks, (hasPacked) => hasPacked());
  let begun = false;
  const second = locks.looking('plane', 60_000, async () => {
    begun = true;
    return nothing;
  });
  await new Promise(setImmediate);
  expect(begun).toBe(false);
  first.answers();
  expect(await second).toEqual(nothing);
});
