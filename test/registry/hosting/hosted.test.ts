import { once } from 'node:events';
import { cp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { RegistryOptions } from '../../../main/registry/start.ts';
import {
  ask,
  askJson,
  formOf,
  OK_UPLOAD,
  openRegistry,
  PATIENT,
  TOKEN,
  temporaryFolder,
} from '../support/local-registry.ts';
import { processedAs } from '../support/processing.ts';
import { serveInTerminal } from '../support/terminal.ts';

// A registry for a community: what it has more than the one of one author, and above all what it has not.

const PUBLIC_URL = 'https://registry.example.org';
const PRIVATE = { isPublic: 'false', isPrivate: 'true' };
/** Answers name the public address; the tests ask the port behind the proxy. */
async function openHosted(more: Partial<RegistryOptions> & { trustedProxies?: string[]; drainMs?: number } = {}) {
  const { trustedProxies = [], drainMs = 10_000, ...options } = more;
  const routes: string[] = [];
  const log: { client: string; path: string; status: number; requestId: string }[] = [];
  const registry = await openRegistry({
    run: processedAs('content'),
    onRoute: (method, path) => routes.push(`${method} ${path}`),
    onAccess: (line) => log.push(JSON.parse(line)),
    ...options,
    hosted: {
      publicUrl: PUBLIC_URL,
      name: 'Club',
      description: 'What we fly.',
      operationsPort: 0,
      trustedProxies,
      drainMs,
    },
  });
  const url = `http://127.0.0.1:${registry.port}`;
  const operations = registry.operationsUrl ?? '';
  const upload = async (fields: Record<string, string>) => {
    const body = formOf(OK_UPLOAD, fields);
    expect((await ask(`${url}/packages/upload`, { method: 'POST', body })).status).toBe(204);
    await registry.idle();
  };
  return { registry, url, operations, routes, log, upload };
}

function everybody(url: string) {
  return ask(url, { token: null });
}

test('what is for one author alone does not exist: no /local, no accounts for the asking, no rehearsal', async () => {
  const { routes, url } = await openHosted();
  expect(routes.filter((route) => route.includes('/local') || route.includes('/auth/create'))).toEqual([]);
  for (const path of ['/local/status', '/local/outbox', '/local/rehearsal', '/LOCAL/status', '/%6cocal/status'])
    expect([path, (await ask(url + path)).status]).toEqual([path, 404]);
  expect((await askJson(`${url}/local/rehearsal`, 'PUT', { faults: [{ fault: 'offline' }] })).status).toBe(404);
  expect(
    (await askJson(`${url}/auth/create`, 'POST', { email: 'a@example.org', name: 'Abc', password: 'long enough' }))
      .status,
  ).toBe(404);
});

test('addresses in answers are public ones', async () => {
  const { url, upload } = await openHosted();
  await upload({});
  const { loc } = JSON.parse((await everybody(`${url}/packages/info/example.package1/2.0.0`)).text);
  expect(loc).toMatch(/^https:\/\/registry\.example\.org\/packages\/files\/[0-9a-f]{64}$/);
});

test('the operator gives out accounts; nobody else can, and not through another name', async () => {
  const { url, operations } = await openHosted();
  const wish = { name: 'Some Pilot', email: 'pilot@example.org' };
  const made = await askJson(`${operations}/authors`, 'POST', wish);
  expect(made.status).toBe(201);
  const { token } = JSON.parse(made.text) as { token: string };
  expect(JSON.parse((await ask(`${url}/account/data`, { token })).text)).toMatchObject({ name: 'Some Pilot' });
  expect((await askJson(`${operations}/authors`, 'POST', wish)).status).toBe(409);
  expect((await askJson(`${operations}/authors`, 'POST', { ...wish, email: 'no address' })).status).toBe(400);

  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Other', email: 'o@example.org' }),
  };
  expect((await ask(`${operations}/authors`, { ...init, token: null })).status).toBe(401);
  expect((await ask(`${operations}/authors`, { ...init, token })).status).toBe(403);
  const elsewhere = { ...init.headers, origin: 'https://somewhere.example' };
  expect((await ask(`${operations}/authors`, { ...init, headers: elsewhere })).status).toBe(403);
});

test('a hidden version is gone for everybody and comes back whole, also after a restart', async () => {
  const { registry, url, operations, upload } = await openHosted();
  await upload({});
  const info = `${url}/packages/info/example.package1/2.0.0`;
  const { hash } = JSON.parse((await everybody(info)).text) as { hash: string };
  const file = (at: string) => everybody(`${at}/packages/files/${hash}`);
  const act = (at: string, name: string, token = TOKEN) =>
    ask(`${at}/versions/example.package1/2.0.0/${name}`, { method: 'POST', token });

  expect((await act(operations, 'hide', 'token-of-author-2')).status).toBe(403);
  expect((await act(operations, 'hide')).status).toBe(204);
  expect((await act(operations, 'hide')).status).toBe(404);
  expect([(await everybody(info)).status, (await file(url)).status]).toEqual([404, 404]);
  expect((await everybody(`${url}/packages`)).text).not.toContain('"version":"2.0.0"');
  expect((await ask(`${url}/account/packages/example.package1/2.0.0`)).text).toContain('"status":"removed"');

  await registry.close();
  const again = await openHosted({ dataDir: registry.dataDir });
  expect((await act(again.operations, 'restore')).status).toBe(204);
  expect((await file(again.url)).status).toBe(200);
  expect((await everybody(`${again.url}/packages`)).text).toContain('"version":"2.0.0"');
});

test('a backup made while it serves is a whole registry on an empty machine', async () => {
  const { registry, url, operations, upload } = await openHosted();
  await upload({});
  await upload({ packageVersion: '2.1.0', ...PRIVATE });
  const folder = join(await temporaryFolder(), 'backup');
  const made = await askJson(`${operations}/backup`, 'POST', { to: folder });
  expect([made.status, JSON.parse(made.text)]).toEqual([200, { files: 2, copied: 2 }]);
  expect((await askJson(`${operations}/backup`, 'POST', { to: folder })).status).toBe(409);
  expect((await askJson(`${operations}/backup`, 'POST', { to: 'somewhere' })).status).toBe(400);

  const questions = ['/packages', '/account/packages', '/packages/info/example.package1/2.0.0'];
  const answers = async (at: string) => {
    const texts = await Promise.all(questions.map(async (path) => (await ask(at + path)).text));
    return texts.map((text) => text.replace(/"generated":"[^"]*"/, ''));
  };
  const before = await answers(url);
  const { hash } = JSON.parse((await everybody(`${url}/packages/info/example.package1/2.0.0`)).text) as {
    hash: string;
  };
  await registry.close();
  await rm(registry.dataDir, { recursive: true });
  const moved = join(await temporaryFolder(), 'restored');
  await cp(folder, moved, { recursive: true });
  const restored = await openHosted({ dataDir: moved, seed: undefined });
  expect(await answers(restored.url)).toEqual(before);
  expect((await everybody(`${restored.url}/packages/files/${hash}`)).status).toBe(200);
});

test('pages for people show what everybody may have, as text', async () => {
  const { url, upload } = await openHosted();
  await upload({});
  await upload({ packageVersion: '2.1.0', ...PRIVATE });
  await askJson(`${url}/packages/description`, 'PATCH', {
    packageId: 'example.package1',
    newDescription: '<script>no</script> and more',
  });
  const [start, page] = [await everybody(url), await everybody(`${url}/package/example.package1/`)];
  for (const { text, headers } of [start, page]) {
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(text).toContain('&lt;script&gt;no');
    expect(text).toContain('2.0.0');
    expect(text).not.toContain('<script');
    expect(text).not.toContain('2.1.0');
  }
  expect(page.text).toMatch(/href="\.\.\/\.\.\/packages\/files\/[0-9a-f]{64}\.xpkg"/);
  const { status, headers } = await ask(`${url}/package/example.package1`, { redirect: 'manual' });
  expect([status, headers.get('location')]).toEqual([302, '/package/example.package1/']);
  // Nothing of it can be downloaded: seeded versions have no file.
  expect((await everybody(`${url}/package/another.package/`)).status).toBe(404);
});

test('the start page is searched by its address, whatever stands there', async () => {
  const { url, upload } = await openHosted();
  await upload({});
  const names = async (asked: string) => /<h3><a [^>]*>([^<]*)/.exec((await everybody(`${url}/${asked}`)).text)?.[1];
  expect(await names('?q=exämple')).toBe('Example Package 1');
  expect(await names('?q=example&kind=nothing')).toBeUndefined();
  for (const odd of ['?page=0', '?page=1e9', '?q=a&q=b', '?kind=&page=-1', '?q=%00', '?'])
    expect([odd, await names(odd)]).toEqual([odd, odd === '?q=%00' ? undefined : 'Example Package 1']);
});

test('an author reads the own mails and nobody else’s', async () => {
  const { url, upload } = await openHosted();
  await upload({ ...PRIVATE, isStored: 'false' });
  const own = await ask(`${url}/account/mails`);
  expect(own.text).toMatch(/registry\.example\.org\/downloads\//);
  expect((await ask(`${url}/account/mails`, { token: 'token-of-author-2' })).text).not.toContain('/downloads/');
  expect((await everybody(`${url}/account/mails`)).status).toBe(401);
});

test('a client is who the trusted proxy says, and nobody else is believed', async () => {
  const headers = { 'x-forwarded-for': '203.0.113.7' };
  const trusting = await openHosted({ trustedProxies: ['127.0.0.1'] });
  await ask(`${trusting.url}/meta`, { headers });
  await expect.poll(() => trusting.log.map(({ client }) => client), PATIENT).toEqual(['203.0.113.7']);
  const alone = await openHosted();
  const answer = await ask(`${alone.url}/meta`, { headers });
  await expect.poll(() => alone.log, PATIENT).toMatchObject([{ client: '127.0.0.1', path: '/meta', status: 200 }]);
  expect(alone.log[0]?.requestId).toBe(answer.headers.get('x-request-id'));
});

test('the log never holds what opens a private version', async () => {
  const { url, log } = await openHosted();
  await everybody(`${url}/packages/files/${'a'.repeat(64)}?privateKey=secret-key`);
  await everybody(`${url}/downloads/secret-link`);
  await expect.poll(() => log.length, PATIENT).toBe(2);
  expect(JSON.stringify(log)).not.toContain('secret');
});

test('told to stop it is no longer ready, and an upload that is under way still ends well', async () => {
  const { registry, url, operations } = await openHosted();
  const body = formOf(OK_UPLOAD);
  const { headers, body: stream } = new Request(url, { method: 'POST', body });
  const bytes = Buffer.from(await new Response(stream).arrayBuffer());
  const sending = request(`${url}/packages/upload`, {
    method: 'POST',
    headers: {
      authorization: TOKEN,
      'content-type': headers.get('content-type') ?? '',
      'content-length': bytes.length,
    },
  });
  sending.write(bytes.subarray(0, 200));
  // It has begun once the limiter has counted it, which the answer of a later request to the same server shows.
  expect((await ask(`${operations}/ready`)).status).toBe(200);
  await expect
    .poll(() => everybody(`${operations}/metrics`).then(({ text }) => text), PATIENT)
    .toContain('registry_jobs 0');
  await ask(`${url}/meta`);
  const closed = registry.close();
  expect((await ask(`${operations}/ready`)).status).toBe(503);
  sending.end(bytes.subarray(200));
  const [answer] = await once(sending, 'response');
  expect(answer.statusCode).toBe(204);
  answer.resume();
  await closed;
});

test('a sender that never ends is cut off when the time is over', async () => {
  const { registry, url } = await openHosted({ drainMs: 50 });
  const sending = request(`${url}/packages/upload`, {
    method: 'POST',
    headers: { authorization: TOKEN, 'content-type': 'multipart/form-data; boundary=x', 'content-length': 1000 },
  });
  const broken = once(sending, 'error');
  sending.write('--x\r\n');
  await ask(`${url}/meta`);
  await registry.close();
  await broken;
});

test.each([
  [['--operations-port', '0'], '--operations-port goes with --public-url.'],
  [['--public-url', 'registry.example.org'], '--public-url'],
  [['--public-url', 'https://example.org/registry'], 'a scheme and a host'],
  [['--public-url', PUBLIC_URL, '--trust-proxy', 'my-proxy'], '--trust-proxy'],
  [['--public-url', PUBLIC_URL, '--rate-limits', 'off'], 'needs its rate limits'],
])('%j is refused with a sentence', async (args, sentence) => {
  const { code, err } = await serveInTerminal('--data', await temporaryFolder(), ...args).ended;
  expect(err).toContain(sentence);
  expect(code).toBe(2);
});
