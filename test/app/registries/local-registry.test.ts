import { once } from 'node:events';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { registryHandlers } from '../../../main/app/handlers/registry.ts';
import { LocalRegistrySupervisor } from '../../../main/app/registries/local-registry.ts';
import { openErrorLog } from '../../../main/app/reports/error-log.ts';
import { verifyRegistryProof } from '../../../main/registry/index.ts';
import { LOCAL_CONNECTION_ID, type LocalRegistry, type RegistryRequest } from '../../../preload/contract.ts';
import { tempFolder } from '../../temp-folder.ts';
import { openTestApp, valueIn } from '../open-test-app.ts';

interface Kept {
  localRegistry: LocalRegistrySupervisor;
  states: LocalRegistry[];
  requests: RegistryRequest[];
  folder: string;
}

function keep(folder = join(tempFolder(), 'registry'), port = 0): Kept {
  const states: LocalRegistry[] = [];
  const requests: RegistryRequest[] = [];
  const log = openErrorLog(join(folder, '..', 'logs'), () => Date.now());
  const localRegistry = new LocalRegistrySupervisor({
    folder,
    port: () => port,
    log,
    threaded: false,
    onChange: (state) => states.push(state),
    onRequests: (some) => requests.push(...some),
  });
  onTestFinished(() => localRegistry.close());
  return { localRegistry, states, requests, folder };
}

test('the registry starts when it is first needed, with an author and a token, and keeps them', async () => {
  const { localRegistry, folder } = keep();
  expect((await localRegistry.state()).state).toBe('stopped');
  const first = await localRegistry.connect();
  expect(first.token).toMatch(/^xpkg_/);
  const packages = await fetch(`${first.baseUrl}/account/packages`, { headers: { authorization: first.token ?? '' } });
  expect(await packages.json()).toEqual({ packages: [] });
  expect(await localRegistry.state()).toMatchObject({
    state: 'running',
    url: first.baseUrl,
    packages: 0,
    totalStorage: null,
  });
  expect((await localRegistry.stop()).state).toBe('stopped');

  const again = await keep(folder).localRegistry.connect();
  expect(again.token).toBe(first.token);
});

test('a lost token is replaced, for the machine and its data belong to the author', async () => {
  const { localRegistry, folder } = keep();
  const first = await localRegistry.connect();
  await localRegistry.close();
  rmSync(join(folder, 'owner.json'));
  const second = await keep(folder).localRegistry.connect();
  expect(second.token).toMatch(/^xpkg_/);
  expect(second.token).not.toBe(first.token);
});

test('a second Loadmaster on the same folder uses the registry that is running', async () => {
  const { localRegistry, folder } = keep();
  const first = await localRegistry.connect();
  const other = keep(folder);
  expect(await other.localRegistry.connect()).toEqual(first);
  await other.localRegistry.close();
  expect((await fetch(`${first.baseUrl}/meta`)).status).toBe(200);
  await localRegistry.close();
  expect(existsSync(join(folder, 'address.json'))).toBe(false);
});

test('a port that is taken is said, and another try can succeed', async () => {
  const one = keep();
  const { baseUrl } = await one.localRegistry.connect();
  const taken = keep(undefined, Number(new URL(baseUrl).port));
  await expect(taken.localRegistry.connect()).rejects.toThrow();
  expect(await taken.localRegistry.start()).toMatchObject({ state: 'failed', error: { code: 'port_taken' } });
  await one.localRegistry.close();
  expect((await taken.localRegistry.start()).state).toBe('running');
});

test('tokens are made with what was chosen, listed without their text, and revoked', async () => {
  const { localRegistry } = keep();
  const handlers = registryHandlers({
    localRegistry,
    openers: { openExternal: async () => {}, openPage: async () => false },
    folder: '',
    onReset: async () => {},
    onSwitched: async () => {},
  });
  const wish = {
    name: 'For CI',
    permissions: ['UploadVersionAnyPackage', 'ViewPackages'],
    packages: [],
    expiresInDays: 30,
  };
  const made = await handlers.createToken(wish);
  if (!made.ok) throw new Error(made.error.message);
  expect(made.value.token).toMatch(/^xpkg_/);
  const listed = await handlers.tokens(null);
  if (!listed.ok) throw new Error(listed.error.message);
  expect(JSON.stringify(listed.value)).not.toContain(made.value.token);
  expect(listed.value.find(({ id }) => id === made.value.id)?.permissions.sort()).toEqual([
    'UploadVersionAnyPackage',
    'ViewPackages',
  ]);

  expect(await handlers.createToken(wish)).toMatchObject({
    ok: false,
    error: { code: 'name_exists', message: expect.stringContaining('taken') },
  });
  expect(await handlers.revokeToken({ id: made.value.id })).toEqual({ ok: true, value: null });
  const { baseUrl } = await localRegistry.connect();
  expect((await fetch(`${baseUrl}/account/packages`, { headers: { authorization: made.value.token } })).status).toBe(
    401,
  );
});

test('a rehearsal is set, shown in the state, seen in the log, and ended', async () => {
  const { localRegistry, requests } = keep();
  const handlers = registryHandlers({
    localRegistry,
    openers: { openExternal: async () => {}, openPage: async () => false },
    folder: '',
    onReset: async () => {},
    onSwitched: async () => {},
  });
  const fault = { fault: 'answer', route: 'packages', status: 500, code: 'on_purpose', times: 1 } as const;
  expect(await handlers.rehearse({ faults: [fault] })).toEqual({ ok: true, value: { faults: [fault] } });
  const status = await handlers.status(null);
  expect(status.ok && status.value.rehearsing).toBe(true);
  const { baseUrl } = await localRegistry.connect();
  expect((await fetch(`${baseUrl}/packages`)).status).toBe(500);
  await handlers.endRehearsal(null);
  expect((await fetch(`${baseUrl}/packages`)).status).toBe(200);
  await expect
    .poll(() => requests.filter(({ path }) => path === '/packages').map(({ status, rehearsed }) => [status, rehearsed]))
    .toEqual([
      [500, true],
      [200, false],
    ]);
});

/** Whoever took the port of a registry that has ended: answers everything, and keeps what it hears. */
async function impostorAt(port: number): Promise<{ heard: string[] }> {
  const heard: string[] = [];
  const server = createServer((request, response) => {
    heard.push(`${request.method} ${request.url} ${request.headers.authorization ?? ''}`);
    const authors = [{ id: 'x', name: 'x', usedStorage: 0, totalStorage: null }];
    const proof = '0'.repeat(64);
    response.end(JSON.stringify({ authors, packages: 0, versions: 0, rehearsing: false, tokens: [], proof }));
  });
  await once(server.listen(port, '127.0.0.1'), 'listening');
  onTestFinished(() => void server.close());
  return { heard };
}

test('a stranger on the port of a registry that was killed never hears the token', async () => {
  const { localRegistry, folder } = keep();
  const { baseUrl, token } = await localRegistry.connect();
  await localRegistry.close();
  // What a kill leaves behind: the address, without the registry.
  writeFileSync(join(folder, 'address.json'), JSON.stringify({ version: 1, url: baseUrl, pid: 1 }));
  const port = Number(new URL(baseUrl).port);
  const { heard } = await impostorAt(port);
  const next = keep(folder, port);
  await expect(next.localRegistry.connect()).rejects.toThrow('EADDRINUSE');
  expect(await next.localRegistry.start()).toMatchObject({ state: 'failed', error: { code: 'port_taken' } });
  expect(heard.length).toBeGreaterThan(0);
  expect(heard.join('\n')).not.toContain(token);
});

test('a stranger who takes the port while Loadmaster runs never hears the token either', async () => {
  const { localRegistry, folder } = keep();
  const { baseUrl, token } = await localRegistry.connect();
  const other = keep(folder);
  expect((await other.localRegistry.connect()).baseUrl).toBe(baseUrl);
  // Attaching tells everybody in its own time; that question is over before the port changes hands.
  await other.localRegistry.announce();
  await localRegistry.close();
  const { heard } = await impostorAt(Number(new URL(baseUrl).port));
  expect((await other.localRegistry.state()).state).toBe('stopped');
  // It starts a registry of its own instead, at another port.
  const again = await other.localRegistry.connect();
  expect(again.baseUrl).not.toBe(baseUrl);
  expect(again.token).toBe(token);
  expect(heard.length).toBeGreaterThan(0);
  expect(heard.join('\n')).not.toContain(token);
});

test('the answer to a challenge is good for one port only', async () => {
  const { localRegistry, folder } = keep();
  const { baseUrl } = await localRegistry.connect();
  expect(await verifyRegistryProof(baseUrl, folder)).toBe(true);
  // Somebody who passes every question on to the real registry.
  const relay = createServer((request, response) => {
    fetch(`${baseUrl}${request.url}`).then(async (answer) => response.end(await answer.text()));
  });
  await once(relay.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => void relay.close());
  const { port } = relay.address() as AddressInfo;
  expect(await verifyRegistryProof(`http://127.0.0.1:${port}`, folder)).toBe(false);
  expect((await fetch(`${baseUrl}/local/proof?challenge=short`)).status).toBe(400);
});

function handlersOf(localRegistry: LocalRegistrySupervisor) {
  const openers = { openExternal: async () => {}, openPage: async () => false };
  const nothing = async (): Promise<void> => {};
  return registryHandlers({ localRegistry, openers, folder: '', onReset: nothing, onSwitched: nothing });
}

test('the token Loadmaster uses itself is replaced by a new one before it is revoked', async () => {
  const { localRegistry, folder } = keep();
  const handlers = handlersOf(localRegistry);
  const before = await localRegistry.connect();
  const [own] = valueIn(await handlers.tokens(null));
  expect(own).toMatchObject({ own: true });
  expect(await handlers.revokeToken({ id: own?.id ?? '' })).toEqual({ ok: true, value: null });
  const refused = await fetch(`${before.baseUrl}/local/tokens`, { headers: { authorization: before.token ?? '' } });
  expect(refused.status).toBe(401);
  const after = valueIn(await handlers.tokens(null));
  expect(after.map(({ own: isOwn, id }) => [isOwn, id === own?.id])).toEqual([[true, false]]);
  const { token } = await localRegistry.connect();
  expect(token).not.toBe(before.token);
  await localRegistry.stop();
  expect((await keep(folder).localRegistry.connect()).token).toBe(token);
});

test("a registry that another Loadmaster runs keeps that one's token, and the refusal is a sentence", async () => {
  const first = keep();
  await first.localRegistry.connect();
  const second = handlersOf(keep(first.folder).localRegistry);
  const [own] = valueIn(await second.tokens(null));
  expect(await second.revokeToken({ id: own?.id ?? '' })).toMatchObject({
    ok: false,
    error: { code: 'own_token', message: expect.stringContaining('Another window of Loadmaster') },
  });
  expect((await first.localRegistry.state()).state).toBe('running');
});

test('what its author stopped stays stopped until it is told to start, and has its port again', async () => {
  const app = await openTestApp();
  const { registry, packages, connections } = app.handlers;
  const { url } = valueIn(await registry.start(null));
  expect(valueIn(await registry.stop(null))).toMatchObject({ state: 'stopped', url: null });
  const light = async () => valueIn(await connections.list(null))[0]?.reach.state;
  expect(await light()).toBe('unknown');
  const told = app.events.findLast(({ channel }) => channel === 'connections.changed');
  expect(told?.payload).toMatchObject([{ id: LOCAL_CONNECTION_ID, reach: { state: 'unknown' } }]);
  const asked = await packages.list({ connectionId: LOCAL_CONNECTION_ID });
  expect(asked.ok ? '' : asked.error.message).toContain('stopped');
  expect(await registry.tokens(null)).toMatchObject({ ok: false, error: { code: 'registry_stopped' } });
  expect(valueIn(await registry.status(null)).state).toBe('stopped');
  expect(valueIn(await registry.start(null))).toMatchObject({ state: 'running', url });
  expect(valueIn(await packages.list({ connectionId: LOCAL_CONNECTION_ID }))).toEqual([]);
});
