import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { fastClock } from '../clocks.ts';
import { aRegistry, openWorld, value, type World } from '../world.ts';
import { packageZip } from '../zip.ts';

// An answer that comes while the body is still leaving: a server that wants to be done closes the connection when it may,
// and the answer is lost in the reset. Asked to keep the connection, it reads on.

const SIZES = [0, 100_000, 1_000_000, 12_000_000];

test.each(SIZES.flatMap((size) => [401, 413, 429].map((status) => [status, size] as const)))(
  'a %s that comes before a body of %s bytes has left is heard',
  async (status, size) => {
    let uploads = 0;
    const server = createServer((asked, response) => {
      if (asked.method !== 'POST') {
        asked.resume();
        response.writeHead(503).end();
        return;
      }
      uploads++;
      // Not a byte of the body is waited for; Node's own server then closes or keeps the connection as it was asked.
      if (uploads === 1) response.writeHead(status, { 'retry-after': '1' }).end('No');
      else asked.resume().on('end', () => response.writeHead(400).end('invalid_version'));
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    const world = await openWorld({ baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
    world.builder.archive = (draft) => packageZip(draft.packageId, size);
    const { id } = await world.submit();
    const first = () => firstAttempt(world, id);
    await expect.poll(first, { timeout: 10_000 }).toBeDefined();
    expect(await first()).toMatchObject({ route: 'upload', httpStatus: status });
  },
);

async function firstAttempt(world: World, id: string) {
  return value(await world.publisher.get({ id })).attempts.find(({ endedAt }) => endedAt !== null);
}

test('a wrong token is told at once by the registry, whatever the size of the archive', async () => {
  const registry = await aRegistry();
  for (const size of SIZES) {
    const world = await openWorld({ baseUrl: registry.url, clock: fastClock(20) });
    world.connection.token = 'wrong';
    world.builder.archive = (draft) => packageZip(draft.packageId, size);
    const { id } = await world.submit();
    const ended = value(await world.publisher.get({ id: (await world.publisher.whenResting(id)).id }));
    expect(ended).toMatchObject({ state: { phase: 'rejected', httpStatus: 401 }, error: { retry: 'sign-in' } });
    expect(ended.attempts).toHaveLength(1);
  }
});
