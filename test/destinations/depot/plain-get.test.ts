import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { crc32 } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { PlainGet } from '../../../main/destinations/depot/doctor/plain-get.ts';

const signal = new AbortController().signal;
const BODY = 'VT 0.5 1.5\n'.repeat(20_000);
const FILE = { kind: 'file', size: BODY.length, crc32: crc32(BODY) };
const head = (more = '', size = BODY.length) => `HTTP/1.1 200 OK\r\nContent-Length: ${size}\r\n${more}\r\n`;

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** Answers each request, by its number, on whatever connection it came. */
async function serve(answer: (socket: Socket, request: number, text: string) => void, wholeMs = 60_000) {
  const seen = { connections: 0, requests: [] as string[] };
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    seen.connections++;
    sockets.add(socket);
    socket.on('error', () => {});
    socket.setNoDelay(true).on('data', (bytes) => {
      const text = bytes.toString('latin1');
      seen.requests.push(text.slice(0, text.indexOf('\r\n')));
      answer(socket, seen.requests.length - 1, text);
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const origin = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  const plain = new PlainGet(origin, { idleMs: 300, wholeMs });
  ends.push(() => {
    plain.close();
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const get = (path: string, atMost = BODY.length) => plain.get(new URL(path, origin), atMost, signal);
  return { seen, get, origin, plain };
}

describe('files of a depot are fetched over few connections', () => {
  it('one after the other over one, whose answers come in any pieces', async () => {
    const { seen, get } = await serve((socket, request) => {
      const text = head('Server: x\r\n') + BODY;
      const cut = [0, 9, 40, 3000][request] ?? 0;
      socket.write(text.slice(0, cut), () => socket.write(text.slice(cut)));
    });
    for (let request = 0; request < 4; request++) expect(await get('/a%20b.obj')).toEqual(FILE);
    expect(seen).toEqual({ connections: 1, requests: Array(4).fill('GET /a%20b.obj HTTP/1.1') });
  });

  it('as many as ask at the same time', async () => {
    const { seen, get } = await serve((socket) => socket.write(head() + BODY));
    for (let round = 0; round < 3; round++) {
      expect(await Promise.all([get('/1'), get('/2'), get('/3')])).toEqual([FILE, FILE, FILE]);
    }
    expect(seen.connections).toBe(3);
  });

  it('over a new one where the server ends each', async () => {
    const { seen, get } = await serve((socket) => socket.end(head('Connection: close\r\n') + BODY));
    expect([await get('/1'), await get('/2')]).toEqual([FILE, FILE]);
    expect(seen.connections).toBe(2);
  });

  it('empty ones too', async () => {
    const { get } = await serve((socket) => socket.write(head('', 0)));
    expect(await get('/')).toEqual({ kind: 'file', size: 0, crc32: 0 });
  });
});

describe('what is no plain file is left to somebody else', () => {
  const OTHERS: Readonly<Record<string, string>> = {
    'in chunks': 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    packed: head('Content-Encoding: gzip\r\n') + BODY,
    'without a length': `HTTP/1.1 200 OK\r\n\r\n${BODY}`,
    'of two lengths': head(`Content-Length: 5\r\n`) + BODY,
    'of a strange length': `HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n`,
    'of another protocol': `HTTP/1.0 200 OK\r\nContent-Length: ${BODY.length}\r\n\r\n${BODY}`,
    'with an endless head': `HTTP/1.1 200 OK\r\nX: ${'x'.repeat(20_000)}`,
    'longer than it says': `${head()}${BODY}more`,
  };
  it.each(Object.entries(OTHERS))('an answer %s, and this server is not asked so again', async (_, text) => {
    const { seen, get } = await serve((socket) => socket.write(text));
    expect(await get('/1')).toBeUndefined();
    expect(await get('/2')).toBeUndefined();
    expect(seen.requests).toHaveLength(1);
  });

  it('another status, and the next file is asked for', async () => {
    const text = 'HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n';
    const { seen, get } = await serve((socket, request) => socket.write(request === 0 ? text : head() + BODY));
    expect([await get('/1'), await get('/2')]).toEqual([undefined, FILE]);
    expect(seen.requests).toHaveLength(2);
  });

  it('a connection that breaks in the middle, or that the server had given up', async () => {
    const { get } = await serve((socket, request) => {
      if (request === 0) socket.end(head() + BODY.slice(0, 1000));
      else socket.write(head() + BODY);
    });
    expect([await get('/1'), await get('/2')]).toEqual([undefined, FILE]);
  });

  it('another server, which gets no request', async () => {
    const { seen, plain } = await serve((socket) => socket.write(head() + BODY));
    expect(await plain.get(new URL('http://127.0.0.2:1/x'), 10, signal)).toBeUndefined();
    expect(seen.connections).toBe(0);
  });
});

describe('an answer that is too much or too slow', () => {
  it('is not read when it is longer than expected', async () => {
    const { get } = await serve((socket) => socket.write(head('', 2 ** 40)));
    expect(await get('/1')).toEqual({ kind: 'longer' });
  });

  it('is given up where nobody says anything', async () => {
    const { get } = await serve(() => {});
    await expect(get('/1')).rejects.toThrow('no answer for 0.3 s');
  });

  it('is given up where it drips', async () => {
    const { get } = await serve((socket) => socket.write(head()), -1);
    await expect(get('/1')).rejects.toThrow('longer than');
  });

  it('ends at once when it is cancelled', async () => {
    const stop = new AbortController();
    const { plain, origin } = await serve(() => stop.abort());
    expect(await plain.get(origin, 10, stop.signal)).toBeUndefined();
  });
});
