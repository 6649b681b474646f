import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { partPath } from '../../../main/destinations/carriers/inner-path.ts';
import { openSftpCarrier, type SftpPlace } from '../../../main/destinations/carriers/sftp/sftp.ts';
import { bytesSource } from '../../../main/destinations/carriers/source.ts';
import { openTrust } from '../../../main/destinations/carriers/trust/open-trust.ts';
import { type Trust, UnknownServerError } from '../../../main/destinations/carriers/trust/trust.ts';
import { tempFolder } from '../../temp-folder.ts';
import { sharedFolder } from '../peers/shared-folder.ts';
import { makeKey, rcloneMissing, type SshPeer, sshMissing, startRcloneSftp, startSshd } from '../peers/ssh.ts';
import { call, carrierContract, linkContract, someBytes, takeOverContract } from './contract.ts';
import { cuttingProxy } from './cutting-proxy.ts';
import { leftoversContract } from './leftovers.ts';

/** Trusts the server as an author does who compared the fingerprint and said yes. */
async function trusting(place: SftpPlace): Promise<Trust> {
  const trust = await openTrust({ folder: tempFolder(), knownHostsFiles: [] });
  const refused: unknown = await openSftpCarrier(place, trust, call()).catch((cause: unknown) => cause);
  if (!(refused instanceof UnknownServerError)) throw refused;
  await trust.remember(refused.server);
  return trust;
}

describe.skipIf(sshMissing())('SFTP to OpenSSH', () => {
  const shared = sharedFolder();
  let peer: SshPeer;
  let depots = 0;
  beforeAll(async () => {
    peer = await startSshd(shared.path());
  });
  afterAll(() => peer.kill());

  const placeOf = (folder: string): SftpPlace => ({
    host: peer.host,
    port: peer.port,
    user: peer.user,
    by: 'key',
    keyFile: peer.keyFile,
    folder,
  });
  const newPlace = () => placeOf(join(peer.folder, `depot ${depots++}`));
  const serve = async () => {
    const place = newPlace();
    return { carrier: await openSftpCarrier(place, await trusting(place), call()), folder: place.folder };
  };

  carrierContract(serve);
  linkContract(serve);
  leftoversContract(serve);

  describe('that copies', () => {
    takeOverContract(async () => ({ from: (await serve()).carrier, to: (await serve()).carrier }));
  });

  describe.each([
    { refused: ['copy-data'], can: true },
    { refused: ['copy-data', 'hardlink'], can: false },
  ])('without $refused', ({ refused, can }) => {
    let lesser: SshPeer;
    beforeAll(async () => {
      lesser = await startSshd(join(shared.path(), refused.join('-')), [], refused);
    });
    afterAll(() => lesser.kill());
    const at = async () => {
      const { host, port, user, keyFile } = lesser;
      const folder = join(lesser.folder, `depot ${depots++}`);
      const place: SftpPlace = { host, port, user, keyFile, folder, by: 'key' };
      return openSftpCarrier(place, await trusting(place), call());
    };
    if (can) takeOverContract(async () => ({ from: await at(), to: await at() }));
    else
      test('files have to be sent', async () => {
        const [from, to] = [await at(), await at()];
        onTestFinished(() => from.dispose());
        onTestFinished(() => to.dispose());
        expect(await to.canTakeOver?.(from, call())).toBe(false);
      });
  });

  test('a connection that is cut at any moment ends the call, and nothing waits for ever', async () => {
    const proxy = await cuttingProxy(peer.port);
    onTestFinished(() => proxy.close());
    const place = { ...newPlace(), port: proxy.port };
    const trust = await trusting(place);
    const content = someBytes(3000);
    let whole = 0;
    for (let bytes = 0; bytes < 14_000; bytes += 450) {
      proxy.cutAfter(bytes, () => proxy.refuse(true));
      const ended = openSftpCarrier(place, trust, call()).then(async (carrier) => {
        try {
          await carrier.write('a/b.bin', bytesSource(content), call());
          await carrier.list(call());
          await carrier.read('a/b.bin', 5000, call());
          whole++;
        } finally {
          await carrier.dispose();
        }
      });
      const end = await Promise.race([ended.then(() => 'done', String), after(25_000, `${bytes}: waits for ever`)]);
      expect(end).not.toContain('for ever');
      proxy.refuse(false);
    }
    expect(whole).toBeGreaterThan(0);
  }, 120_000);

  test('a large half is taken up, and only the rest is sent', async () => {
    const { carrier, folder } = await serve();
    onTestFinished(() => carrier.dispose());
    const content = someBytes(8_000_000);
    const source = bytesSource(content);
    writeFileSync(join(folder, partPath('big.bin', source.crc32)), content.subarray(0, 6_000_000));
    let opened = 0;
    const spied = {
      ...source,
      open: (offset = 0) => {
        opened = offset;
        return source.open(offset);
      },
    };
    let reported = 0;
    const onBytes = (count: number) => {
      reported += count;
    };
    await carrier.write('big.bin', spied, { ...call(), onBytes });
    expect(opened).toBeGreaterThan(4_500_000);
    expect(reported).toBe(content.length);
    expect(readFileSync(join(folder, 'big.bin')).equals(content)).toBe(true);
    expect(readdirSync(folder)).toEqual(['big.bin']);
  });

  test('a connection that is cut is told, leaves nothing half, and the next call connects again', async () => {
    const proxy = await cuttingProxy(peer.port);
    onTestFinished(() => proxy.close());
    const place = { ...newPlace(), port: proxy.port };
    const carrier = await openSftpCarrier(place, await trusting(place), call());
    onTestFinished(() => carrier.dispose());
    const content = someBytes(6_000_000);
    proxy.cutAfter(2_000_000);
    await expect(carrier.write('big.bin', bytesSource(content), call())).rejects.toMatchObject({
      code: 'unreachable',
      passing: true,
    });
    expect(await carrier.list(call())).toEqual([]);
    await carrier.write('big.bin', bytesSource(content), call());
    expect((await carrier.list(call())).map(({ path, size }) => [path, size])).toEqual([['big.bin', content.length]]);
  });

  test('an unknown server is asked about once, and another key later is refused', async () => {
    const place = newPlace();
    const folder = tempFolder();
    const trust = await openTrust({ folder, knownHostsFiles: [] });
    const refused: unknown = await openSftpCarrier(place, trust, call()).catch((cause: unknown) => cause);
    if (!(refused instanceof UnknownServerError)) throw refused;
    expect(refused.message).toContain(refused.server.fingerprint);
    expect(readFileSync(join(shared.path(), 'host-key.pub'), 'utf8')).toContain(
      refused.server.kind === 'ssh' ? refused.server.key : '?',
    );
    await trust.remember(refused.server);
    const again = await openTrust({ folder, knownHostsFiles: [] });
    await (await openSftpCarrier(place, again, call())).dispose();

    const other = makeKey(tempFolder(), 'other', 'ed25519');
    const [type, key] = readFileSync(`${other}.pub`, 'utf8').split(' ');
    const hosts = join(tempFolder(), 'known_hosts');
    writeFileSync(hosts, `[127.0.0.1]:${peer.port} ${type} ${key}\n`);
    const wrong = await openTrust({ folder: tempFolder(), knownHostsFiles: [hosts] });
    await expect(openSftpCarrier(place, wrong, call())).rejects.toMatchObject({
      name: 'CarrierError',
      code: 'host_unknown',
      message: expect.stringContaining('another key than before'),
    });
  });

  test('each part of a login that is refused is named', async () => {
    const place = newPlace();
    const trust = await trusting(place);
    const other = makeKey(tempFolder(), 'other', 'ed25519');
    const locked = makeKey(tempFolder(), 'locked', 'ed25519', 'open sesame');
    const refusal = (more: Partial<SftpPlace>) =>
      openSftpCarrier({ ...place, ...more }, trust, call()).catch((cause: Error) => cause.message);
    expect(await refusal({ keyFile: other })).toContain('does not take this key');
    expect(await refusal({ keyFile: locked })).toContain('needs its passphrase');
    expect(await refusal({ keyFile: locked, secret: 'wrong' })).toContain('passphrase does not open');
    expect(await refusal({ keyFile: '/nowhere/key' })).toContain('cannot be read');
    expect(await refusal({ by: 'password' })).toContain('password of');
    expect(await refusal({ host: 'no-such-host.invalid' })).toMatch(/not known to this network|could not be looked up/);
    expect(await refusal({ port: 1 })).toContain('Nothing answers');
    expect(await refusal({ folder: '/no/such/place' })).toContain('no folder /no/such/place');
  });
});

describe.skipIf(rcloneMissing())('SFTP to another server, with a password and without posix-rename', () => {
  const shared = sharedFolder();
  const login = { user: 'author', password: 'a secret' };
  let peer: Awaited<ReturnType<typeof startRcloneSftp>>;
  let depots = 0;
  beforeAll(async () => {
    peer = await startRcloneSftp(shared.path(), login);
  });
  afterAll(() => peer.kill());

  const newPlace = (): SftpPlace => ({
    host: peer.host,
    port: peer.port,
    user: login.user,
    by: 'password',
    secret: login.password,
    folder: `depot-${depots++}`,
  });

  carrierContract(async () => {
    const place = newPlace();
    return { carrier: await openSftpCarrier(place, await trusting(place), call()) };
  });

  test('a wrong password is told as one', async () => {
    const place = newPlace();
    const trust = await trusting(place);
    await expect(openSftpCarrier({ ...place, secret: 'wrong' }, trust, call())).rejects.toMatchObject({
      code: 'login_refused',
      message: expect.stringContaining('does not take this password'),
    });
  });
});
