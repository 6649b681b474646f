import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { GithubApi } from '../../../main/destinations/github/api.ts';

// What answers in GitHub's place, a proxy of the network or somebody else's stand-in, may answer anything.

function call() {
  return AbortSignal.timeout(20_000);
}

async function answering(handle: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = createServer(handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, api: new GithubApi({ owner: 'author', repository: 'addon', token: 'token', api: url }) };
}

function release(more: object = {}) {
  return {
    id: 1,
    tag_name: 'v1',
    target_commitish: 'main',
    draft: true,
    prerelease: false,
    html_url: 'https://github.com/author/addon',
    upload_url: 'https://github.com/',
    assets: [],
    ...more,
  };
}

test('an answer without an end is not read to its end', async () => {
  let sent = 0;
  const { api } = await answering((_, response) => {
    const chunk = Buffer.alloc(64 * 1024, '[');
    const more = (): void => {
      while (!response.destroyed && response.write(chunk)) sent += chunk.length;
    };
    response.on('drain', more).on('error', () => {});
    more();
  });
  await expect(api.drafts('v1', call())).rejects.toMatchObject({ code: 'answer_not_understood' });
  expect(sent).toBeLessThan(200 * 1024 * 1024);
});

test('an answer that is packed is not unpacked: it was not asked for so', async () => {
  const bomb = gzipSync(Buffer.alloc(50_000_000, ' '));
  const { api } = await answering((request, response) => {
    expect(request.headers['accept-encoding']).toBeUndefined();
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
  });
  await expect(api.drafts('v1', call())).rejects.toMatchObject({ code: 'answer_not_understood' });
});

test.each([
  ['no list', '{}'],
  ['a list of something else', '[1, null]'],
  ['a name that is no text', JSON.stringify([release({ tag_name: { toString: 'x' } })])],
  ['the prototype', '[{"__proto__": {"draft": true}}]'],
  ['nothing', ''],
])('%s in the place of releases is no release', async (_what, body) => {
  const { api } = await answering((_, response) => response.end(body));
  await expect(api.drafts('v1', call())).rejects.toMatchObject({ code: 'answer_not_understood' });
});

test.each([
  ['another server', (port: string) => `http://127.0.0.1:${port}/assets{?name}`],
  ['no address', () => 'nonsense'],
  ['a file of this machine', () => 'file:///etc/passwd'],
])('files go to no other place than GitHub, the token with them: %s', async (_what, uploadUrl) => {
  const heard: (string | undefined)[] = [];
  const other = await answering((request, response) => {
    heard.push(request.headers.authorization);
    response.writeHead(201).end(JSON.stringify({}));
  });
  const { api } = await answering((_, response) => response.end('{}'));
  const given = release({ upload_url: uploadUrl(new URL(other.url).port) });
  const asset = { name: 'a.zip', size: 1, open: () => Readable.from([Buffer.from('a')], { objectMode: false }) };
  await expect(api.uploadAsset(given as never, asset, call())).rejects.toMatchObject({
    code: 'answer_not_understood',
    message: expect.stringContaining('another server'),
  });
  expect(heard).toEqual([]);
});

test('a commit that GitHub names is a name, not a way to something else', async () => {
  const asked: string[] = [];
  const { api } = await answering((request, response) => {
    asked.push(request.url ?? '');
    response.end(JSON.stringify({ object: { sha: '../../../../user?x', type: 'tag' } }));
  });
  await api.tagCommit('v1', call());
  expect(asked.at(-1)).toBe('/repos/author/addon/git/tags/..%2F..%2F..%2F..%2Fuser%3Fx');
});

test('a file that GitHub sends on for is asked for without the token, and no more of it is believed than was asked for', async () => {
  const heard: (string | undefined)[] = [];
  const other = await answering((request, response) => {
    heard.push(request.headers.authorization);
    response.end('0123456789');
  });
  const { api } = await answering((_, response) => response.writeHead(302, { location: other.url }).end());
  expect(await api.assetText(1, 10, call())).toBe('0123456789');
  expect(await api.assetText(1, 9, call())).toBeUndefined();
  expect(heard).toEqual([undefined, undefined]);
});
