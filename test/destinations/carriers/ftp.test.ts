import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { type FtpPlace, openFtpCarrier } from '../../../main/destinations/carriers/ftp/ftp.ts';
import { partPath } from '../../../main/destinations/carriers/inner-path.ts';
import { bytesSource } from '../../../main/destinations/carriers/source.ts';
import { openTrust } from '../../../main/destinations/carriers/trust/open-trust.ts';
import { type Trust, UnknownServerError } from '../../../main/destinations/carriers/trust/trust.ts';
import { tempFolder } from '../../temp-folder.ts';
import { proftpdMissing, startProftpd, startVsftpd, vsftpdMissing, WITH_COPY } from '../peers/ftp.ts';
import type { Peer } from '../peers/peer.ts';
import { sharedFolder } from '../peers/shared-folder.ts';
import { call, carrierContract, linkContract, someBytes, takeOverContract } from './contract.ts';
import { cuttingProxy } from './cutting-proxy.ts';
import { leftoversContract } from './leftovers.ts';

function nobody() {
  return openTrust({ folder: tempFolder(), knownHostsFiles: [] });
}

async function trusting(place: FtpPlace): Promise<Trust> {
  const trust = await nobody();
  const refused: unknown = await openFtpCarrier(place, trust, call()).catch((cause: unknown) => cause);
  if (!(refused instanceof UnknownServerError)) throw refused;
  await trust.remember(refused.server);
  return trust;
}

describe.skipIf(proftpdMissing())('FTP to proftpd, which tells folders by MLSD', () => {
  const shared = sharedFolder();
  const login = { user: 'author', password: 'a secret' };
  let peer: Peer;
  let depots = 0;
  beforeAll(async () => {
    peer = await startProftpd(shared.path(), login, false);
  });
  afterAll(() => peer.kill());

  const newPlace = (): FtpPlace => ({
    host: peer.host,
    port: peer.port,
    user: login.user,
    secret: login.password,
    tls: 'none',
    folder: join(peer.folder, `depot ${depots++}`),
  });
  const serve = async () => {
    const place = newPlace();
    return { carrier: await openFtpCarrier(place, await nobody(), call()), folder: place.folder };
  };

  carrierContract(serve);
  linkContract(serve);
  leftoversContract(serve);

  test('FTP has no command to copy, so files of the depot beside this one have to be sent', async () => {
    const [from, to] = [(await serve()).carrier, (await serve()).carrier];
    onTestFinished(() => from.dispose());
    onTestFinished(() => to.dispose());
    expect(await to.canTakeOver?.(from, call())).toBe(false);
  });

  describe('with the command that some hosters have', () => {
    let copying: Peer;
    beforeAll(async () => {
      copying = await startProftpd(join(shared.path(), 'copying'), login, false, WITH_COPY);
    });
    afterAll(() => copying.kill());
    const at = async () => {
      const place = { ...newPlace(), port: copying.port, folder: join(copying.folder, `depot ${depots++}`) };
      return openFtpCarrier(place, await nobody(), call());
    };
    takeOverContract(async () => ({ from: await at(), to: await at() }));
  });

  test('a server that takes two connections of one author gets all files by two', async () => {
    const few = await startProftpd(join(shared.path(), 'few'), login, false, ['MaxClientsPerUser 2']);
    onTestFinished(() => few.kill());
    const place = { ...newPlace(), port: few.port, folder: few.folder };
    const carrier = await openFtpCarrier(place, await nobody(), call(), { atOnce: 8 });
    onTestFinished(() => carrier.dispose());
    const paths = Array.from({ length: 24 }, (_, at) => `file-${at}.bin`);
    await Promise.all(paths.map((path, at) => carrier.write(path, bytesSource(someBytes(1000 + at)), call())));
    expect(readdirSync(few.folder).sort()).toEqual([...paths].sort());
  });

  test('a large half is taken up, and only the rest is sent', async () => {
    const { carrier, folder } = await serve();
    onTestFinished(() => carrier.dispose());
    const content = someBytes(8_000_000);
    const source = bytesSource(content);
    writeFileSync(join(folder, partPath('big.bin', source.crc32)), content.subarray(0, 6_000_000));
    const offsets: number[] = [];
    const open = (offset = 0) => {
      offsets.push(offset);
      return source.open(offset);
    };
    await carrier.write('big.bin', { ...source, open }, call());
    expect(offsets).toEqual([6_000_000]);
    expect(readFileSync(join(folder, 'big.bin')).equals(content)).toBe(true);
    expect(readdirSync(folder)).toEqual(['big.bin']);
  });

  test('a connection that is cut is told, leaves nothing half, and the next call connects again', async () => {
    const proxy = await cuttingProxy(peer.port);
    onTestFinished(() => proxy.close());
    const carrier = await openFtpCarrier({ ...newPlace(), port: proxy.port }, await nobody(), call());
    onTestFinished(() => carrier.dispose());
    proxy.cutAfter(30);
    await expect(carrier.write('a/b.bin', bytesSource(someBytes(10_000)), call())).rejects.toMatchObject({
      code: 'unreachable',
      passing: true,
    });
    expect(await carrier.list(call())).toEqual([]);
    await carrier.write('a/b.bin', bytesSource(someBytes(10_000)), call());
    expect((await carrier.list(call())).map(({ path }) => path)).toEqual(['a/b.bin']);
  });

  test('each part of a login that is refused is named', async () => {
    const place = newPlace();
    const trust = await nobody();
    const refusal = (more: Partial<FtpPlace>) =>
      openFtpCarrier({ ...place, ...more }, trust, call()).catch((cause: Error) => cause.message);
    expect(await refusal({ secret: 'wrong' })).toContain('refuses the user "author" with this password');
    expect(await refusal({ tls: 'explicit' })).toContain('does not offer encryption');
    expect(await refusal({ port: 1 })).toContain('Nothing answers');
    expect(await refusal({ folder: '/no/such/place' })).toContain('no folder /no/such/place');
  });
});

describe.skipIf(proftpdMissing())('FTPS to proftpd', () => {
  const shared = sharedFolder();
  const login = { user: 'author', password: 'a secret' };
  let peer: Peer;
  beforeAll(async () => {
    peer = await startProftpd(shared.path(), login, true);
  });
  afterAll(() => peer.kill());

  test('a certificate that nobody knows is asked about before the password is sent, then files go out encrypted', async () => {
    const place: FtpPlace = {
      host: peer.host,
      port: peer.port,
      user: login.user,
      secret: login.password,
      tls: 'explicit',
      folder: join(peer.folder, 'depot'),
    };
    const refused: unknown = await openFtpCarrier(place, await nobody(), call()).catch((cause: unknown) => cause);
    expect(refused).toMatchObject({
      code: 'certificate_refused',
      message: expect.stringContaining('signed it itself'),
    });
    const carrier = await openFtpCarrier(place, await trusting(place), call());
    onTestFinished(() => carrier.dispose());
    await carrier.write('a/b.bin', bytesSource(someBytes(100_000)), call());
    expect(readFileSync(join(place.folder, 'a/b.bin')).equals(someBytes(100_000))).toBe(true);
    expect((await carrier.list(call())).map(({ path }) => path)).toEqual(['a/b.bin']);
  });
});

describe.skipIf(vsftpdMissing())('FTP to vsftpd, which has no MLSD', () => {
  const shared = sharedFolder();
  let peer: Peer;
  let depots = 0;
  beforeAll(async () => {
    peer = await startVsftpd(shared.path(), false);
  });
  afterAll(() => peer.kill());

  const serve = async () => {
    const name = `depot ${depots++}`;
    const place: FtpPlace = {
      host: peer.host,
      port: peer.port,
      user: 'anonymous',
      secret: 'author@example.org',
      tls: 'none',
      folder: `served/${name}`,
    };
    return { carrier: await openFtpCarrier(place, await nobody(), call()), folder: join(peer.folder, name) };
  };
  carrierContract(serve);
  linkContract(serve);
});

describe.skipIf(vsftpdMissing())('FTPS to vsftpd, which wants the session of the login on every connection', () => {
  const shared = sharedFolder();
  let peer: Peer;
  beforeAll(async () => {
    peer = await startVsftpd(shared.path(), true);
  });
  afterAll(() => peer.kill());

  test('files go out and folders are read', async () => {
    const place: FtpPlace = {
      host: peer.host,
      port: peer.port,
      user: 'anonymous',
      secret: 'author@example.org',
      tls: 'explicit',
      folder: 'served/depot',
    };
    const carrier = await openFtpCarrier(place, await trusting(place), call());
    onTestFinished(() => carrier.dispose());
    await carrier.write('a/b.bin', bytesSource(someBytes(100_000)), call());
    expect((await carrier.list(call())).map(({ path }) => path)).toEqual(['a/b.bin']);
  });
});
