import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createPackageServices, RegistryClients, testConnection } from '../../../main/publish/index.ts';
import { downloadPackage } from '../../../main/publish/packages/download.ts';
import type { MessageData } from '../../../preload/contract.ts';
import { inWords } from '../../../preload/messages/index.ts';
import { PERMISSIONS } from '../../../protocol/index.ts';
import { fastClock } from '../clocks.ts';
import { aRegistry, CONNECTION, openWorld, PACKAGE, QUICK, rehearse, TOKEN, tempFolder, value } from '../world.ts';

const version = { connectionId: CONNECTION, packageId: PACKAGE, version: '1.0.0' };

function clientsFor(baseUrl: string, token: string | null = TOKEN): RegistryClients {
  return new RegistryClients({
    connections: {
      get: async (id) => (id === CONNECTION ? { id, kind: 'remote', baseUrl, token: token ?? undefined } : undefined),
    },
    clock: fastClock(100),
    timeouts: QUICK,
    rateLimits: () => false,
  });
}

async function testedWith(baseUrl: string, token: string | null) {
  return testConnection(value(await clientsFor(baseUrl, token).for(CONNECTION)));
}

test('a package is created, listed, described, and its versions edited', async () => {
  const registry = await aRegistry();
  const world = await openWorld({ baseUrl: registry.url });
  const services = createPackageServices(world.publisher.clients);
  const made = { connectionId: CONNECTION, packageId: 'New.Package', packageName: 'New one', packageType: 'plugin' };
  value(await services.create({ ...made, description: 'A package made in a test.' }));
  expect(value(await services.get({ connectionId: CONNECTION, packageId: 'xpkg/new.package' }))).toMatchObject({
    packageId: 'new.package',
    packageType: 'plugin',
    versions: [],
  });
  expect(await services.create({ ...made, description: 'A package made again.' })).toMatchObject({
    ok: false,
    error: { code: 'id_in_use', field: 'packageId' },
  });
  value(await services.describe({ ...version, description: 'Another description.' }));
  await world.publish();
  value(await services.setXpSelection({ ...version, xpSelection: '11.5 - 12' }));
  value(await services.setIncompatibilities({ ...version, incompatibilities: [['third.package', '1']] }));
  const clash = await services.setIncompatibilities({
    ...version,
    incompatibilities: [
      ['third.package', '1'],
      ['other.package', '*'],
    ],
  });
  expect(clash).toMatchObject({ ok: false, error: { code: 'dep_or_self_inc', list: 'incompatibilities', row: 1 } });
  const listed = value(await services.list({ connectionId: CONNECTION }));
  expect(listed.find(({ packageId }) => packageId === PACKAGE)).toMatchObject({
    description: 'Another description.',
    versions: [
      {
        version: '1.0.0',
        status: 'processed',
        access: 'public',
        xpSelection: '11.5-12',
        incompatibilities: [['xpkg/third.package', '1-1']],
        retryable: false,
      },
    ],
  });
  expect(value(await services.known({ connectionId: CONNECTION }))).toContainEqual({
    packageId: PACKAGE,
    packageName: 'author package',
    latest: '1.0.0',
  });
  expect(value(await services.get({ connectionId: CONNECTION, packageId: 'nobodys.package' }))).toBeNull();
});

test('packages are known by what is public and what is ours, in order, each with its newest version', async () => {
  const pack = (packageId: string, versions: readonly object[]) => ({ packageId, packageName: packageId, versions });
  const answers: Record<string, object | null> = {
    '/packages': {
      packages: [pack('z.package', [{ version: '1.9.0' }, { packageVersion: '1.10.0' }, {}]), pack('a.package', [])],
    },
    '/account/packages': {
      packages: [pack('m.package', [{ packageVersion: '2.0.0b1', status: 'processed' }])],
    },
  };
  const server = createServer((request, response) => {
    const answer = answers[request.url ?? ''];
    response.writeHead(answer ? 200 : 401).end(JSON.stringify(answer));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void server.close());
  const services = createPackageServices(clientsFor(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  const known = async () =>
    value(await services.known({ connectionId: CONNECTION })).map(({ packageId, latest }) => [packageId, latest]);
  expect(await known()).toEqual([
    ['a.package', null],
    ['m.package', '2.0.0b1'],
    ['z.package', '1.10.0'],
  ]);
  answers['/account/packages'] = null;
  expect(await known()).toEqual([
    ['a.package', null],
    ['z.package', '1.10.0'],
  ]);
  answers['/packages'] = null;
  expect(await services.known({ connectionId: CONNECTION })).toMatchObject({ ok: false });
});

test('rules are told before anything is sent', async () => {
  const services = createPackageServices(clientsFor('http://127.0.0.1:9'));
  const made = { connectionId: CONNECTION, packageId: 'new.package', packageName: 'x', packageType: 'plugin' };
  expect(await services.create({ ...made, description: 'Long enough.' })).toMatchObject({
    ok: false,
    error: { code: 'invalid_name', field: 'packageName' },
  });
  expect(await services.describe({ ...version, description: 'short' })).toMatchObject({
    ok: false,
    error: { code: 'bad_desc_len', field: 'description' },
  });
  expect(await services.setXpSelection({ ...version, xpSelection: '>=12' })).toMatchObject({
    ok: false,
    error: { code: 'invalid_selection', field: 'xpSelection' },
  });
});

test('both files of a version are saved, the package with its hash checked', async () => {
  const registry = await aRegistry();
  const world = await openWorld({ baseUrl: registry.url });
  await world.publish({ access: 'private' });
  const services = createPackageServices(world.publisher.clients);
  const folder = await tempFolder();
  const key = value(await services.privateKey(version));
  expect(key?.privateKey).toMatch(/^[A-Z0-9]{32}$/);
  expect(services.fileName(version)).toBe('author.package@1.0.0.xpkg');
  value(await services.saveInstallationFile(version, join(folder, 'install.xpkg')));
  expect(await readFile(join(folder, 'install.xpkg'), 'utf8')).toBe(`>>>>author.package>1.0.0>${key?.privateKey}`);
  const saved = value(await services.savePackageFile(version, join(folder, 'package.xpkg')));
  const bytes = await readFile(saved.savedTo);
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(saved.hash);
  expect(await readdir(folder)).toEqual(['install.xpkg', 'package.xpkg']);
  expect(await services.savePackageFile(version, join(folder, 'none', 'x.xpkg'))).toMatchObject({
    ok: false,
    error: { code: 'not_saved' },
  });
});

test('a package file that is not the announced one, or lies elsewhere, is not saved', async () => {
  const folder = await tempFolder();
  let location = '';
  const server = createServer((request, response) => {
    if (request.url === '/file') return void response.end('not what was announced');
    const versionData = { packageVersion: '1.0.0', status: 'processed', loc: location, hash: 'a'.repeat(64) };
    response.end(JSON.stringify({ packageId: PACKAGE, versionData }));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const services = createPackageServices(clientsFor(url));
  for (const [where, code] of [
    [`${url}/file`, 'hash_differs'],
    ['/file', 'hash_differs'],
    ['http://example.org/file', 'unsafe_location'],
    ['file:///etc/passwd', 'unsafe_location'],
    ['', 'no_package_file'],
  ] as const) {
    location = where;
    const saved = await services.savePackageFile(version, join(folder, 'x.xpkg'));
    expect(saved, where).toMatchObject({ ok: false, error: { code } });
  }
  expect(await readdir(folder)).toEqual([]);
});

function inEnglish(found: readonly MessageData[]): string {
  return found.map((one) => inWords(one)).join('\n');
}

test('a connection test tells what the token may do, and what will not work', async () => {
  const { UploadVersionAnyPackage, UploadVersionSpecificPackages, ViewPackages, ReadAuthorData } = PERMISSIONS;
  const registry = await aRegistry({
    seed: {
      authors: [
        {
          authorId: 'author1',
          name: 'Author',
          tokens: [
            { token: TOKEN },
            { token: 'blind', permissions: UploadVersionAnyPackage },
            { token: 'viewer', permissions: ViewPackages | ReadAuthorData },
            {
              token: 'single',
              permissions: UploadVersionSpecificPackages | ViewPackages,
              versionUploadPackages: [PACKAGE],
            },
          ],
        },
      ],
      packages: [{ packageId: PACKAGE }],
    },
  });
  expect(await testedWith(registry.url, TOKEN)).toEqual({
    reachable: true,
    registryName: expect.any(String),
    author: { id: 'author1', name: 'Author', usedStorage: 0, totalStorage: null },
    abilities: { view: true, readAccount: true, upload: true, reprocess: true },
    warnings: [],
    error: null,
  });
  const blind = await testedWith(registry.url, 'blind');
  expect(blind.abilities).toEqual({ view: false, readAccount: false, upload: true, reprocess: false });
  expect(inEnglish(blind.warnings)).toContain('never see what became of them');
  const viewer = await testedWith(registry.url, 'viewer');
  expect(viewer.abilities).toMatchObject({ view: true, readAccount: true, upload: false });
  expect(inEnglish(viewer.warnings)).toContain('nothing can be published');
  const single = await testedWith(registry.url, 'single');
  expect(single.abilities).toMatchObject({ view: true, upload: true });
  expect(inEnglish(single.warnings)).toContain('single packages only; tried and found: author.package');
  expect((await testedWith(registry.url, 'wrong')).error).toMatchObject({ field: 'token', retry: 'sign-in' });
  expect(inEnglish((await testedWith(registry.url, null)).warnings)).toContain('no token');
  expect(await testedWith('http://127.0.0.1:9', TOKEN)).toMatchObject({
    reachable: false,
    error: { code: 'net_refused' },
  });
  expect((await testedWith(`${registry.url}/nowhere`, TOKEN)).error).toMatchObject({ code: 'not_a_registry' });
});

test('a storage limit is told where the registry has one', async () => {
  const authors = [{ authorId: 'author1', name: 'Author', totalStorage: 5_000_000, tokens: [{ token: TOKEN }] }];
  const registry = await aRegistry({ seed: { authors, packages: [] } });
  expect(await testedWith(registry.url, TOKEN)).toMatchObject({ author: { totalStorage: 5_000_000 } });
});

test('a registry is taken to limit its rate unless somebody knows better, for all connections to it together', async () => {
  const connections = {
    get: async (id: string) => ({ id, kind: 'remote', baseUrl: 'http://127.0.0.1:9', token: TOKEN }) as const,
  };
  const delayAfterThree = async (clients: RegistryClients) => {
    for (const id of ['one', 'two', 'one']) await value(await clients.for(id)).limiter.acquire('upload', 'urgent');
    return value(await clients.for('two')).limiter.delay('upload');
  };
  const clock = fastClock(1);
  expect(await delayAfterThree(new RegistryClients({ connections, clock }))).toBeGreaterThan(1000);
  expect(await delayAfterThree(new RegistryClients({ connections, clock, rateLimits: () => false }))).toBe(0);
});

test('addresses that would show the token to others are refused', async () => {
  for (const url of ['http://registry.example.org', 'ftp://127.0.0.1', 'https://me:pw@example.org', 'nonsense']) {
    expect(await clientsFor(url).for(CONNECTION), url).toMatchObject({ ok: false });
  }
  expect(await clientsFor('http://localhost:1/some/path/').for(CONNECTION)).toMatchObject({
    ok: true,
    value: { baseUrl: 'http://localhost:1/some/path' },
  });
  expect(await clientsFor('https://x.org').for('another')).toMatchObject({
    ok: false,
    error: { code: 'no_connection' },
  });
});

test('a limit on questions is waited out, and a registry in trouble is named as such', async () => {
  const registry = await aRegistry();
  const services = createPackageServices(clientsFor(registry.url));
  await rehearse(registry, { fault: 'rate-limit', route: 'accountPackages', retryAfterSeconds: 0.25, times: 2 });
  expect(value(await services.list({ connectionId: CONNECTION }))).toHaveLength(3);
  await rehearse(registry, { fault: 'answer', route: 'accountPackages', status: 503, code: 'down' });
  expect(await services.list({ connectionId: CONNECTION })).toMatchObject({ ok: false, error: { code: 'http_503' } });
  await rehearse(registry, { fault: 'answer', route: 'accountPackages', status: 400, code: 'never_heard_of' });
  expect(await services.list({ connectionId: CONNECTION })).toMatchObject({
    ok: false,
    error: { code: 'never_heard_of', message: expect.stringContaining('never_heard_of') },
  });
});

test('a registry on another machine may not lead to this one', async () => {
  const savedTo = join(await tempFolder(), 'x.xpkg');
  const download = (location: string, registryUrl: string) =>
    downloadPackage({ location, registryUrl, hash: 'a'.repeat(64), savedTo });
  expect(await download('http://127.0.0.1:9/file', 'https://registry.example')).toMatchObject({
    ok: false,
    error: { code: 'unsafe_location', message: expect.stringContaining('not safe') },
  });
  expect(await download('http://127.0.0.1:9/file', 'http://127.0.0.1:5020')).toMatchObject({
    error: { code: 'net_refused' },
  });
  expect(await download('http://[', 'http://127.0.0.1:5020')).toMatchObject({ error: { code: 'unsafe_location' } });
});

test('downloads come as points in time; a moment nobody can read is left out', async () => {
  const answered = [
    { timestamp: '2026-01-01T00:00:00Z', downloads: 3 },
    { timestamp: 1000, downloads: 4 },
    { timestamp: 'some day', downloads: 5 },
  ];
  const server = createServer((_request, response) => void response.end(JSON.stringify(answered)));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void server.close());
  const services = createPackageServices(clientsFor(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  expect(value(await services.downloads({ ...version, after: 0.5, before: 9.9 }))).toEqual([
    { at: Date.UTC(2026, 0, 1), downloads: 3 },
    { at: 1000, downloads: 4 },
  ]);
});
