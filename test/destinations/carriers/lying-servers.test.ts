import { createServer, get, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, Socket } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openFtpCarrier } from '../../../main/destinations/carriers/ftp/ftp.ts';
import { openGitCarrier } from '../../../main/destinations/carriers/git/git.ts';
import { readAtMost } from '../../../main/destinations/carriers/read-at-most.ts';
import { openS3Carrier } from '../../../main/destinations/carriers/s3/s3.ts';
import { SftpRequests } from '../../../main/destinations/carriers/sftp/requests.ts';
import { bytesSource } from '../../../main/destinations/carriers/source.ts';
import { openTrust } from '../../../main/destinations/carriers/trust/open-trust.ts';
import { walkFolders } from '../../../main/destinations/carriers/walk-folders.ts';
import { watchedAgents } from '../../../main/destinations/carriers/watched-agents.ts';
import { openWebdavCarrier } from '../../../main/destinations/carriers/webdav/webdav.ts';
import { tempFolder } from '../../temp-folder.ts';
import { call } from './contract.ts';

// Servers that say one thing and send another: a size that is not the file's, lists without an end, a way to somebody else.

const MOST = 100_000;
const NONE = { folders: [], files: [] };
const nobody = () => openTrust({ folder: tempFolder(), knownHostsFiles: [] });

async function listening(handle: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = createServer(handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

/** Sends for as long as somebody takes it, and counts. */
function endless(to: NodeJS.WritableStream & { readonly destroyed?: boolean }): { readonly sent: number } {
  const count = { sent: 0 };
  const chunk = Buffer.alloc(64 * 1024, 'x');
  const more = (): void => {
    while (!to.destroyed && to.write(chunk)) count.sent += chunk.length;
  };
  to.on('drain', more).on('error', () => {});
  more();
  return count;
}

const xml = (inner: string) => `<?xml version="1.0"?><D:multistatus xmlns:D="DAV:">${inner}</D:multistatus>`;
const row = (href: string, size?: number) =>
  `<D:response><D:href>${href}</D:href><D:propstat><D:prop>${
    size === undefined
      ? '<D:resourcetype><D:collection/></D:resourcetype>'
      : `<D:resourcetype/><D:getcontentlength>${size}</D:getcontentlength>`
  }</D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response>`;

async function webdav(handle: (request: IncomingMessage, response: ServerResponse) => void) {
  const port = await listening(handle);
  const place = { url: `http://127.0.0.1:${port}/depot`, user: 'author', secret: 'a secret' };
  const carrier = await openWebdavCarrier(place, await nobody(), call());
  onTestFinished(() => carrier.dispose());
  return carrier;
}

test('WebDAV: a file that is told to be small is not read beyond what was asked for', async () => {
  let body = { sent: 0 };
  const carrier = await webdav((request, response) => {
    if (request.method === 'GET') body = endless(response.writeHead(200));
    else response.writeHead(207).end(xml(row(request.url ?? '', request.url === '/depot/list.txt' ? 10 : undefined)));
  });
  await expect(carrier.read('list.txt', MOST, call())).rejects.toMatchObject({ code: 'too_large' });
  expect(body.sent).toBeLessThan(50_000_000);
});

test('WebDAV: the page of a proxy is neither a file nor a file that was moved', async () => {
  let left: string | undefined;
  const carrier = await webdav((request, response) => {
    const url = request.url ?? '';
    if (request.method === 'PUT') {
      left = url;
      request.resume().on('end', () => response.writeHead(201).end());
    } else if (request.method === 'PROPFIND') {
      if (url === '/depot/list.txt') response.writeHead(207).end(xml(row(url, 5)));
      else if (url === left) response.writeHead(207).end(xml(row(url, 3)));
      else if (/^\/depot\/?$/.test(url)) response.writeHead(207).end(xml(row(url)));
      else response.writeHead(404).end();
    } else response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Log in</html>');
  });
  const refused = { code: 'answer_not_understood' };
  await expect(carrier.read('list.txt', MOST, call())).rejects.toMatchObject(refused);
  await expect(carrier.write('a.obj', bytesSource(Buffer.from('abc')), call())).rejects.toMatchObject(refused);
});

/** A line on which the large part of a request leaves later than its head; on this machine all of it is gone at once. */
function slowLine(until: Promise<void>): void {
  const { _write: write, _writev: writeMany } = Socket.prototype;
  Object.assign(Socket.prototype, {
    // What waits is written piece by piece then.
    _writev: undefined,
    _write(this: Socket, ...[chunk, encoding, done]: Parameters<Socket['_write']>) {
      if (chunk.length < 100_000) write.call(this, chunk, encoding, done);
      else until.then(() => write.call(this, chunk, encoding, done));
    },
  });
  onTestFinished(() => void Object.assign(Socket.prototype, { _write: write, _writev: writeMany }));
}

test('WebDAV: a server that answers before it has read all still gets the bytes it was promised', async () => {
  const bytes = Buffer.alloc(900_000, 'a');
  const got: Buffer[] = [];
  const [lentIsOver, read] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const carrier = await webdav((request, response) => {
    const url = request.url ?? '';
    if (request.method === 'PUT') {
      request.on('data', (chunk: Buffer) => got.push(chunk)).on('end', read.resolve);
      response.writeHead(201).end();
    } else if (request.method !== 'PROPFIND') response.writeHead(201).end();
    else if (url.includes('part')) response.writeHead(207).end(xml(row(url, bytes.length)));
    else response.writeHead(/^\/depot\/?$/.test(url) ? 207 : 404).end(xml(row(url)));
  });
  slowLine(lentIsOver.promise);
  const lent = Buffer.from(bytes);
  const source = {
    ...bytesSource(bytes),
    async whole<T>(use: (lent: Buffer) => Promise<T>): Promise<T> {
      const result = await use(lent);
      // The next file is read into the same memory.
      lent.fill('b');
      lentIsOver.resolve();
      return result;
    },
  };
  await carrier.write('a.obj', source, call());
  await read.promise;
  expect(Buffer.concat(got).equals(bytes)).toBe(true);
});

test('WebDAV: a redirect takes the password to no other server', async () => {
  const heard: (string | undefined)[] = [];
  const other = await listening((request, response) => {
    heard.push(request.headers.authorization);
    response.end('content of somebody else');
  });
  const carrier = await webdav((request, response) => {
    if (request.url === '/depot' || request.url === '/depot/') response.writeHead(207).end(xml(row('/depot/')));
    else response.writeHead(302, { location: `http://127.0.0.1:${other}${request.url}` }).end();
  });
  await expect(carrier.stat('list.txt', call())).rejects.toMatchObject({
    code: 'answer_not_understood',
    message: expect.stringContaining('another server'),
  });
  expect(heard).toEqual([]);
});

test('WebDAV: a folder that contains itself is not walked for ever', async () => {
  const carrier = await webdav((request, response) => {
    const url = (request.url ?? '/depot/').replace(/\/*$/, '/');
    response.writeHead(207).end(xml(row(url) + row(`${url}again/`)));
  });
  await expect(carrier.list(call())).rejects.toMatchObject({ code: 'answer_not_understood' });
});

test('a folder with more entries than any add-on has is not read to its end', async () => {
  const files = Array.from({ length: 50_000 }, (_, at) => ({ path: `${at}`, size: 1 }));
  let asked = 0;
  const walked = walkFolders({ atOnce: 1, host: 'a.server' }, async () => {
    asked += 1;
    return { folders: ['next', 'after'], files };
  });
  await expect(walked).rejects.toMatchObject({ code: 'answer_not_understood' });
  expect(asked).toBeLessThan(60);
});

async function s3(answer: (url: URL, response: ServerResponse) => void) {
  const port = await listening((request, response) => answer(new URL(request.url ?? '/', 'http://x'), response));
  const endpoint = `http://127.0.0.1:${port}`;
  const place = { bucket: 'depots', folder: 'depot', endpoint, accessKey: 'key', secret: 'a secret' };
  const carrier = await openS3Carrier(place, await nobody(), call());
  onTestFinished(() => carrier.dispose());
  return carrier;
}

const page = (inner: string) =>
  `<?xml version="1.0"?><ListBucketResult><Name>depots</Name><Prefix>depot/</Prefix>${inner}</ListBucketResult>`;

test('S3: a file without a size is not read beyond what was asked for', async () => {
  let body = { sent: 0 };
  const carrier = await s3((url, response) => {
    if (url.searchParams.has('list-type')) response.end(page('<KeyCount>0</KeyCount>'));
    else body = endless(response.writeHead(200, { etag: '"x"' }));
  });
  await expect(carrier.read('list.txt', MOST, call())).rejects.toMatchObject({ code: 'too_large' });
  expect(body.sent).toBeLessThan(50_000_000);
});

test('S3: the page of a proxy is neither a file nor a file that was written', async () => {
  const carrier = await s3((url, response) => {
    if (url.searchParams.has('list-type')) response.end(page('<KeyCount>0</KeyCount>'));
    else response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Log in</html>');
  });
  const refused = { code: 'answer_not_understood' };
  await expect(carrier.write('a.obj', bytesSource(Buffer.from('abc')), call())).rejects.toMatchObject(refused);
  await expect(carrier.read('list.txt', MOST, call())).rejects.toMatchObject(refused);
  await expect(carrier.stat('list.txt', call())).rejects.toMatchObject(refused);
});

test('S3: a list whose next page is always the same one ends', async () => {
  const carrier = await s3((_url, response) => {
    const file = '<Contents><Key>depot/a</Key><Size>1</Size></Contents>';
    const more = '<IsTruncated>true</IsTruncated><NextContinuationToken>again</NextContinuationToken>';
    response.end(page(file + more));
  });
  await expect(carrier.list(call())).rejects.toMatchObject({ code: 'answer_not_understood' });
});

test('S3: a copy that is refused behind a 200, or is none, is not taken for one', async () => {
  const answers = [
    '<Error><Code>InternalError</Code><Message>We encountered an internal error.</Message></Error>',
    '<html><body>Please log in</body></html>',
  ];
  const port = await listening((request, response) => {
    const url = new URL(request.url ?? '/', 'http://x');
    if (url.searchParams.has('list-type')) return void response.end(page('<KeyCount>0</KeyCount>'));
    if (request.method === 'HEAD') return void response.writeHead(200, { 'content-length': '1', etag: '"x"' }).end();
    response.writeHead(200, { 'content-type': 'application/xml' }).end(answers.shift());
  });
  const place = { bucket: 'depots', endpoint: `http://127.0.0.1:${port}`, accessKey: 'key', secret: 'a secret' };
  const open = async (folder: string) => {
    const carrier = await openS3Carrier({ ...place, folder }, await nobody(), call());
    onTestFinished(() => carrier.dispose());
    return carrier;
  };
  const [from, to] = [await open('testers'), await open('everybody')];
  const taken = async () => {
    try {
      return await to.takeOver?.(from, 'a.obj', bytesSource(Buffer.from('a')), call());
    } catch (cause) {
      return cause instanceof Error ? cause.name : cause;
    }
  };
  for (const _answer of [1, 2]) expect([false, 'CarrierError']).toContain(await taken());
});

/** As much of an FTP server as reading a file takes. */
async function ftpServer(send: (data: Socket) => void): Promise<number> {
  const data = createTcpServer((socket) => send(socket.on('error', () => {})));
  await new Promise<void>((resolve) => data.listen(0, '127.0.0.1', resolve));
  const dataPort = (data.address() as AddressInfo).port;
  const control = createTcpServer((socket) => {
    const say = (line: string) => socket.write(`${line}\r\n`);
    const answers: Readonly<Record<string, string>> = {
      USER: '331 password',
      PASS: '230 in',
      PWD: '257 "/depot"',
      SIZE: '213 10',
      EPSV: `229 here (|||${dataPort}|)`,
      RETR: '150 it comes',
    };
    say('220 welcome');
    socket.on('error', () => {});
    socket.on('data', (bytes) => {
      for (const line of bytes.toString().split('\r\n').filter(Boolean)) {
        say(answers[line.split(' ')[0]?.toUpperCase() ?? ''] ?? '250 done');
      }
    });
  });
  await new Promise<void>((resolve) => control.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    data.close();
    control.close();
  });
  return (control.address() as AddressInfo).port;
}

test('FTP: a file that is told to be small is not read beyond what was asked for', async () => {
  let body = { sent: 0 };
  const port = await ftpServer((data) => {
    body = endless(data);
  });
  const place = { host: '127.0.0.1', port, user: 'author', secret: 'a', tls: 'none' as const, folder: '' };
  const carrier = await openFtpCarrier(place, await nobody(), call());
  onTestFinished(() => carrier.dispose());
  await expect(carrier.read('list.txt', MOST, call())).rejects.toMatchObject({ code: 'too_large' });
  expect(body.sent).toBeLessThan(50_000_000);
});

test('SFTP: a file is read to its end or to what was asked for, whatever size was told', async () => {
  let left = 0;
  const handle = Buffer.from('handle');
  const session = {
    open: (_path: string, _mode: string, done: (error: null, handle: Buffer) => void) => done(null, handle),
    close: (_handle: Buffer, done: (error: null) => void) => done(null),
    readFile: (_path: string, done: (error: null, all: Buffer) => void) => done(null, Buffer.alloc(left, 'x')),
    read: (
      _handle: Buffer,
      into: Buffer,
      _at: number,
      most: number,
      _from: number,
      done: (error: Error | null, count: number) => void,
    ) => {
      const count = Math.min(left, most, 30_000);
      left -= count;
      into.fill('x', 0, count);
      if (count === 0) done(Object.assign(new Error('EOF'), { code: 1 }), 0);
      else done(null, count);
    },
  };
  const connection = { session, gone: new AbortController().signal, gather: () => {}, end: async () => {} };
  const requests = new SftpRequests(connection as never, 'a.server');
  left = 70_000;
  expect((await requests.readAll('list.txt', MOST, call().signal)).length).toBe(70_000);
  left = 100_000_000;
  await expect(requests.readAll('list.txt', MOST, call().signal)).rejects.toMatchObject({ code: 'too_large' });
  expect(left).toBeGreaterThan(99_000_000);
});

test('WebDAV: a server that takes a request and says nothing ends in a sentence', async () => {
  const port = await listening((request, response) => {
    if (request.url === '/depot' || request.url === '/depot/') response.writeHead(207).end(xml(row('/depot/')));
  });
  const place = { url: `http://127.0.0.1:${port}/depot`, user: 'author', secret: 'a', idleMs: 500 };
  const carrier = await openWebdavCarrier(place, await nobody(), call());
  onTestFinished(() => carrier.dispose());
  await expect(carrier.stat('list.txt', call())).rejects.toMatchObject({ code: 'timed_out' });
});

test('SFTP: a server that keeps the connection and answers nothing ends it', async () => {
  const gone = new AbortController();
  const connection = {
    session: { lstat: () => {} },
    gone: gone.signal,
    gather: () => {},
    end: async () => gone.abort(),
  };
  const requests = new SftpRequests(connection as never, 'a.server', 200);
  await expect(requests.lstat('list.txt', call().signal)).rejects.toMatchObject({ code: 'unreachable' });
});

test('git: a server that takes a request and says nothing ends in a sentence', async () => {
  const port = await listening(() => {});
  // The other half of the bound is ours: without a least rate git takes no time for too long.
  vi.stubEnv('GIT_HTTP_LOW_SPEED_TIME', '1');
  const place = { remote: `http://127.0.0.1:${port}/addon.git`, branch: 'main', folder: '' };
  await expect(openGitCarrier(place, tempFolder(), call())).rejects.toMatchObject({ passing: true });
});

test('a file that comes a byte at a time is no file, however small it is told to be', async () => {
  async function* drip() {
    for (;;) {
      await new Promise((turned) => setImmediate(turned));
      yield Buffer.from('x');
    }
  }
  const least = { bytesPerSecond: 1_000_000_000, afterMs: 0 };
  await expect(readAtMost(drip(), 'list.txt', MOST, least)).rejects.toMatchObject({ code: 'timed_out' });
});

test('SFTP: a folder that goes on for ever is not read for ever', async () => {
  const handle = Buffer.from('handle');
  const batch = Array.from({ length: 50_000 }, (_, at) => ({ filename: `${at}`, longname: '', attrs: {} }));
  let asked = 0;
  const session = {
    opendir: (_path: string, done: (error: null, handle: Buffer) => void) => done(null, handle),
    close: (_handle: Buffer, done: (error: null) => void) => done(null),
    readdir: (from: Buffer | string, done: (error: null, some: object[]) => void) => {
      asked += 1;
      if (Buffer.isBuffer(from)) done(null, batch);
    },
  };
  const connection = { session, gone: new AbortController().signal, gather: () => {}, end: async () => {} };
  const requests = new SftpRequests(connection as never, 'a.server');
  await expect(requests.readdir('depot', call().signal)).rejects.toMatchObject({ code: 'answer_not_understood' });
  expect(asked).toBeLessThan(60);
});

test('names that lead out of the folder are nobody’s files', async () => {
  const names = ['../up', 'a/../../b', '..', 'c\\d', 'e\u0000', '/etc/passwd'];
  const asked: string[] = [];
  const found = await walkFolders({ atOnce: 1, host: 'a.server' }, async (folder) => {
    asked.push(folder);
    return folder === ''
      ? { folders: [...names, 'in'], files: [...names, 'f'].map((path) => ({ path, size: 1 })) }
      : NONE;
  });
  expect([found.map(({ path }) => path), asked]).toEqual([['f'], ['', 'in']]);
});

test('WebDAV and S3: an answer that goes on and on is given up, and the next one on the connection begins anew', async () => {
  const most = 2_000_000;
  let body = { sent: 0 };
  const port = await listening((request, response) => {
    if (request.url === '/endless') body = endless(response.writeHead(207));
    else response.end(Buffer.alloc(most / 2));
  });
  const { httpAgent, wasEndless } = watchedAgents({
    only: { host: '127.0.0.1', port },
    options: { keepAlive: true, maxSockets: 1 },
    tls: {},
    mostBytes: most,
  });
  onTestFinished(() => httpAgent.destroy());
  const sizeOf = (path: string) =>
    new Promise<number>((resolve, reject) => {
      const asked = get({ host: '127.0.0.1', port, path, agent: httpAgent }, (answer) => {
        let size = 0;
        answer.on('data', (chunk: Buffer) => {
          size += chunk.length;
        });
        answer.on('end', () => resolve(size)).on('error', reject);
      });
      asked.on('error', reject);
    });
  for (const path of ['/1', '/2', '/3', '/4']) expect(await sizeOf(path)).toBe(most / 2);
  expect(wasEndless()).toBe(false);
  await expect(sizeOf('/endless')).rejects.toThrow();
  expect(wasEndless()).toBe(true);
  expect(body.sent).toBeLessThan(2_000_000_000);
});

test('git: a redirect takes the token to no other server', async () => {
  const heard: (string | undefined)[] = [];
  const other = await listening((request, response) => {
    heard.push(request.headers.authorization);
    response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end();
  });
  const port = await listening((request, response) =>
    response.writeHead(302, { location: `http://127.0.0.1:${other}${request.url}` }).end(),
  );
  for (const place of [
    { remote: `http://127.0.0.1:${port}/addon.git`, token: 'a token' },
    { remote: `http://author:secret@127.0.0.1:${port}/addon.git` },
  ])
    await expect(openGitCarrier({ ...place, branch: 'main', folder: '' }, tempFolder(), call())).rejects.toThrow();
  expect(new Set(heard)).toEqual(new Set([undefined]));
});
