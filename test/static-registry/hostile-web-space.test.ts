import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { copyFile, readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../../main/clock/index.ts';
import { createRegistryClient } from '../../main/publish/client/client.ts';
import { Limiter } from '../../main/publish/client/limiter.ts';
import { downloadPackage } from '../../main/publish/index.ts';
import type { SeenSite } from '../../main/settings/index.ts';
import { exportRegistry, folderSite } from '../../main/static-registry/index.ts';
import { STATIC_INDEX } from '../../protocol/index.ts';
import { tempFolder } from '../temp-folder.ts';
import { aPackage, aSource } from './a-source.ts';
import { aWebSpace } from './a-web-space.ts';

// Who holds the web space of a signed registry, or the way to it, and not its key.

const KEY = generateKeyPairSync('ed25519').privateKey;
const HOUR = 60 * 60_000;
const NAME = { packageId: 'a.plane', version: '1.0.0' };

function write(folder: string, versions: readonly string[], now: number, key: KeyObject = KEY) {
  const about = { name: 'Club', identifier: 'club', description: '' };
  const source = aSource([aPackage('a.plane', versions)]);
  return exportRegistry({ site: folderSite(folder), source, about, key, now: () => now });
}

/** A connection: it remembers what it has seen of an address. */
function reader(baseUrl: string) {
  let seen: SeenSite | null = null;
  return {
    seen: () => seen,
    client() {
      const limiter = new Limiter(systemClock, false);
      onTestFinished(() => limiter.close());
      const learn = (now: SeenSite): void => {
        seen = now;
      };
      return createRegistryClient({
        baseUrl,
        token: undefined,
        clock: systemClock,
        limiter,
        siteKey: { known: seen ?? undefined, learn },
      });
    },
  };
}

test('an index of then is not believed again, but for what caches may hold', async () => {
  const [folder, then] = [tempFolder(), tempFolder()];
  await write(folder, ['1.0.0'], 0);
  await copyFile(join(folder, STATIC_INDEX), join(then, STATIC_INDEX));
  await write(folder, ['1.0.0', '1.1.0'], HOUR + 1);
  const { client } = reader(await aWebSpace(folder));
  expect(await client().publicPackages()).toMatchObject({ kind: 'ok', value: [{ versions: [{}, {}] }] });
  await copyFile(join(then, STATIC_INDEX), join(folder, STATIC_INDEX));
  const replayed = { kind: 'unanswered', error: { code: 'old_site' } };
  expect(await client().publicPackages()).toMatchObject(replayed);
  expect(await client().info(NAME, undefined)).toMatchObject(replayed);
  expect(await client().meta()).toMatchObject(replayed);
});

test('a copy as old as a cache keeps it is read, and does not count as the newest', async () => {
  const [folder, then] = [tempFolder(), tempFolder()];
  await write(folder, ['1.0.0'], 0);
  await copyFile(join(folder, STATIC_INDEX), join(then, STATIC_INDEX));
  await write(folder, ['1.0.0', '1.1.0'], HOUR - 1);
  const { client, seen } = reader(await aWebSpace(folder));
  await client().publicPackages();
  await copyFile(join(then, STATIC_INDEX), join(folder, STATIC_INDEX));
  expect(await client().publicPackages()).toMatchObject({ kind: 'ok', value: [{ versions: [{}] }] });
  expect(seen()?.generated).toBe(new Date(HOUR - 1).toISOString());
});

test('where an index was signed, a server that answers without a signature is not believed', async () => {
  const folder = tempFolder();
  await write(folder, ['1.0.0'], 0);
  const evil = { loc: 'http://127.0.0.1:1/evil.xpkg', hash: 'e'.repeat(64), dependencies: [], incompatibilities: [] };
  let isLive = false;
  const server = createServer((request, response) => {
    const answer = request.url?.startsWith('/packages/info')
      ? evil
      : request.url === '/meta'
        ? { name: 'Club' }
        : { packages: [] };
    const json = () => response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
    if (isLive) return void json();
    readFile(join(folder, request.url ?? '')).then(
      (bytes) => response.end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => void server.close());
  const { client } = reader(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  expect(await client().publicPackages()).toMatchObject({ kind: 'ok' });
  isLive = true;
  const unsigned = {
    kind: 'unanswered',
    error: { code: 'site_key_changed', message: expect.stringContaining('without a signature') },
  };
  expect(await client().publicPackages()).toMatchObject(unsigned);
  expect(await client().meta()).toMatchObject(unsigned);
  expect(await client().info(NAME, undefined)).toMatchObject(unsigned);
  expect(await client().info(NAME, 'key')).toMatchObject(unsigned);
});

test.each([
  ['cut short', (text: string) => text.slice(0, text.length / 2)],
  ['empty', () => ''],
  ['with its signature cut', (text: string) => text.replace(/("signature":"[^"]{20})[^"]*/, '$1')],
  ['with the key of another', (text: string) => text.replace(/"publicKey":"[^"]*"/, `"publicKey":"${OTHER_KEY}"`)],
  ['with no key', (text: string) => text.replace(/"publicKey":"[^"]*"/, '"publicKey":""')],
])('an index %s is no registry', async (_, spoil) => {
  const folder = tempFolder();
  await write(folder, ['1.0.0'], 0);
  const index = join(folder, STATIC_INDEX);
  const { client, seen } = reader(await aWebSpace(folder));
  await writeFile(index, spoil(await readFile(index, 'utf8')));
  expect((await client().publicPackages()).kind).not.toBe('ok');
  expect((await client().info(NAME, undefined)).kind).not.toBe('ok');
  expect(seen()).toBeNull();
});

test.each([
  ['is cut short', (file: string) => truncate(file, 3)],
  ['has more behind it', async (file: string) => writeFile(file, `${await readFile(file, 'utf8')} and more`)],
  ['is that of another version', (file: string, other: string) => copyFile(other, file)],
])('a package file that %s is not kept', async (_, spoil) => {
  const folder = tempFolder();
  await write(folder, ['1.0.0', '1.1.0'], 0);
  const { client } = reader(await aWebSpace(folder));
  const info = await client().info(NAME, undefined);
  if (info.kind !== 'ok') throw new Error('not answered');
  const { loc, hash } = info.value;
  const { baseUrl } = client();
  const file = join(folder, 'files', `${hash}.xpkg`);
  const other = (await readdir(join(folder, 'files'))).find((name) => !name.includes(hash ?? ''));
  const to = tempFolder();
  const get = () =>
    downloadPackage({
      location: loc ?? '',
      hash: hash ?? '',
      savedTo: join(to, 'p.xpkg'),
      registryUrl: baseUrl,
      signal: AbortSignal.timeout(20_000),
    });
  await spoil(file, join(folder, 'files', other ?? ''));
  expect((await get()).ok).toBe(false);
  expect(await readdir(to)).toEqual([]);
});

const OTHER_KEY = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
