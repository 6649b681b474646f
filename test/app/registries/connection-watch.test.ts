import { expect, test } from 'vitest';
import { watchConnections } from '../../../main/app/registries/connection-watch.ts';
import type { Connections } from '../../../main/app/registries/connections.ts';
import { ConnectionStore, memoryStore, openPreferences, sessionVault } from '../../../main/settings/index.ts';

/** A clock that is turned by hand: one timer at a time is all the watch needs. */
function handClock() {
  let timer: { readonly ms: number; readonly act: () => void } | null = null;
  return {
    now: () => 0,
    setTimer(ms: number, act: () => void) {
      const mine = { ms, act };
      timer = mine;
      return () => {
        if (timer === mine) timer = null;
      };
    },
    planned: () => timer?.ms ?? null,
    ring() {
      const due = timer;
      timer = null;
      due?.act();
    },
  };
}

test('the remote registry in use is asked every so many minutes, Local never, and nothing after the end', async () => {
  const clock = handClock();
  const preferences = openPreferences(memoryStore());
  const connectionStore = new ConnectionStore(memoryStore(), sessionVault());
  const asked: string[] = [];
  const faults: unknown[] = [];
  const connections = {
    test: async (id: string) => {
      asked.push(id);
      throw new Error('down');
    },
  } as unknown as Connections;
  const stop = watchConnections({
    clock,
    preferences,
    connectionStore,
    connections,
    onFault: (_where, cause) => faults.push(cause),
  });
  expect(clock.planned()).toBe(5 * 60_000);
  clock.ring();
  await expect.poll(clock.planned).toBe(5 * 60_000);
  expect(asked).toEqual([]);

  const added = connectionStore.add('Mine', 'https://registry.example.org');
  if (!added.ok) throw new Error(added.error.message);
  connectionStore.activate(added.value.id);
  clock.ring();
  await expect.poll(clock.planned).toBe(5 * 60_000);
  expect(asked).toEqual([added.value.id]);
  expect(faults).toHaveLength(1);

  preferences.update({ checkConnectionsEveryMinutes: 0 });
  expect(clock.planned()).toBeNull();
  preferences.update({ checkConnectionsEveryMinutes: 1 });
  expect(clock.planned()).toBe(60_000);
  stop();
  expect(clock.planned()).toBeNull();
});
