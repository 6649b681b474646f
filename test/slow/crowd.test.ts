import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { keepAsking, quantile } from '../bench/registry/keep-asking.ts';
import { vectorSeed } from '../registry/support/local-registry.ts';
import { okParts } from '../registry/support/raw-http.ts';
import { canMeasure, costOf, serveRegistry } from './served-registry.ts';

// Strangers who hold what they can: connections that say nothing, and senders that send a byte now and then.

const CONNECTIONS = Number(process.env.CROWD ?? 5000);
const SECONDS = 10;

const SLOW: readonly ((host: string) => { readonly first: string; readonly later: string })[] = [
  () => ({ first: '', later: '' }),
  () => ({ first: 'GET /meta HTTP/1.1\r\n', later: 'X-Slow: y\r\n' }),
  (host) => ({
    first: `POST /auth/login HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nContent-Length: 90000\r\n\r\n{`,
    later: ' ',
  }),
  (host) => ({
    first:
      `POST /packages/upload HTTP/1.1\r\nHost: ${host}\r\nAuthorization: token-of-author-1\r\n` +
      `Content-Type: multipart/form-data; boundary=x-boundary\r\nContent-Length: 9000000\r\n\r\n${okParts({ packageVersion: '9.0' })}` +
      '--x-boundary\r\nContent-Disposition: form-data; name="file"; filename="x.zip"\r\n\r\n',
    later: 'x',
  }),
];

test.skipIf(!canMeasure)(
  `${CONNECTIONS} connections, most of them slow senders: everybody else is answered at once`,
  async () => {
    const registry = await serveRegistry(vectorSeed());
    const { hostname, port, host } = new URL(registry.url);
    const sockets: Socket[] = [];
    const before = costOf(registry.pid).processorSeconds;
    const began = performance.now();
    onTestFinished(() => {
      for (const socket of sockets) socket.destroy();
    });
    let refused = 0;
    for (let at = 0; at < CONNECTIONS; at += 1) {
      const socket = connect(Number(port), hostname);
      socket.on('error', () => {
        refused += 1;
      });
      sockets.push(socket);
      if (at % 100 === 99) await Promise.race([once(socket, 'connect'), once(socket, 'error')]);
    }
    const kinds = SLOW.map((make) => make(host));
    for (const [at, socket] of sockets.entries()) socket.write(kinds[at % kinds.length]?.first ?? '');
    const sending = setInterval(() => {
      for (const [at, socket] of sockets.entries()) {
        const more = kinds[at % kinds.length]?.later ?? '';
        if (more !== '' && socket.writable) socket.write(more);
      }
    }, 1000);
    onTestFinished(() => clearInterval(sending));
    await fetch(`${registry.url}/meta`).then((answer) => answer.text());
    const came = costOf(registry.pid).processorSeconds - before;
    console.log(
      `${CONNECTIONS} connections and a first GET /meta: ${((performance.now() - began) / 1000).toFixed(1)} s, of which the registry had ` +
        `${came.toFixed(1)} s of a processor`,
    );
    const times = await keepAsking({
      url: registry.url,
      path: '/meta',
      clients: 1,
      until: performance.now() + SECONDS * 1000,
    });
    const { megabytes, handles } = costOf(registry.pid);
    console.log(
      `${CONNECTIONS} connections (${refused} refused): GET /meta ${times.length} times, 99 of 100 within ` +
        `${quantile(times, 0.99).toFixed(1)} ms, the slowest ${Math.max(...times).toFixed(0)} ms; registry ${megabytes} MB, ${handles} handles`,
    );
    expect(refused).toBe(0);
    expect(quantile(times, 0.99)).toBeLessThan(100);
    expect(megabytes).toBeLessThan(700);
  },
);
