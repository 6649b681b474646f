import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Registry } from '../../../main/registry/start.ts';
import { ask, formOf, neverProcessed, OK_RETRY, OK_UPLOAD, openRegistry, PATIENT } from '../support/local-registry.ts';
import { BOUNDARY, connectTo, filePart, head, lastLine, okParts, textPart } from '../support/raw-http.ts';

type Opened = Registry & { readonly dataDir: string };

/** Nothing of a refused upload may stay. */
async function expectNoTrace(registry: Opened): Promise<void> {
  await expect.poll(() => readdir(join(registry.dataDir, 'temp')), PATIENT).toEqual([]);
  expect(await readdir(join(registry.dataDir, 'uploads'))).toEqual([]);
  expect((await ask(`${registry.url}/account/packages/example.package1/2.0.0`)).status).toBe(404);
}

const long = 'v'.repeat(2 * 1_048_576);
const content = 'z'.repeat(200_000);
const manyFields = Array.from({ length: 10_000 }, (_, row) => textPart(`field${row}`, 'x')).join('');

function whole(...parts: string[]): string {
  return parts.join('') + lastLine;
}

test.each<[string, string, { contentType?: string; code?: string }]>([
  ['no boundary named', whole(okParts(), filePart('file', content)), { contentType: 'multipart/form-data' }],
  ['a boundary that never comes', 'nothing of the kind', {}],
  ['no last boundary', okParts() + filePart('file', content), {}],
  ['a body that ends inside a header', `${okParts()}--${BOUNDARY}\r\nContent-Dispo`, {}],
  ['a text field of 2 MB', whole(okParts({ note: long }), filePart('file', content)), {}],
  ['a text field of 2 MB after the file', whole(filePart('file', content), textPart('note', long), okParts()), {}],
  ['two files', whole(okParts(), filePart('file', content), filePart('file', content)), {}],
  ['a second file in another field', whole(okParts(), filePart('file', content), filePart('extra', content)), {}],
  ['10,000 fields', whole(manyFields, okParts(), filePart('file', content)), {}],
  ['a field twice', whole(okParts(), textPart('packageVersion', '3.0'), filePart('file', content)), {}],
  ['a field called __proto__', whole(okParts({ constructor: 'x' }), filePart('file', content)), {}],
  ['the file in the wrong field', whole(okParts(), filePart('upload', content)), { code: 'no_file' }],
  ['no parts at all', lastLine, { code: 'invalid_or_empty_str' }],
  ['no form at all', '{}', { contentType: 'text/plain', code: 'invalid_or_empty_str' }],
])('%s is refused with a code', async (_, body, { contentType, code = 'bad_multipart' }) => {
  const registry = await openRegistry({ run: neverProcessed });
  const client = await connectTo(registry);
  client.send(head(body.length, contentType === undefined ? {} : { contentType }));
  client.send(body);
  expect(await client.answer()).toEqual({ status: 400, body: code });
  await expectNoTrace(registry);
  // The connection is still good for another request: the rest of the body was read away.
  const next = whole(okParts(), filePart('file', content));
  client.send(head(next.length) + next);
  expect(await client.answer()).toEqual({ status: 204, body: '' });
});

test('a connection that breaks in the middle of the file leaves nothing', async () => {
  const registry = await openRegistry({ run: neverProcessed });
  const client = await connectTo(registry);
  client.send(head(50_000_000) + okParts() + filePart('file', content));
  await expect.poll(() => readdir(join(registry.dataDir, 'temp')), PATIENT).toHaveLength(1);
  client.socket.destroy();
  await expectNoTrace(registry);
});

test.each([
  ['in the middle of the file', okParts() + filePart('file', content)],
  ['between two fields', textPart('packageId', 'example.package1')],
  ['before the first byte of the body', ''],
])('a client that stops sending %s is told so and let go', async (_, begun) => {
  const registry = await openRegistry({ run: neverProcessed, idleTimeoutMs: 150 });
  const client = await connectTo(registry);
  client.send(head(50_000_000) + begun);
  expect(await client.answer()).toEqual({ status: 408, body: 'bad_multipart' });
  await client.ended();
  await expectNoTrace(registry);
});

test('a client that is only slow is waited for', async () => {
  const registry = await openRegistry({ run: neverProcessed, idleTimeoutMs: 1_000 });
  const client = await connectTo(registry);
  const body = whole(okParts(), filePart('file', 'x'.repeat(10)));
  client.send(head(body.length));
  const { promise, resolve } = Promise.withResolvers<void>();
  let at = 0;
  const step = Math.ceil(body.length / 12);
  const timer = setInterval(() => {
    client.send(body.slice(at, at + step));
    at += step;
    if (at < body.length) return;
    clearInterval(timer);
    resolve();
  }, 100);
  await promise;
  expect(await client.answer()).toEqual({ status: 204, body: '' });
});

test('an early answer arrives although the body is still being sent', async () => {
  const registry = await openRegistry({ run: neverProcessed });
  const client = await connectTo(registry);
  client.send(head(300_000_000, { token: 'wrong' }));
  expect(await client.answer()).toEqual({ status: 401, body: 'Unauthorized' });
});

test('a retry knows the same faults', async () => {
  const registry = await openRegistry({ run: neverProcessed });
  const twice = await ask(`${registry.url}/packages/retry`, { method: 'POST', body: formOf(OK_RETRY, {}, { n: 2 }) });
  expect([twice.status, twice.text]).toEqual([400, 'bad_multipart']);
  await expectNoTrace(registry);
});

test('malformed and oversized JSON, broken URLs and unknown routes', async () => {
  const registry = await openRegistry({ run: neverProcessed });
  const json = { 'Content-Type': 'application/json' };
  const post = (path: string, body: string, token = 'wrong') =>
    ask(registry.url + path, { method: 'POST', headers: json, body, token });
  // The body is read before the token is looked at.
  expect(await post('/packages/new', '{"packageId":')).toMatchObject({ status: 400, text: 'Bad Request' });
  expect(await post('/packages/new', '"text"')).toMatchObject({ status: 400 });
  expect(await post('/packages/new', `{"a":"${'x'.repeat(110_000)}"}`)).toMatchObject({ status: 413 });
  expect(await post('/packages/new', '{}')).toMatchObject({ status: 401, text: 'Unauthorized' });
  const malformed = await post('/v1/files/retry', '{"file_ids":');
  expect(malformed.status).toBe(400);
  expect(JSON.parse(malformed.text)).toMatchObject({ error: { code: 'bad_request' } });
  expect(await ask(`${registry.url}/nothing/here`)).toMatchObject({ status: 404, text: 'Not Found' });
  expect(await ask(`${registry.url}/account/packages/%zz`)).toMatchObject({ status: 400 });
  expect(await ask(`${registry.url}/account/packages/${'a'.repeat(400)}`)).toMatchObject({ status: 400 });
  expect(await ask(`${registry.url}/packages/upload`, { method: 'POST', body: formOf(OK_UPLOAD) })).toMatchObject({
    status: 204,
  });
});

test('a connection on which nothing moves is let go', async () => {
  const registry = await openRegistry({ run: neverProcessed, idleTimeoutMs: 100 });
  const client = await connectTo(registry);
  client.send(head(500, { path: '/packages/new', contentType: 'application/json' }));
  expect(await client.ended()).toBe('closed');
  expect((await ask(`${registry.url}/meta`)).status).toBe(200);
});
