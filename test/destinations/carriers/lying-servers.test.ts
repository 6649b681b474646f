import { get } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openFtpCarrier } from '../../../main/destinations/carriers/ftp/ftp.ts';
import { openGitCarrier } from '../../../main/destinations/carriers/git/git.ts';
import { readAtMost } from '../../../main/destinations/carriers/read-at-most.ts';
import { SftpRequests } from '../../../main/destinations/carriers/sftp/requests.ts';
import { walkFolders } from '../../../main/destinations/carriers/walk-folders.ts';
import { watchedAgents } from '../../../main/destinations/carriers/watched-agents.ts';
import { tempFolder } from '../../temp-folder.ts';
import { call } from './contract.ts';
import { endless, listening, MOST, nobody } from './lying-servers.ts';

const NONE = { folders: [], files: [] };

test('a folder with more entries than any add-on has is not read to its end', async () => {
  const files = Array.from({ length: 50_000 }, (_, at) => ({ path: `${at}`, size: 1 }));
  let asked = 0;
  const walked = walkFolders({ atOnce: 1, host: 'a.server' }, async () => {
    asked += 1;
    return { folders: ['next', 'after'], files };
  });
  await expect(walked).rejects.toMatchObject({ code: 'answer_not_understood' });
  expect(asked).toBeLessThan(60);
});

/** As much of an FTP server as reading a file takes. */
async function ftpServer(send: (data: Socket) => void): Promise<number> {
  const data = createTcpServer((socket) => send(socket.on('error', () => {})));
  await new Promise<void>((resolve) => data.listen(0, '127.0.0.1', resolve));
  const dataPort = (data.address() as AddressInfo).port;
  const control = createTcpServer((socket) => {
    const say = (line: string) => socket.write(`${line}\r\n`);
    const answers: Readonly<Record<string, string>> = {
      USER: '331 password',
      PASS: '230 in',
      PWD: '257 "/depot"',
      SIZE: '213 10',
      EPSV: `229 here (|||${dataPort}|)`,
      RETR: '150 it comes',
    };
    say('220 welcome');
    socket.on('error', () => {});
    socket.on('data', (bytes) => {
      for (const line of bytes.toString().split('\r\n').filter(Boolean)) {
        say(answers[line.split(' ')[0]?.toUpperCase() ?? ''] ?? '250 done');
      }
    });
  });
  await new Promise<void>((resolve) => control.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    data.close();
    control.close();
  });
  return (control.address() as AddressInfo).port;
}

test('FTP: a file that is told to be small is not read beyond what was asked for', async () => {
  let body = { sent: 0 };
  const port = await ftpServer((data) => {
    body = endless(data);
  });
  const place = { host: '127.0.0.1', port, user: 'author', secret: 'a', tls: 'none' as const, folder: '' };
  const carrier = await openFtpCarrier(place, await nobody(), call());
  onTestFinished(() => carrier.dispose());
  await expect(carrier.read('list.txt', MOST, call())).rejects.toMatchObject({ code: 'too_large' });
  expect(body.sent).toBeLessThan(50_000_000);
});

test('SFTP: a file is read to its end or to what was asked for, whatever size was told', async () => {
  let left = 0;
  const handle = Buffer.from('handle');
  const session = {
    open: (_path: string, _mode: string, done: (error: null, handle: Buffer) => void) => done(null, handle),
    close: (_handle: Buffer, done: (error: null) => void) => done(null),
    readFile: (_path: string, done: (error: null, all: Buffer) => void) => done(null, Buffer.alloc(left, 'x')),
    read: (
      _handle: Buffer,
      into: Buffer,
      _at: number,
      most: number,
      _from: number,
      done: (error: Error | null, count: number) => void,
    ) => {
      const count = Math.min(left, most, 30_000);
      left -= count;
      into.fill('x', 0, count);
      if (count === 0) done(Object.assign(new Error('EOF'), { code: 1 }), 0);
      else done(null, count);
    },
  };
  const connection = { session, gone: new AbortController().signal, gather: () => {}, end: async () => {} };
  const requests = new SftpRequests(connection as never, 'a.server');
  left = 70_000;
  expect((await requests.readAll('list.txt', MOST, call().signal)).length).toBe(70_000);
  left = 100_000_000;
  await expect(requests.readAll('list.txt', MOST, call().signal)).rejects.toMatchObject({ code: 'too_large' });
  expect(left).toBeGreaterThan(99_000_000);
});

test('SFTP: a server that keeps the connection and answers nothing ends it', async () => {
  const gone = new AbortController();
  const connection = {
    session: { lstat: () => {} },
    gone: gone.signal,
    gather: () => {},
    end: async () => gone.abort(),
  };
  const requests = new SftpRequests(connection as never, 'a.server', 200);
  await expect(requests.lstat('list.txt', call().signal)).rejects.toMatchObject({ code: 'unreachable' });
});

test('git: a server that takes a request and says nothing ends in a sentence', async () => {
  const port = await listening(() => {});
  // The other half of the bound is ours: without a least rate git takes no time for too long.
  vi.stubEnv('GIT_HTTP_LOW_SPEED_TIME', '1');
  const place = { remote: `http://127.0.0.1:${port}/addon.git`, branch: 'main', folder: '' };
  await expect(openGitCarrier(place, tempFolder(), call())).rejects.toMatchObject({ passing: true });
});

test('a file that comes a byte at a time is no file, however small it is told to be', async () => {
  async function* drip() {
    for (;;) {
      await new Promise((turned) => setImmediate(turned));
      yield Buffer.from('x');
    }
  }
  const least = { bytesPerSecond: 1_000_000_000, afterMs: 0 };
  await expect(readAtMost(drip(), 'list.txt', MOST, least)).rejects.toMatchObject({ code: 'timed_out' });
});

test('SFTP: a folder that goes on for ever is not read for ever', async () => {
  const handle = Buffer.from('handle');
  const batch = Array.from({ length: 50_000 }, (_, at) => ({ filename: `${at}`, longname: '', attrs: {} }));
  let asked = 0;
  const session = {
    opendir: (_path: string, done: (error: null, handle: Buffer) => void) => done(null, handle),
    close: (_handle: Buffer, done: (error: null) => void) => done(null),
    readdir: (from: Buffer | string, done: (error: null, some: object[]) => void) => {
      asked += 1;
      if (Buffer.isBuffer(from)) done(null, batch);
    },
  };
  const connection = { session, gone: new AbortController().signal, gather: () => {}, end: async () => {} };
  const requests = new SftpRequests(connection as never, 'a.server');
  await expect(requests.readdir('depot', call().signal)).rejects.toMatchObject({ code: 'answer_not_understood' });
  expect(asked).toBeLessThan(60);
});

test('names that lead out of the folder are nobody’s files', async () => {
  const names = ['../up', 'a/../../b', '..', 'c\\d', 'e\u0000', '/etc/passwd'];
  const asked: string[] = [];
  const found = await walkFolders({ atOnce: 1, host: 'a.server' }, async (folder) => {
    asked.push(folder);
    return folder === ''
      ? { folders: [...names, 'in'], files: [...names, 'f'].map((path) => ({ path, size: 1 })) }
      : NONE;
  });
  expect([found.map(({ path }) => path), asked]).toEqual([['f'], ['', 'in']]);
});

test('WebDAV and S3: an answer that goes on and on is given up, and the next one on the connection begins anew', async () => {
  const most = 2_000_000;
  let body = { sent: 0 };
  const port = await listening((request, response) => {
    if (request.url === '/endless') body = endless(response.writeHead(207));
    else response.end(Buffer.alloc(most / 2));
  });
  const { httpAgent, wasEndless } = watchedAgents({
    only: { host: '127.0.0.1', port },
    options: { keepAlive: true, maxSockets: 1 },
    tls: {},
    mostBytes: most,
  });
  onTestFinished(() => httpAgent.destroy());
  const sizeOf = (path: string) =>
    new Promise<number>((resolve, reject) => {
      const asked = get({ host: '127.0.0.1', port, path, agent: httpAgent }, (answer) => {
        let size = 0;
        answer.on('data', (chunk: Buffer) => {
          size += chunk.length;
        });
        answer.on('end', () => resolve(size)).on('error', reject);
      });
      asked.on('error', reject);
    });
  for (const path of ['/1', '/2', '/3', '/4']) expect(await sizeOf(path)).toBe(most / 2);
  expect(wasEndless()).toBe(false);
  await expect(sizeOf('/endless')).rejects.toThrow();
  expect(wasEndless()).toBe(true);
  expect(body.sent).toBeLessThan(2_000_000_000);
});

test('git: a redirect takes the token to no other server', async () => {
  const heard: (string | undefined)[] = [];
  const other = await listening((request, response) => {
    heard.push(request.headers.authorization);
    response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end();
  });
  const port = await listening((request, response) =>
    response.writeHead(302, { location: `http://127.0.0.1:${other}${request.url}` }).end(),
  );
  for (const place of [
    { remote: `http://127.0.0.1:${port}/addon.git`, token: 'a token' },
    { remote: `http://author:secret@127.0.0.1:${port}/addon.git` },
  ])
    await expect(openGitCarrier({ ...place, branch: 'main', folder: '' }, tempFolder(), call())).rejects.toThrow();
  expect(new Set(heard)).toEqual(new Set([undefined]));
});
