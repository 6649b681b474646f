import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { bytesSource } from '../../../main/destinations/carriers/source.ts';
import { openTrust } from '../../../main/destinations/carriers/trust/open-trust.ts';
import { UnknownServerError } from '../../../main/destinations/carriers/trust/trust.ts';
import type { WebdavPlace } from '../../../main/destinations/carriers/webdav/connection.ts';
import { openWebdavCarrier } from '../../../main/destinations/carriers/webdav/webdav.ts';
import { tempFolder } from '../../temp-folder.ts';
import { apacheMissing, startApacheWebdav } from '../peers/apache.ts';
import { missing, type Peer } from '../peers/peer.ts';
import { selfSigned } from '../peers/self-signed.ts';
import { sharedFolder } from '../peers/shared-folder.ts';
import { startRcloneWebdav } from '../peers/webdav.ts';
import { call, carrierContract, someBytes, takeOverContract } from './contract.ts';
import { cuttingProxy } from './cutting-proxy.ts';
import { leftoversContract } from './leftovers.ts';

function nobody() {
  return openTrust({ folder: tempFolder(), knownHostsFiles: [] });
}

const login = { user: 'author', password: 'a secret' };

describe.skipIf(missing('rclone'))('WebDAV', () => {
  const shared = sharedFolder();
  let peer: Peer;
  let depots = 0;
  beforeAll(async () => {
    peer = await startRcloneWebdav(shared.path(), login);
  });
  afterAll(() => peer.kill());

  const newPlace = (): WebdavPlace => ({
    url: `http://127.0.0.1:${peer.port}/depot-${depots++}`,
    user: login.user,
    secret: login.password,
  });

  carrierContract(async () => ({ carrier: await openWebdavCarrier(newPlace(), await nobody(), call()) }));
  leftoversContract(async () => {
    const place = newPlace();
    const folder = join(peer.folder, new URL(place.url).pathname);
    return { carrier: await openWebdavCarrier(place, await nobody(), call()), folder };
  });
  takeOverContract(async () => ({
    from: await openWebdavCarrier(newPlace(), await nobody(), call()),
    to: await openWebdavCarrier(newPlace(), await nobody(), call()),
  }));

  test('a connection that is cut is told, leaves nothing that is seen, and the next call connects again', async () => {
    const proxy = await cuttingProxy(peer.port);
    onTestFinished(() => proxy.close());
    const place = { ...newPlace(), url: `http://127.0.0.1:${proxy.port}/cut` };
    const carrier = await openWebdavCarrier(place, await nobody(), call());
    onTestFinished(() => carrier.dispose());
    proxy.cutAfter(1_000_000);
    const content = someBytes(5_000_000);
    await expect(carrier.write('big.bin', bytesSource(content), call())).rejects.toMatchObject({ code: 'unreachable' });
    expect(await carrier.list(call())).toEqual([]);
    await carrier.write('big.bin', bytesSource(content), call());
    expect((await carrier.list(call())).map(({ path, size }) => [path, size])).toEqual([['big.bin', 5_000_000]]);
  });

  test('each part of a login that is refused is named', async () => {
    const place = newPlace();
    const trust = await nobody();
    const refusal = (more: Partial<WebdavPlace>) =>
      openWebdavCarrier({ ...place, ...more }, trust, call()).catch((cause: Error) => cause.message);
    expect(await refusal({ secret: 'wrong' })).toContain('refuses the user "author" with this password');
    expect(await refusal({ url: 'http://127.0.0.1:1/depot' })).toContain('Nothing answers');
    expect(await refusal({ url: 'ftp://example.org' })).toContain('cannot be understood');
    expect(await refusal({ url: `http://127.0.0.1:${peer.port}/no/such/place` })).toContain('no folder at');
  });
});

describe.skipIf(apacheMissing())('WebDAV at apache2', () => {
  const shared = sharedFolder();
  let peer: Peer;
  let depots = 0;
  beforeAll(async () => {
    peer = await startApacheWebdav(shared.path(), login);
  });
  afterAll(() => peer.kill());

  const open = async () => {
    const url = `http://127.0.0.1:${peer.port}/depot-${depots++}`;
    return openWebdavCarrier({ url, user: login.user, secret: login.password }, await nobody(), call());
  };
  carrierContract(async () => ({ carrier: await open() }));
  takeOverContract(async () => ({ from: await open(), to: await open() }));
});

describe.skipIf(missing('rclone', 'openssl'))('WebDAV over TLS', () => {
  test('a certificate that nobody knows is asked about, then files go out', async () => {
    const folder = tempFolder();
    const peer = await startRcloneWebdav(folder, login, { tls: selfSigned(folder, 'dav') });
    onTestFinished(() => peer.kill());
    const place = { url: `https://127.0.0.1:${peer.port}/depot`, user: login.user, secret: login.password };
    const trust = await nobody();
    const refused: unknown = await openWebdavCarrier(place, trust, call()).catch((cause: unknown) => cause);
    if (!(refused instanceof UnknownServerError)) throw refused;
    await trust.remember(refused.server);
    const carrier = await openWebdavCarrier(place, trust, call());
    onTestFinished(() => carrier.dispose());
    await carrier.write('a/b.bin', bytesSource(someBytes(100_000)), call());
    expect(readFileSync(join(peer.folder, 'depot/a/b.bin')).equals(someBytes(100_000))).toBe(true);
  });
});
