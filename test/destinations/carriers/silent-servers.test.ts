import { type AddressInfo, createServer, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import type { Carrier, CarrierCall } from '../../../main/destinations/carriers/carrier.ts';
import { openFtpCarrier } from '../../../main/destinations/carriers/ftp/ftp.ts';
import { openGitCarrier } from '../../../main/destinations/carriers/git/git.ts';
import { openS3Carrier } from '../../../main/destinations/carriers/s3/s3.ts';
import { openSftpCarrier } from '../../../main/destinations/carriers/sftp/sftp.ts';
import { openWebdavCarrier } from '../../../main/destinations/carriers/webdav/webdav.ts';
import { GithubApi } from '../../../main/destinations/github/api.ts';
import { tempFolder } from '../../temp-folder.ts';
import { missing } from '../peers/peer.ts';
import { call } from './contract.ts';
import { nobody } from './lying-servers.ts';

// A server that takes each connection and never says a word: whoever waits for it ends with a sentence, after its own time limit.

function told(host: string) {
  return { code: 'timed_out', message: `${host} did not answer in time.`, passing: true };
}

async function silentServer(greeting = '', arrived = (): void => {}): Promise<number> {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket.on('error', () => {}));
    socket.write(greeting);
    arrived();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

const login = { host: '127.0.0.1', user: 'author', secret: 'a secret', folder: 'depot' };

test.each([
  ['that never greets', ''],
  ['that greets and says no more', '220 welcome\r\n'],
])('FTP: a server %s', async (_, greeting) => {
  const port = await silentServer(greeting);
  for (const tls of ['none', 'explicit'] as const) {
    const opened = openFtpCarrier({ ...login, port, tls, idleMs: 200 }, await nobody(), call());
    await expect(opened).rejects.toMatchObject(told(`127.0.0.1:${port}`));
  }
});

test('FTPS from the first byte on: a server that never greets', async () => {
  const port = await silentServer();
  const opened = openFtpCarrier({ ...login, port, tls: 'implicit', idleMs: 200 }, await nobody(), call());
  await expect(opened).rejects.toMatchObject(told(`127.0.0.1:${port}`));
});

test.each([
  ['that never greets', ''],
  ['that greets and says no more', 'SSH-2.0-silent\r\n'],
])('SFTP: a server %s', async (_, greeting) => {
  const port = await silentServer(greeting);
  const opened = openSftpCarrier({ ...login, port, by: 'password', connectMs: 200 }, await nobody(), call());
  await expect(opened).rejects.toMatchObject(told(`127.0.0.1:${port}`));
});

test('WebDAV', async () => {
  const port = await silentServer();
  const place = { url: `http://127.0.0.1:${port}/depot`, user: 'author', secret: 'a secret', idleMs: 200 };
  await expect(openWebdavCarrier(place, await nobody(), call())).rejects.toMatchObject(told(`127.0.0.1:${port}`));
  // The first question is a small one.
  const patient = { ...place, idleMs: 600_000, firstMs: 200 };
  await expect(openWebdavCarrier(patient, await nobody(), call())).rejects.toMatchObject(told(`127.0.0.1:${port}`));
});

test('S3', async () => {
  const port = await silentServer();
  const endpoint = `http://127.0.0.1:${port}`;
  const place = { bucket: 'depots', folder: '', endpoint, accessKey: 'KEY', secret: 'a secret', idleMs: 200 };
  await expect(openS3Carrier(place, await nobody(), call())).rejects.toMatchObject({ code: 'timed_out' });
});

test('GitHub', async () => {
  const port = await silentServer();
  const place = { owner: 'author', repository: 'addon', token: 'a secret', api: `http://127.0.0.1:${port}` };
  const asked = new GithubApi(place, { response: 200 }).latestRelease(call().signal);
  await expect(asked).rejects.toMatchObject(told(`127.0.0.1:${port}`));
});

test.skipIf(missing('git'))('a git branch over HTTP', async () => {
  const remote = `http://127.0.0.1:${await silentServer()}/addon.git`;
  const opened = openGitCarrier({ remote, branch: 'depot', folder: '', idleMs: 1000 }, tempFolder(), call());
  await expect(opened).rejects.toMatchObject(told(remote));
});

test.skipIf(missing('git', 'ssh'))('a git branch over ssh', async () => {
  const remote = `ssh://author@127.0.0.1:${await silentServer()}/addon.git`;
  const opened = openGitCarrier({ remote, branch: 'depot', folder: '', idleMs: 1000 }, tempFolder(), call());
  await expect(opened).rejects.toMatchObject({ code: 'timed_out', message: expect.stringContaining('did not answer') });
});

const PATIENT_MS = 600_000;
const kinds: Record<string, (port: number, by: CarrierCall) => Promise<Carrier>> = {
  FTP: async (port, by) => openFtpCarrier({ ...login, port, tls: 'none', idleMs: PATIENT_MS }, await nobody(), by),
  SFTP: async (port, by) =>
    openSftpCarrier({ ...login, port, by: 'password', connectMs: PATIENT_MS }, await nobody(), by),
  WebDAV: async (port, by) => {
    const place = { url: `http://127.0.0.1:${port}/depot`, user: 'author', secret: 'a secret', firstMs: PATIENT_MS };
    return openWebdavCarrier(place, await nobody(), by);
  },
  S3: async (port, by) => {
    const keys = { accessKey: 'KEY', secret: 'a secret', idleMs: PATIENT_MS };
    const place = { bucket: 'depots', folder: '', endpoint: `http://127.0.0.1:${port}`, ...keys };
    return openS3Carrier(place, await nobody(), by);
  },
  'git over http': async (port, by) =>
    openGitCarrier({ remote: `http://127.0.0.1:${port}/addon.git`, branch: 'depot', folder: '' }, tempFolder(), by),
};

test.each(Object.keys(kinds))('%s: whoever cancels does not wait for the server', async (kind) => {
  const stop = new AbortController();
  const port = await silentServer('', () => stop.abort());
  await expect(kinds[kind]?.(port, { signal: stop.signal })).rejects.toMatchObject({ code: 'cancelled' });
});
