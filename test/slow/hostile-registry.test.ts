import { type AddressInfo, createServer, type Socket } from 'node:net';
import { setTimeout as after } from 'node:timers/promises';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRegistryClient } from '../../main/publish/client/client.ts';
import { Limiter } from '../../main/publish/client/limiter.ts';
import { fastClock } from '../publish/clocks.ts';
import { QUICK } from '../publish/world.ts';

// A registry that answers as badly as can be, to every question the client has. It never throws, never takes nonsense for
// an answer, never waits for ever, and takes no memory to speak of.

const NAME = { packageId: 'author.package', version: '1.2.0' };
const ESCAPES = '\u001b]0;owned\u0007\u009b31m\u202e';

function answer(status: string, body: string | Buffer, headers = ''): Buffer {
  const head = `HTTP/1.1 ${status}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n${headers}\r\n`;
  return Buffer.concat([Buffer.from(head), Buffer.from(body)]);
}
function json(value: unknown): Buffer {
  return answer('200 OK', typeof value === 'string' ? value : JSON.stringify(value));
}

type Answer = Buffer | ((socket: Socket) => void);

function nested(open: string, depth: number): string {
  return open.repeat(depth);
}

const ANSWERS: Readonly<Record<string, Answer>> = {
  'a page of a hotel': answer('200 OK', '<html>Please sign in</html>', 'Content-Type: text/html\r\n'),
  nothing: answer('200 OK', ''),
  null: json('null'),
  'a number': json('1e999'),
  'half of a text': json('{"packages":[{"packageId":"a'),
  'lists in lists': json(nested('[', 500_000)),
  'objects in objects': json(nested('{"a":', 500_000)),
  'millions of lists': json(`{"packages":[${'[],'.repeat(3_000_000)}[]]}`),
  'wrong types everywhere': json({
    name: 5,
    packages: 'x',
    versions: {},
    data: 7,
    versionData: [],
    packageId: null,
    success: 'maybe',
    token: {},
    loc: 5,
    hash: {},
    authorId: [],
  }),
  'a prototype': json(
    '{"__proto__":{"ok":true},"constructor":{"prototype":{"kind":"ok"}},"packages":[{"__proto__":null}]}',
  ),
  'escape sequences': answer('400 Bad Request', ESCAPES.repeat(1000)),
  'a very long code': answer('400 Bad Request', 'a_'.repeat(5_000_000)),
  'a code that is JSON': answer('401 Unauthorized', '{"error":{"code":"x","message":"y"}}'),
  'a bomb in gzip': answer('200 OK', gzipSync(Buffer.alloc(400_000_000)), 'Content-Encoding: gzip\r\n'),
  'a bomb in brotli': answer('200 OK', brotliCompressSync(Buffer.alloc(400_000_000)), 'Content-Encoding: br\r\n'),
  'gzip that is none': answer('200 OK', 'not gzip', 'Content-Encoding: gzip\r\n'),
  'a way elsewhere': answer('302 Found', '', 'Location: http://127.0.0.1:1/\r\n'),
  'a way to itself': answer('308 Permanent Redirect', '', 'Location: /meta\r\n'),
  'later, in a thousand years': answer('429 Too Many Requests', '', 'Retry-After: 31536000000\r\n'),
  'later, at no time': answer(
    '429 Too Many Requests',
    '',
    'Retry-After: yesterday, perhaps\r\nX-Retry-After-Global: NaN\r\n',
  ),
  'a failure with a book': answer('500 Internal Server Error', 'x'.repeat(2_000_000)),
  'a status of no kind': answer('999 Whatever', 'x'),
  'a status line that is none': Buffer.from('HTTP/1.1 OK\r\n\r\n'),
  'another protocol': Buffer.from('SSH-2.0-OpenSSH_9.6\r\n'),
  'headers without end': Buffer.from(`HTTP/1.1 200 OK\r\n${'X-A: b\r\n'.repeat(20_000)}`),
  'a header as long as a book': Buffer.from(`HTTP/1.1 200 OK\r\nX-A: ${'b'.repeat(1_000_000)}\r\n\r\n`),
  'two lengths': Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 5\r\n\r\n{}xxx'),
  'a length and chunks': Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}'),
  'chunks that are none': Buffer.from('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n'),
  'less than it said': Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n{"name":'),
  'nothing done, with a text': Buffer.from('HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\nhello'),
  'interim answers for ever': (socket) => every(socket, 10, 'HTTP/1.1 102 Processing\r\n\r\n'),
  'a drip': (socket) => {
    socket.write('HTTP/1.1 200 OK\r\n\r\n');
    every(socket, 30, ' ');
  },
  'headers that drip': (socket) => {
    socket.write('HTTP/1.1 200 OK\r\n');
    every(socket, 30, 'X-A: b\r\n');
  },
  silence: () => {},
  'a flood': (socket) => {
    socket.write('HTTP/1.1 200 OK\r\n\r\n');
    const chunk = Buffer.alloc(1_000_000, 0x20);
    const more = () => {
      while (!socket.destroyed && socket.write(chunk));
    };
    socket.on('drain', more);
    more();
  },
  'a reset': (socket) => socket.resetAndDestroy(),
  'the end of the line': (socket) => socket.end(),
};

function every(socket: Socket, ms: number, text: string): void {
  const timer = setInterval(() => socket.write(text), ms);
  socket.on('close', () => clearInterval(timer));
}

let current: Answer = Buffer.alloc(0);
const server = createServer((socket) => {
  socket.on('error', () => {});
  socket.once('data', () => {
    if (typeof current === 'function') current(socket);
    else socket.end(current);
  });
});
beforeAll(() => new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening)));
afterAll(() => void server.close());

type Client = ReturnType<typeof createRegistryClient>;

const CALLS: Readonly<Record<string, (client: Client) => Promise<{ readonly kind: string } | boolean | undefined>>> = {
  meta: (it) => it.meta({ rateLimitRetries: 0 }),
  publicPackages: (it) => it.publicPackages({ rateLimitRetries: 0 }),
  info: (it) => it.info(NAME, 'key', { rateLimitRetries: 0 }),
  account: (it) => it.account({ rateLimitRetries: 0 }),
  ownPackages: (it) => it.ownPackages({ rateLimitRetries: 0 }),
  ownPackage: (it) => it.ownPackage(NAME.packageId, { rateLimitRetries: 0 }),
  ownVersion: (it) => it.ownVersion(NAME, { rateLimitRetries: 0 }),
  downloads: (it) => it.downloads(NAME, { after: 0, before: 9 }, { rateLimitRetries: 0 }),
  createPackage: (it) =>
    it.createPackage(
      { packageId: 'a.b', packageName: 'A', packageType: 'other', description: '' },
      { rateLimitRetries: 0 },
    ),
  describe: (it) => it.describe('a.b', 'Words', { rateLimitRetries: 0 }),
  setXpSelection: (it) => it.setXpSelection(NAME, '*', { rateLimitRetries: 0 }),
  setIncompatibilities: (it) => it.setIncompatibilities(NAME, [], { rateLimitRetries: 0 }),
  failedFiles: (it) => it.failedFiles({ rateLimitRetries: 0 }),
  reprocess: (it) => it.reprocess(['f'], { rateLimitRetries: 0 }),
  mayUpload: (it) => it.mayUpload('a.b'),
};

/** Not questions: they send an archive, which the proxies of the other tests lie about. */
const SENDING = new Set(['upload', 'retry']);

/** All its fields may be missing, so an object is an answer that says nothing. */
const BELIEVED = new Set(['info of a prototype']);

test('every call of the client is among those that are tried', () => {
  const client = aClient();
  const functions = Object.entries(client).filter(([, value]) => typeof value === 'function');
  expect(Object.keys(CALLS).toSorted()).toEqual(
    functions
      .map(([name]) => name)
      .filter((name) => !SENDING.has(name))
      .toSorted(),
  );
});

function aClient(): Client {
  const clock = fastClock(1);
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return createRegistryClient({
    baseUrl,
    token: 't',
    limiter: new Limiter(clock, false),
    clock,
    timeouts: { ...QUICK, idleMs: 1000 },
  });
}

test('whatever it answers, each call ends soon, in words, and with next to no memory', async () => {
  let slowest = { ms: 0, what: '' };
  let most = 0;
  const wrong: string[] = [];
  for (const [kind, hostile] of Object.entries(ANSWERS)) {
    current = hostile;
    for (const [name, call] of Object.entries(CALLS)) {
      const what = `${name} of ${kind}`;
      const begun = performance.now();
      const ended = await Promise.race([
        call(aClient()).catch((cause: unknown) => ({ kind: `threw ${String(cause)}` })),
        after(20_000, { kind: 'never ended' }, { ref: false }),
      ]);
      const ms = performance.now() - begun;
      if (ms > slowest.ms) slowest = { ms, what };
      most = Math.max(most, process.memoryUsage.rss());
      const answered = typeof ended === 'object' && ended !== null ? ended.kind : String(ended);
      const believed = answered === 'ok' || answered === 'true';
      const isDone = kind === 'nothing done, with a text' && answered === 'ok';
      if (believed && !isDone && !BELIEVED.has(what)) wrong.push(`${what}: believed`);
      if (answered.startsWith('threw') || answered === 'never ended') wrong.push(`${what}: ${answered}`);
      const said = JSON.stringify(ended);
      // What is shown to a person is short and has no escape sequence; JSON.stringify writes those as \\u.
      if (answered !== 'ok' && (said.length > 2000 || /\\u001b|\u009b|\u202e/.test(said)))
        wrong.push(`${what}: ${said.slice(0, 200)}`);
    }
  }
  console.log(
    `${Object.keys(ANSWERS).length} hostile answers to ${Object.keys(CALLS).length} calls: slowest ${slowest.ms.toFixed(0)} ms ` +
      `(${slowest.what}), at most ${Math.round(most / 1e6)} MB`,
  );
  expect(wrong).toEqual([]);
  expect(slowest.ms).toBeLessThan(15_000);
  expect(most).toBeLessThan(900e6);
});
