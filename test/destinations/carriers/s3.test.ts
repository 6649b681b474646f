import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { S3 } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { S3Place } from '../../../main/destinations/carriers/s3/connection.ts';
import { openS3Carrier } from '../../../main/destinations/carriers/s3/s3.ts';
import { bytesSource, textSource } from '../../../main/destinations/carriers/source.ts';
import { openTrust } from '../../../main/destinations/carriers/trust/open-trust.ts';
import { type SharedGateway, sharedRadosgw } from '../../shared-servers/shared-servers.ts';
import { tempFolder } from '../../temp-folder.ts';
import { missing } from '../peers/peer.ts';
import { RADOSGW_PROGRAMS, START_MS } from '../peers/radosgw.ts';
import { call, carrierContract, someBytes, takeOverContract } from './contract.ts';
import { cuttingProxy } from './cutting-proxy.ts';

function nobody() {
  return openTrust({ folder: tempFolder(), knownHostsFiles: [] });
}

const BUCKET = `depots-${randomUUID()}`;

describe.skipIf(missing(...RADOSGW_PROGRAMS))('S3', () => {
  let gateway: SharedGateway;
  let client: S3;
  let depots = 0;
  beforeAll(async () => {
    gateway = await sharedRadosgw();
    const { endpoint, accessKey, secret } = gateway;
    const credentials = { accessKeyId: accessKey, secretAccessKey: secret };
    client = new S3({ endpoint, region: 'us-east-1', forcePathStyle: true, credentials });
    await client.createBucket({ Bucket: BUCKET });
  }, START_MS);
  afterAll(() => client?.destroy());

  const newPlace = (more: Partial<S3Place> = {}): S3Place => ({
    bucket: BUCKET,
    folder: `depot-${depots++}`,
    endpoint: gateway.endpoint,
    accessKey: gateway.accessKey,
    secret: gateway.secret,
    ...more,
  });
  async function opened(place = newPlace(), limits = { atOnce: 4 }) {
    const carrier = await openS3Carrier(place, await nobody(), call(), limits);
    onTestFinished(() => carrier.dispose());
    return carrier;
  }
  const uploads = async (folder: string) =>
    (await client.listMultipartUploads({ Bucket: BUCKET, Prefix: folder })).Uploads ?? [];

  carrierContract(async () => ({
    carrier: await openS3Carrier(newPlace(), await nobody(), call(), { atOnce: 4, bytesPerSecond: 8_000_000 }),
  }));

  takeOverContract(async () => ({
    from: await openS3Carrier(newPlace({ publicRead: true }), await nobody(), call()),
    to: await openS3Carrier(newPlace({ publicRead: true }), await nobody(), call()),
  }));

  test('a file too large for one request is copied by the service in pieces, and none of its bytes pass here', async () => {
    const proxy = await cuttingProxy(gateway.port);
    onTestFinished(() => proxy.close());
    const through = { endpoint: `http://127.0.0.1:${proxy.port}`, copyPieceBytes: 5 * 1024 * 1024 };
    const [mine, theirs] = [newPlace({ ...through, publicRead: true }), newPlace(through)];
    const [to, from] = [await opened(mine), await opened(theirs)];
    const content = someBytes(12_000_000);
    const closed = { ...bytesSource(content), open: () => expect.unreachable('it was opened') };
    const name = 'a folder/odd #name+[x] ü.obj';
    await from.write(name, bytesSource(content), call());
    const before = proxy.passed();
    expect(await to.takeOver?.(from, name, closed, call())).toBe(true);
    expect(proxy.passed() - before).toBeLessThan(20_000);
    const answer = await fetch(`${gateway.endpoint}/${BUCKET}/${mine.folder}/${encodeURIComponent(name)}`);
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(Buffer.from(await answer.arrayBuffer()).equals(content)).toBe(true);
    expect((await to.stat(name, call()))?.hash).toBeUndefined();

    const decoded = 'a folder/twice%20decoded.obj';
    await from.write(decoded, bytesSource(content), call());
    expect(await to.takeOver?.(from, decoded, closed, call())).toBe(true);
    expect(await uploads(mine.folder)).toEqual([]);
  });

  test('the depot beside this one, and keys that no file can have, are not seen', async () => {
    const place = newPlace();
    for (const Key of [
      `${place.folder}-beside/a.txt`,
      `${place.folder}/`,
      `${place.folder}//b`,
      `${place.folder}/../c`,
    ])
      await client.putObject({ Bucket: BUCKET, Key, Body: 'x' });
    const carrier = await opened(place);
    expect(await carrier.list(call())).toEqual([]);
    await carrier.write('mine.txt', textSource('x'), call());
    expect((await carrier.list(call())).map(({ path, size }) => [path, size])).toEqual([['mine.txt', 1]]);
  });

  test('unfinished uploads of our own files that were begun long ago are given up, and no others', async () => {
    const place = newPlace();
    const begin = async (path: string) => {
      const Key = `${place.folder}/${path}`;
      await client.createMultipartUpload({ Bucket: BUCKET, Key });
      return Key;
    };
    await begin('big.bin');
    await begin('big.bin');
    const theirs = await begin("somebody else's.bin");
    const carrier = await opened(place);
    const left = async () => (await uploads(place.folder ?? '')).map(({ Key }) => Key);
    await carrier.giveUpUploads?.(new Set(['big.bin']), Date.now() - 60 * 60_000, call());
    expect(await left()).toHaveLength(3);
    await carrier.giveUpUploads?.(new Set(['big.bin', 'other.bin']), Date.now() + 60 * 60_000, call());
    expect(await left()).toEqual([theirs]);
  });

  test('more files than one answer names are all listed', async () => {
    const carrier = await opened(newPlace(), { atOnce: 16 });
    const paths = Array.from({ length: 1010 }, (_, at) => `files/${at}.txt`);
    for (let at = 0; at < paths.length; at += 16)
      await Promise.all(paths.slice(at, at + 16).map((path) => carrier.write(path, textSource(path), call())));
    expect((await carrier.list(call())).map(({ path }) => path).sort()).toEqual([...paths].sort());
  });

  test('a large file that was cut off is not seen, and only the pieces that are missing are sent again', async () => {
    const proxy = await cuttingProxy(gateway.port);
    onTestFinished(() => proxy.close());
    const place = newPlace();
    const carrier = await opened({ ...place, endpoint: `http://127.0.0.1:${proxy.port}` });
    const content = someBytes(40_000_000);
    let sent = 0;
    // The library tries again by itself: what it is told is a cut that lasts.
    proxy.cutAfter(30_000_000, () => proxy.refuse(true));
    await expect(carrier.write('big.bin', bytesSource(content), call())).rejects.toMatchObject({ code: 'unreachable' });
    proxy.refuse(false);
    expect(await carrier.list(call())).toEqual([]);
    expect(await uploads(place.folder)).toHaveLength(1);
    const before = proxy.passed();
    await carrier.write('big.bin', bytesSource(content), {
      ...call(),
      onBytes: (count) => {
        sent += count;
      },
    });
    expect(sent).toBe(content.length);
    expect(proxy.passed() - before).toBeLessThan(30_000_000);
    expect(Buffer.from((await carrier.read('big.bin', 50_000_000, call())) ?? []).equals(content)).toBe(true);
    expect(await uploads(place.folder)).toEqual([]);
  });

  test('pieces of another content under the same name are not taken', async () => {
    const place = newPlace();
    const where = { Bucket: BUCKET, Key: `${place.folder}/big.bin` };
    const { UploadId } = await client.createMultipartUpload(where);
    await client.uploadPart({ ...where, UploadId, PartNumber: 1, Body: someBytes(8 * 1024 * 1024, 7) });
    const carrier = await opened(place);
    const content = someBytes(20_000_000);
    await carrier.write('big.bin', bytesSource(content), call());
    expect(Buffer.from((await carrier.read('big.bin', 50_000_000, call())) ?? []).equals(content)).toBe(true);
  });

  test('a cancelled large file leaves no pieces to pay for', async () => {
    const place = newPlace();
    const carrier = await opened(place);
    const stop = new AbortController();
    const write = carrier.write('big.bin', bytesSource(someBytes(40_000_000)), {
      signal: stop.signal,
      onBytes: () => stop.abort(),
    });
    await expect(write).rejects.toMatchObject({ code: 'cancelled' });
    expect(await uploads(place.folder)).toEqual([]);
  });

  test('what was read is only replaced while it is still that', async () => {
    const place = newPlace();
    const [mine, theirs] = [await opened(place), await opened(place)];
    await mine.write('cfg.txt', textSource('version 1'), call());
    for (const one of [mine, theirs]) await one.read('cfg.txt', 100, call());
    await theirs.write('cfg.txt', textSource('version 2 of theirs'), call());
    await expect(mine.write('cfg.txt', textSource('version 2'), call())).rejects.toMatchObject({
      code: 'moved_meanwhile',
      passing: true,
    });
    await mine.read('cfg.txt', 100, call());
    await mine.write('cfg.txt', textSource('version 3'), call());
    await mine.write('cfg.txt', textSource('version 4'), call());
    const racers = await Promise.all(Array.from({ length: 6 }, () => opened(place)));
    await Promise.all(racers.map((one) => one.read('new.txt', 100, call())));
    const ends = await Promise.allSettled(racers.map((one, at) => one.write('new.txt', textSource(`${at}`), call())));
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('files can be opened to everybody, one by one', async () => {
    const place = newPlace({ publicRead: true });
    const carrier = await opened(place);
    await carrier.write('a file.txt', textSource('for all'), call());
    const answer = await fetch(`${gateway.endpoint}/${BUCKET}/${place.folder}/a%20file.txt`);
    expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([
      200,
      'text/plain; charset=utf-8',
      'for all',
    ]);
  });

  test('each part of what is wrong with the settings is named', async () => {
    const refusal = (more: Partial<S3Place>) =>
      opened(newPlace(more)).then(
        () => 'opened',
        (cause: { code: string; message: string }) => `${cause.code}: ${cause.message}`,
      );
    expect(await refusal({ accessKey: 'NOBODY' })).toBe(
      'login_refused: 127.0.0.1 does not know the access key NOBODY.',
    );
    expect(await refusal({ secret: 'wrong' })).toBe(
      'login_refused: The secret does not belong to the access key AUTHORKEY.',
    );
    expect(await refusal({ secret: undefined })).toContain('not_set_up: The secret of the access key AUTHORKEY');
    expect(await refusal({ bucket: 'nowhere' })).toBe('folder_missing: There is no bucket nowhere at 127.0.0.1.');
    expect(await refusal({ endpoint: 'http://127.0.0.1:1' })).toContain('unreachable: Nothing answers');
    expect(await refusal({ endpoint: `${gateway.endpoint}/path` })).toContain('cannot be understood');
    expect(await refusal({ folder: 'a/../b' })).toContain('bad_name');
  });

  test('rights that are missing and a quota that is full are sentences, and what was there stays', async () => {
    const keys = ['--access-key', 'GUESTKEY', '--secret', 'guest'];
    await gateway.admin('user', 'create', '--uid', 'guest', '--display-name', 'Guest', ...keys);
    const guest = newPlace({ accessKey: 'GUESTKEY', secret: 'guest' });
    await expect(opened(guest)).rejects.toMatchObject({ code: 'not_allowed', hint: expect.stringContaining('list') });
    const theirs = new S3({
      ...{ endpoint: gateway.endpoint, region: 'us-east-1', forcePathStyle: true },
      credentials: { accessKeyId: 'GUESTKEY', secretAccessKey: 'guest' },
    });
    onTestFinished(() => theirs.destroy());
    await theirs.createBucket({ Bucket: 'small' });
    const carrier = await opened({ ...guest, bucket: 'small' });
    await carrier.write('a.txt', textSource('old'), call());
    await gateway.admin('quota', 'set', '--quota-scope=user', '--uid', 'guest', '--max-objects', '1');
    await gateway.admin('quota', 'enable', '--quota-scope=user', '--uid', 'guest');
    await expect
      .poll(() => carrier.write('b.txt', textSource('x'), call()).catch((cause) => cause.code), { timeout: 30_000 })
      .toBe('no_room');
    expect(Buffer.from((await carrier.read('a.txt', 100, call())) ?? []).toString()).toBe('old');
  }, 60_000);

  test('a name that is too long is told before anything is sent', async () => {
    const carrier = await opened();
    await expect(carrier.write('x'.repeat(1020), textSource('x'), call())).rejects.toMatchObject({ code: 'bad_name' });
  });
});

describe('an S3 service that answers', () => {
  async function answering(status: number, code: string): Promise<string> {
    const server = createServer((_request, response) => {
      const body = code === '' ? '<html>a page</html>' : `<?xml version="1.0"?><Error><Code>${code}</Code></Error>`;
      response.writeHead(status, { 'content-type': 'application/xml' }).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const place = { bucket: 'depots', folder: '', endpoint, accessKey: 'KEY', secret: 'a secret' };
    const end = await openS3Carrier(place, await nobody(), call()).catch((cause: unknown) => cause);
    return end instanceof Error ? `${'code' in end ? end.code : ''}: ${end.message}` : 'opened';
  }
  test.each([
    [403, 'RequestTimeTooSkewed', 'not_set_up: The clock of this machine is too far from that of 127.0.0.1.'],
    [301, 'PermanentRedirect', 'not_set_up: The bucket depots lies in another region.'],
    [400, 'AuthorizationHeaderMalformed', 'not_set_up: The bucket depots lies in another region.'],
    [400, 'ExpiredToken', 'login_refused: The login of your AWS settings has expired.'],
    [503, 'SlowDown', 'unreachable: 127.0.0.1 has a problem of its own (503).'],
    [403, '', 'not_allowed: The access key may not do that in the bucket depots.'],
  ])('%i %s is a sentence', async (status, code, sentence) => {
    expect(await answering(status, code)).toBe(sentence);
  });
  test.each([
    ['refuses copies in pieces copies in one request', 501, '<Error><Code>NotImplemented</Code></Error>', true],
    ['answers them with a page copies nothing', 200, '<html>welcome</html>', false],
    ['has another file there meanwhile copies nothing', 412, '<Error><Code>PreconditionFailed</Code></Error>', false],
  ])('that %s, and leaves no pieces to pay for', async (_what, status, body, copied) => {
    const asked: string[] = [];
    const server = createServer(({ method, url = '', headers }, response) => {
      const { pathname, searchParams } = new URL(url, 'http://localhost');
      const isPart = searchParams.has('partNumber');
      const kind = isPart ? 'part' : searchParams.has('uploadId') ? 'upload' : pathname;
      asked.push(`${method} ${kind} ${headers['x-amz-copy-source'] ?? ''}`.trim());
      if (isPart) return void response.writeHead(status).end(body);
      if (method === 'HEAD') return void response.writeHead(200, { 'content-length': 12_000_000, etag: '"e"' }).end();
      if (method === 'DELETE') return void response.writeHead(204).end();
      if (method === 'POST') {
        const named = '<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>';
        return void response.end(named);
      }
      const whole = '<CopyObjectResult><ETag>"e"</ETag></CopyObjectResult>';
      response.end(method === 'PUT' ? whole : '<ListBucketResult><Name>depots</Name></ListBucketResult>');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const place = { bucket: 'depots', endpoint, accessKey: 'KEY', secret: 'a secret', copyPieceBytes: 5_000_000 };
    const [to, from] = [
      await openS3Carrier({ ...place, folder: 'all' }, await nobody(), call()),
      await openS3Carrier({ ...place, folder: 'testers' }, await nobody(), call()),
    ];
    onTestFinished(async () => {
      await Promise.all([to.dispose(), from.dispose()]);
      server.close();
    });
    expect(await to.takeOver?.(from, 'a.bin', { ...textSource(''), size: 12_000_000 }, call())).toBe(copied);
    expect(asked).toContain('PUT part depots/testers/a.bin');
    expect(asked).toContain('DELETE upload');
    expect(asked.filter((one) => one.startsWith('PUT /'))).toEqual(
      copied ? ['PUT /depots/all/a.bin depots/testers/a.bin'] : [],
    );
  });
  test('200 with a page is no empty bucket', async () => {
    expect(await answering(200, '')).toContain('not_understood');
  });
  test('a service that takes connections and says nothing is given up', async () => {
    const server = createServer(() => {});
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const place = { bucket: 'depots', folder: '', endpoint, accessKey: 'KEY', secret: 'a secret', idleMs: 200 };
    await expect(openS3Carrier(place, await nobody(), call())).rejects.toMatchObject({ code: 'timed_out' });
  });
});
