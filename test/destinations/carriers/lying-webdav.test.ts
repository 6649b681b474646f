import type { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { bytesSource } from '../../../main/destinations/carriers/source.ts';
import { openWebdavCarrier } from '../../../main/destinations/carriers/webdav/webdav.ts';
import { call } from './contract.ts';
import { endless, listening, MOST, nobody } from './lying-servers.ts';

function xml(inner: string) {
  return `<?xml version="1.0"?><D:multistatus xmlns:D="DAV:">${inner}</D:multistatus>`;
}

function row(href: string, size?: number) {
  return `<D:response><D:href>${href}</D:href><D:propstat><D:prop>${
    size === undefined
      ? '<D:resourcetype><D:collection/></D:resourcetype>'
      : `<D:resourcetype/><D:getcontentlength>${size}</D:getcontentlength>`
  }</D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response>`;
}

async function webdav(handle: (request: IncomingMessage, response: ServerResponse) => void) {
  const port = await listening(handle);
  const place = { url: `http://127.0.0.1:${port}/depot`, user: 'author', secret: 'a secret' };
  const carrier = await openWebdavCarrier(place, await nobody(), call());
  onTestFinished(() => carrier.dispose());
  return carrier;
}

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

test('WebDAV: a server that takes a request and says nothing ends in a sentence', async () => {
  const port = await listening((request, response) => {
    if (request.url === '/depot' || request.url === '/depot/') response.writeHead(207).end(xml(row('/depot/')));
  });
  const place = { url: `http://127.0.0.1:${port}/depot`, user: 'author', secret: 'a', idleMs: 500 };
  const carrier = await openWebdavCarrier(place, await nobody(), call());
  onTestFinished(() => carrier.dispose());
  await expect(carrier.stat('list.txt', call())).rejects.toMatchObject({ code: 'timed_out' });
});
