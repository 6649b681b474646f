import { mkdir, writeFile } from 'node:fs/promises';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { type BrowserServer, startBrowserServer } from '../../main/browser/server.ts';
import { socketTransport } from '../../preload/socket-transport.ts';
import { tempFolder } from '../temp-folder.ts';
import { enterBy, greetBy, type LetIn, socketsOf } from './a-tab.ts';

const SECRET = 's'.repeat(43);

async function startServer(port = 0, now: () => number = Date.now): Promise<BrowserServer> {
  const folder = tempFolder();
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<html><head><title>x</title></head></html>');
  await writeFile(join(folder, 'assets', 'a.js'), 'a');
  await writeFile(join(folder, 'browser.cjs'), 'bridge');
  const server = await startBrowserServer({
    pageFolder: folder,
    bridgeFolder: folder,
    port,
    secret: SECRET,
    now,
    answer: async (_page, channel, input) => ({ ok: true, value: [channel, input] }),
  });
  onTestFinished(() => server.close());
  return server;
}

interface Reply {
  status: number;
  headers: IncomingMessage['headers'];
  body: string;
}

function get(
  server: BrowserServer,
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(`${server.origin}/`, { path, headers, method }, (response) => {
      let body = '';
      response.on('data', (chunk) => {
        body += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    request.on('error', reject);
    request.end();
  });
}

function ticketPath(server: BrowserServer, lifetimeMs?: number): string {
  return `/?${server.newAddress(lifetimeMs).split('?')[1]}`;
}

async function cookieOf(server: BrowserServer): Promise<string> {
  return (await enterBy(server.newAddress())).cookie;
}

/** The bridge's address for a tab that has proved itself: it opens once. */
async function bridgePath(server: BrowserServer): Promise<string> {
  const { entry } = await enterBy(server.newAddress());
  return `/bridge?pass=${(await greetBy(server.origin, entry!)).pass}`;
}

/** The status a socket is refused with, or 'open'. */
function dial(server: BrowserServer, headers: Record<string, string>, path = '/bridge'): Promise<string> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`${server.origin.replace('http', 'ws')}${path}`, { headers });
    socket.on('open', () => {
      socket.terminate();
      resolve('open');
    });
    socket.on('error', (fault) => resolve(fault.message));
  });
}

test('it listens on the loopback address only, on a port of its own', async () => {
  const [first, second] = [await startServer(), await startServer()];
  expect(first.origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(second.origin).not.toBe(first.origin);
});

test('a port that is taken is an error with its name', async () => {
  const first = await startServer();
  await expect(startServer(Number(new URL(first.origin).port))).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

test('the ticket becomes a strict cookie and leaves the address', async () => {
  const server = await startServer();
  const path = ticketPath(server);
  const reply = await get(server, path);
  expect(reply.status).toBe(303);
  expect(reply.headers.location).toMatch(/^\/#entry=[\w-]{22}\.[\w-]{43}$/);
  expect(reply.headers['set-cookie']?.[0]).toMatch(/^loadmaster-\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
  expect(reply.headers['set-cookie']?.[0]).not.toContain(path.split('=')[1]);
});

test('a ticket works once: who comes second is told, and the first goes on', async () => {
  const server = await startServer();
  const path = ticketPath(server);
  const cookie = (await get(server, path)).headers['set-cookie']?.[0]?.split(';')[0] ?? '';
  const second = await get(server, path);
  expect(second).toMatchObject({ status: 401, body: expect.stringContaining('it opens Loadmaster once') });
  expect(second.headers['set-cookie']).toBeUndefined();
  // The author's own tab, reloaded with the address it was opened by.
  expect(await get(server, path, { cookie })).toMatchObject({ status: 303, headers: { location: '/' } });
});

test('a ticket that was handed to a browser is worth nothing after its seconds', async () => {
  let now = 1_000;
  const server = await startServer(0, () => now);
  const [late, printed] = [ticketPath(server, 500), ticketPath(server)];
  now += 501;
  expect((await get(server, late)).status).toBe(401);
  expect((await get(server, printed)).status).toBe(303);
});

/** A tab as its script is. */
function openTab(origin: string, first: LetIn) {
  const states: string[] = [];
  const { connect, held } = socketsOf(origin, first);
  const transport = socketTransport(connect);
  transport.link.onChanged((state) => states.push(state));
  return { ...transport, states, held };
}

test('a tab goes on with the next server of the same data at its port; its old cookie opens nothing', async () => {
  const first = await startServer();
  const tab = openTab(first.origin, await enterBy(first.newAddress()));
  expect(await tab.call('a.b', 1)).toEqual({ ok: true, value: ['a.b', 1] });
  const old = tab.held();
  const { port } = new URL(first.origin);
  await first.close();
  await vi.waitFor(() => expect(tab.states).toContain('lost'));
  const second = await startServer(Number(port));
  await vi.waitFor(() => expect(tab.states.at(-1)).toBe('up'), { timeout: 10_000 });
  expect(await tab.call('a.b', 2)).toEqual({ ok: true, value: ['a.b', 2] });
  expect((await get(second, '/', { cookie: tab.held().cookie })).status).toBe(200);
  expect((await get(second, '/', { cookie: old.cookie })).status).toBe(401);
  // What pages of the first kept is worth nothing now; a reload finds what the second told.
  await expect(greetBy(second.origin, old.entry!)).rejects.toBe(1008);
  expect(await openTab(second.origin, tab.held()).call('a.b', 3)).toEqual({ ok: true, value: ['a.b', 3] });
});

test('a page waits for a server that is busy with its start, and its calls with it', async () => {
  const server = await startServer();
  const { connect } = socketsOf(server.origin, await enterBy(server.newAddress()));
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const tab = socketTransport(connect);
  const called = tab.call('a.b', 1);
  // Longer than a tab of before would wait for whoever holds its port.
  vi.advanceTimersByTime(20_000);
  vi.useRealTimers();
  expect(await called).toEqual({ ok: true, value: ['a.b', 1] });
});

test('whoever takes the port of a dead server learns nothing that opens the next one', async () => {
  const first = await startServer();
  const tab = openTab(first.origin, await enterBy(first.newAddress()));
  await tab.call('a.b', 1);
  const { port } = new URL(first.origin);
  await first.close();
  // The next server of this author; the other program passes everything on to it that it hears.
  const next = await startServer();
  const heard: string[] = [];
  const relayed: Promise<number>[] = [];
  const taker = new WebSocketServer({ port: Number(port), host: '127.0.0.1' });
  onTestFinished(() => new Promise<void>((done) => taker.close(() => done())));
  taker.on('connection', (socket) => {
    const on = new WebSocket(`${next.origin.replace('http', 'ws')}/resume`, { headers: { origin: next.origin } });
    relayed.push(new Promise((closed) => on.on('close', closed)));
    const opened = new Promise((open) => on.once('open', open));
    socket.on('message', (data) => {
      heard.push(String(data));
      void opened.then(() => on.send(String(data)));
    });
    on.on('message', (data) => socket.send(String(data)));
    socket.on('close', () => on.close());
  });
  await vi.waitFor(() => expect(relayed.length).toBeGreaterThan(0), { timeout: 10_000 });
  await relayed[0];
  // The tab said who it is and asked for a proof; the real server's answer is for another port, so it said no more.
  expect(heard.map((text) => Object.keys(JSON.parse(text)))).toEqual(heard.map(() => ['id', 'nonce']));
  expect(tab.states).not.toContain('up');
  expect(next.sockets.pages).toBe(0);
});

test.each(['{}', 'nonsense', '{"id":"x","nonce":"y"}'])(
  'a greeting that is none, %s, is not answered',
  async (text) => {
    const server = await startServer();
    const socket = new WebSocket(`${server.origin.replace('http', 'ws')}/resume`, {
      headers: { origin: server.origin },
    });
    socket.on('open', () => socket.send(text));
    expect(await new Promise((closed) => socket.once('close', closed))).toBe(1008);
  },
);

test('a tab that cannot prove itself gets no ticket', async () => {
  const server = await startServer();
  const socket = new WebSocket(`${server.origin.replace('http', 'ws')}/resume`, { headers: { origin: server.origin } });
  const said: string[] = [];
  socket.on('message', (data) => {
    said.push(String(data));
    socket.send(JSON.stringify({ proof: 'a'.repeat(43) }));
  });
  socket.on('open', () => socket.send(JSON.stringify({ id: 'i'.repeat(22), nonce: 'n'.repeat(43) })));
  expect(await new Promise((closed) => socket.once('close', closed))).toBe(1008);
  expect(said.map((text) => Object.keys(JSON.parse(text)))).toEqual([['nonce', 'proof']]);
  expect(await dial(server, { origin: 'https://evil.example' }, '/resume')).toMatch(/403/);
  expect(await dial(server, {}, '/resume')).toMatch(/403/);
});

test('no answer lets the address it was asked by get into a Referer, or a page of elsewhere look in', async () => {
  const server = await startServer();
  const cookie = await cookieOf(server);
  const answers = [
    await get(server, ticketPath(server)),
    await get(server, '/?ticket=spent'),
    await get(server, '/'),
    await get(server, '/', { cookie }),
    await get(server, '/bridge.js', { cookie }),
    await get(server, '/nothing', { cookie }),
    await get(server, '/', { host: 'evil.example' }),
  ];
  for (const { status, headers } of answers)
    expect([status, headers]).toEqual([
      status,
      expect.objectContaining({
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'x-frame-options': 'DENY',
      }),
    ]);
});

test('without the cookie nothing is served, not even a file of the page', async () => {
  const server = await startServer();
  for (const path of [
    '/',
    '/index.html',
    '/assets/a.js',
    '/bridge.js',
    '/?ticket=',
    '/?ticket=wrong',
    '/x?ticket=wrong',
  ]) {
    expect([path, (await get(server, path)).status]).toEqual([path, 401]);
  }
  expect((await get(server, '/', { cookie: `loadmaster-${new URL(server.origin).port}=guess` })).status).toBe(401);
});

test('with the cookie the page is served, its bridge first of all scripts', async () => {
  const server = await startServer();
  const cookie = await cookieOf(server);
  const page = await get(server, '/', { cookie });
  expect(page.status).toBe(200);
  expect(page.body).toContain('<head><script src="/bridge.js"></script><title>');
  expect(page.headers['content-security-policy']).toContain("script-src 'self'");
  expect((await get(server, '/bridge.js', { cookie })).body).toBe('bridge');
  expect((await get(server, '/assets/a.js', { cookie })).body).toBe('a');
  expect((await get(server, '/nothing.js', { cookie })).status).toBe(404);
});

test.each([
  { host: 'evil.example' },
  { host: 'localhost' },
  { host: '127.0.0.1' },
  { origin: 'https://evil.example' },
  { origin: 'null' },
])('a request with %o is refused though it brings the cookie', async (headers) => {
  const server = await startServer();
  const cookie = await cookieOf(server);
  expect((await get(server, '/', { cookie, ...headers })).status).toBe(403);
  // Nor is the ticket taken from a page that was led here by another name.
  expect((await get(server, ticketPath(server), headers)).status).toBe(403);
});

test.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'HEAD'])('%s is refused', async (method) => {
  const server = await startServer();
  expect((await get(server, '/', { cookie: await cookieOf(server) }, method)).status).toBe(405);
});

test('a socket needs the cookie, our host and our origin', async () => {
  const server = await startServer();
  const cookie = await cookieOf(server);
  const { origin } = server;
  const path = await bridgePath(server);
  expect(await dial(server, { origin }, path)).toMatch(/401/);
  expect(await dial(server, { cookie, origin: 'https://evil.example' }, path)).toMatch(/403/);
  expect(await dial(server, { cookie, origin, host: 'evil.example' }, path)).toMatch(/403/);
  expect(await dial(server, { cookie, origin }, path)).toBe('open');
  expect(await dial(server, { cookie }, await bridgePath(server))).toMatch(/403/);
  expect(await dial(server, { cookie, origin }, (await bridgePath(server)).replace('bridge', 'other'))).toMatch(/403/);
});

test('the cookie alone opens no socket: a browser sends it to the ports of other programs too', async () => {
  const server = await startServer();
  const cookie = await cookieOf(server);
  const { origin } = server;
  for (const path of ['/bridge', '/bridge?', '/bridge?pass=', '/bridge?pass=guess', '/bridge?ticket=guess'])
    expect([path, await dial(server, { cookie, origin }, path)]).toEqual([path, expect.stringMatching(/401/)]);
  // Nor does it get a key: none is in the page or its scripts.
  const { entry } = await enterBy(server.newAddress());
  for (const path of ['/', '/bridge.js', '/assets/a.js', '/?ticket=spent', '/no-key']) {
    const { headers, body } = await get(server, path, { cookie });
    expect(`${JSON.stringify(headers)}${body}`).not.toContain(entry?.key);
  }
});

test('a pass opens one socket, of the page that was given it, and nothing else', async () => {
  const server = await startServer();
  const cookie = await cookieOf(server);
  const { origin } = server;
  const path = await bridgePath(server);
  expect((await get(server, path.replace('/bridge?pass', '/?ticket'))).status).toBe(401);
  expect(await dial(server, { cookie, origin }, path)).toBe('open');
  expect(await dial(server, { cookie, origin }, path)).toMatch(/401/);
  let now = 1_000;
  const later = await startServer(0, () => now);
  const late = await bridgePath(later);
  now += 60_001;
  expect(await dial(later, { cookie: await cookieOf(later), origin: later.origin }, late)).toMatch(/401/);
});

test('a page with the cookie and no key is told how to come in', async () => {
  const server = await startServer();
  const reply = await get(server, '/no-key', { cookie: await cookieOf(server) });
  expect(reply).toMatchObject({ status: 401, body: expect.stringContaining('by the address it printed') });
});

test('two Loadmasters at once keep their cookies and their keys apart', async () => {
  const [one, two] = [await startServer(), await startServer()];
  const [first, second] = [await enterBy(one.newAddress()), await enterBy(two.newAddress())];
  expect(first.cookie.split('=')[0]).not.toBe(second.cookie.split('=')[0]);
  expect((await get(two, '/', { cookie: first.cookie })).status).toBe(401);
  expect((await get(one, '/', { cookie: `${first.cookie}; ${second.cookie}` })).status).toBe(200);
  await expect(greetBy(two.origin, first.entry!)).rejects.toBe(1008);
});

test('the contract is carried both ways; what is no question closes the socket', async () => {
  const server = await startServer();
  const headers = { cookie: await cookieOf(server), origin: server.origin };
  const path = await bridgePath(server);
  const socket = new WebSocket(`${server.origin.replace('http', 'ws')}${path}`, { headers });
  const next = () => new Promise((resolve) => socket.once('message', (data) => resolve(JSON.parse(String(data)))));
  const key = next();
  await new Promise((resolve) => socket.once('open', resolve));
  const aKey = { id: expect.stringMatching(/^[\w-]{22}$/), key: expect.stringMatching(/^[\w-]{43}$/) };
  expect(await key).toEqual({ resume: aKey, entry: aKey });
  socket.send(JSON.stringify({ id: 4, channel: 'addons.list', input: null }));
  expect(await next()).toEqual({ id: 4, outcome: { ok: true, value: ['addons.list', null] } });
  const event = next();
  server.sockets.broadcast('addons.removed', { id: 'a' });
  expect(await event).toEqual({ channel: 'addons.removed', payload: { id: 'a' } });
  socket.send('{"id":"no number"}');
  expect(await new Promise((resolve) => socket.once('close', resolve))).toBe(1008);
});

test.each([
  'GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n\r\n',
  'nonsense\r\n\r\n',
  'GET / HTTP/1.1\r\n\r\n',
])('the raw request %j does not get in and does not end the server', async (text) => {
  const server = await startServer();
  const reply = await new Promise<string>((resolve) => {
    const socket = connect(Number(new URL(server.origin).port), '127.0.0.1', () => socket.end(text));
    let all = '';
    socket.on('data', (chunk) => {
      all += chunk;
    });
    socket.on('close', () => resolve(all));
  });
  expect(reply).toMatch(/^HTTP\/1\.1 40\d/);
  expect((await get(server, '/')).status).toBe(401);
});
