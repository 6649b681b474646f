import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { fastClock } from './clocks.ts';
import { faultyProxy, httpAnswer } from './faulty-proxy.ts';
import { ADDON, aRegistry, CONNECTION, DRAFT, openWorld, PACKAGE, stored, value } from './world.ts';
import { packageZip } from './zip.ts';

// That a version is on the registry does not say who sent it.

const LARGE = 3 * 1024 * 1024;
const target = { connectionId: CONNECTION, packageId: PACKAGE, version: '1.0.0', addonId: ADDON };

async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server: Server = createServer(answer);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A registry that takes uploads without a word, and has had the version since `uploadedAt`. */
function registryWithVersionOf(uploadedAt: number, clock: () => number): Promise<string> {
  return serve((asked, response) => {
    response.setHeader('date', new Date(clock()).toUTCString());
    if (asked.method === 'POST') asked.resume().on('end', () => response.destroy());
    else if (asked.url?.endsWith(`/${PACKAGE}/1.0.0`)) {
      const { packageVersion, xpSelection, platforms, dependencies, incompatibilities } = DRAFT;
      const rows = { dependencies: [['xpkg/other.package', '1.2-']], incompatibilities };
      const facts = { packageVersion, xpSelection, platforms, ...rows, isPublic: true, isStored: true };
      const versionData = { ...facts, status: 'processed', uploadDate: new Date(uploadedAt).toISOString() };
      response.end(JSON.stringify({ packageId: PACKAGE, dependencies, versionData }));
    } else response.writeHead(500).end();
  });
}

test.each([-3_600_000, 0, 3_600_000])(
  'an old version that is found after a lost answer is not ours, with a registry %s ms ahead',
  async (skew) => {
    const registryNow = () => Date.now() + skew;
    const url = await registryWithVersionOf(registryNow() - 60_000, registryNow);
    const world = await openWorld({ baseUrl: url, clock: fastClock(5) });
    const submission = await world.publish();
    expect(submission).toMatchObject({ state: { phase: 'rejected' }, error: { code: 'version_exists' } });
    expect(submission.attempts[0]).toMatchObject({ route: 'upload', code: 'net_reset' });
    // Its content must not become what changes are counted from.
    expect(world.marks).toEqual([]);
  },
);

test('a version that another machine sent first is not taken for ours, however ours broke off', async () => {
  for (const at of [0.5, 1]) {
    const registry = await aRegistry();
    const proxy = await faultyProxy(registry.url);
    const other = await openWorld({ baseUrl: registry.url });
    const world = await openWorld({ baseUrl: proxy.url, clock: fastClock(20) });
    world.builder.archive = async (draft) => {
      // Just after our check found the number free.
      await other.publish();
      return packageZip(draft.packageId, LARGE);
    };
    proxy.plan({ kind: 'reset', at });
    const submission = await world.publish();
    expect(submission).toMatchObject({ state: { phase: 'rejected' }, error: { code: 'version_exists' } });
    expect(proxy.uploads).toBe(1);
  }
});

test('an upload that a proxy sends twice is published, though the second answer is version_exists', async () => {
  const registry = await aRegistry();
  const url = await serve((asked, response) => void passOn(registry.url, asked, response));
  const world = await openWorld({ baseUrl: url, clock: fastClock(20) });
  const submission = await world.publish();
  expect(submission.attempts[0]).toMatchObject({ httpStatus: 400, code: 'version_exists' });
  expect(submission.state.phase).toBe('processed');
  expect(world.marks.at(-1)).toMatchObject({ status: 'processed', archiveSha256: submission.archive?.sha256 });
});

async function passOn(base: string, asked: IncomingMessage, response: ServerResponse): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of asked) parts.push(part as Buffer);
  const once = () =>
    new Promise<IncomingMessage>((answered, failed) => {
      const { method, headers, url } = asked;
      request(`${base}${url}`, { method, headers }, answered).on('error', failed).end(Buffer.concat(parts));
    });
  if (asked.url === '/packages/upload') (await once()).resume();
  const answer = await once();
  response.writeHead(answer.statusCode ?? 500, answer.headers);
  answer.pipe(response);
}

test('whatever was answered instead of the registry, a retry finds that the version has arrived and sends nothing', async () => {
  const registry = await aRegistry();
  const proxy = await faultyProxy(registry.url);
  const world = await openWorld({ baseUrl: proxy.url, clock: fastClock(20) });
  proxy.plan({ kind: 'replace-answer', answer: httpAnswer('403 Forbidden', 'Forbidden') });
  const refused = await world.publish();
  expect(refused.state).toEqual({ phase: 'rejected', httpStatus: 403 });
  await expect.poll(() => stored(registry), { timeout: 10_000 }).toMatchObject({ status: 'processed' });
  expect(value(await world.publisher.planRetry(target))).toMatchObject({ what: 'check' });
  value(await world.publisher.retry(target));
  expect((await world.publisher.whenResting(refused.id)).state.phase).toBe('processed');
  expect(proxy.uploads).toBe(1);
  expect(world.marks.at(-1)?.archiveSha256).toBe(refused.archive?.sha256);
});

test('a number that the registry told last, or that our history knows, is taken offline too, and after a restart', async () => {
  const registry = await aRegistry();
  const proxy = await faultyProxy(registry.url);
  const world = await openWorld({ baseUrl: proxy.url });
  await world.publish();
  const other = await openWorld({ baseUrl: registry.url });
  await other.publish({ packageVersion: '1.0.1' });
  value(await world.publisher.startRelease(target));
  await proxy.offline();
  await world.reopen();
  const start = value(await world.publisher.startRelease(target));
  expect(start.takenVersions.map(({ version }) => version).sort()).toEqual(['1.0.0', '1.0.1']);
  expect(start.draft.packageVersion).toBe('1.0.2');
  expect(start.suggestions).toContainEqual({ version: '1.0.2', label: 'patch' });
  for (const packageVersion of ['1.0', '1.0.1']) {
    const draft = { ...DRAFT, packageVersion };
    expect(await world.publisher.check({ ...target, draft })).toMatchObject({ value: [{ code: 'version_exists' }] });
  }
  const blocked = await world.publish({ packageVersion: '1.0.1' });
  expect(blocked).toMatchObject({ state: { phase: 'blocked' }, error: { code: 'version_exists' } });
  // What was published from here is known even where the list of the registry is lost.
  const fresh = await openWorld({ baseUrl: registry.url });
  await fresh.publish({ packageVersion: '1.0.7' });
  fresh.connection.fails = true;
  const unasked = value(await fresh.publisher.startRelease(target));
  expect(unasked.takenVersions).toContainEqual({ version: '1.0.7', status: 'processed' });
});

test('a version that was published and has failed or gone since can be retried', async () => {
  const registry = await aRegistry();
  const world = await openWorld({ baseUrl: registry.url });
  const { id } = await world.publish();
  const old = await registryWithStatus(registry.url, 'removed');
  world.connection.baseUrl = old;
  expect(value(await world.publisher.planRetry(target))).toMatchObject({ what: 'rebuild' });
  value(await world.publisher.retry(target));
  const again = await world.publisher.whenResting(id);
  expect(again.attempts.map(({ route }) => route)).toContain('retry');
});

/** The registry, but every version has this status, and retries are refused. */
function registryWithStatus(base: string, status: string): Promise<string> {
  return serve((asked, response) => {
    if (asked.method === 'POST') {
      asked.resume().on('end', () => response.writeHead(400).end('cant_retry'));
      return;
    }
    request(`${base}${asked.url}`, { headers: asked.headers }, async (answer) => {
      const parts: Buffer[] = [];
      for await (const part of answer) parts.push(part as Buffer);
      const text = Buffer.concat(parts).toString().replaceAll('"processed"', `"${status}"`);
      response.writeHead(answer.statusCode ?? 500, { date: answer.headers.date ?? '' }).end(text);
    }).end();
  });
}
