import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openErrorLog } from '../../main/workshop/error-log.ts';
import { LocalRegistryKeeper } from '../../main/workshop/local-registry.ts';
import { registryHandlers } from '../../main/workshop/registry-handlers.ts';
import type { LocalRegistry, RegistryRequest } from '../../preload/contract.ts';
import { tempFolder } from '../temp-folder.ts';

type Kept = { keeper: LocalRegistryKeeper; states: LocalRegistry[]; requests: RegistryRequest[]; folder: string };

function keep(folder = join(tempFolder(), 'registry'), port = 0): Kept {
  const states: LocalRegistry[] = [];
  const requests: RegistryRequest[] = [];
  const log = openErrorLog(join(folder, '..', 'logs'), () => Date.now());
  const keeper = new LocalRegistryKeeper({
    folder,
    port: () => port,
    log,
    threaded: false,
    onChange: (state) => states.push(state),
    onRequests: (some) => requests.push(...some),
  });
  onTestFinished(() => keeper.close());
  return { keeper, states, requests, folder };
}

test('the registry starts when it is first needed, with an author and a token, and keeps them', async () => {
  const { keeper, folder } = keep();
  expect((await keeper.state()).state).toBe('stopped');
  const first = await keeper.connect();
  expect(first.token).toMatch(/^xpkg_/);
  const packages = await fetch(`${first.baseUrl}/account/packages`, { headers: { authorization: first.token ?? '' } });
  expect(await packages.json()).toEqual({ packages: [] });
  expect(await keeper.state()).toMatchObject({ state: 'running', url: first.baseUrl, packages: 0, totalStorage: null });
  expect((await keeper.stop()).state).toBe('stopped');

  const again = await keep(folder).keeper.connect();
  expect(again.token).toBe(first.token);
});

test('a lost token is replaced, for the machine and its data belong to the author', async () => {
  const { keeper, folder } = keep();
  const first = await keeper.connect();
  await keeper.close();
  rmSync(join(folder, 'owner.json'));
  const second = await keep(folder).keeper.connect();
  expect(second.token).toMatch(/^xpkg_/);
  expect(second.token).not.toBe(first.token);
});

test('a second Loadmaster on the same folder uses the registry that is running', async () => {
  const { keeper, folder } = keep();
  const first = await keeper.connect();
  const other = keep(folder);
  expect(await other.keeper.connect()).toEqual(first);
  await other.keeper.close();
  expect((await fetch(`${first.baseUrl}/meta`)).status).toBe(200);
  await keeper.close();
  expect(existsSync(join(folder, 'address.json'))).toBe(false);
});

test('a port that is taken is said, and another try can succeed', async () => {
  const one = keep();
  const { baseUrl } = await one.keeper.connect();
  const taken = keep(undefined, Number(new URL(baseUrl).port));
  await expect(taken.keeper.connect()).rejects.toThrow();
  expect(await taken.keeper.start()).toMatchObject({ state: 'failed', error: { code: 'port_taken' } });
  await one.keeper.close();
  expect((await taken.keeper.start()).state).toBe('running');
});

test('tokens are made with what was chosen, listed without their text, and revoked', async () => {
  const { keeper } = keep();
  const handlers = registryHandlers({ keeper, openers: { openExternal: async () => {} }, folder: '' });
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
    error: { code: 'name_exists', message: expect.stringContaining('already') },
  });
  expect(await handlers.revokeToken({ id: made.value.id })).toEqual({ ok: true, value: null });
  const { baseUrl } = await keeper.connect();
  expect((await fetch(`${baseUrl}/account/packages`, { headers: { authorization: made.value.token } })).status).toBe(
    401,
  );
});

test('a rehearsal is set, shown in the state, seen in the log, and ended', async () => {
  const { keeper, requests } = keep();
  const handlers = registryHandlers({ keeper, openers: { openExternal: async () => {} }, folder: '' });
  const fault = { fault: 'answer', route: 'packages', status: 500, code: 'on_purpose', times: 1 } as const;
  expect(await handlers.rehearse({ faults: [fault] })).toEqual({ ok: true, value: { faults: [fault] } });
  const status = await handlers.status(null);
  expect(status.ok && status.value.rehearsing).toBe(true);
  const { baseUrl } = await keeper.connect();
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
