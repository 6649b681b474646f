import type { ServerResponse } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { openS3Carrier } from '../../../main/destinations/carriers/s3/s3.ts';
import { bytesSource } from '../../../main/destinations/carriers/source.ts';
import { call } from './contract.ts';
import { endless, listening, MOST, nobody } from './lying-servers.ts';

async function s3(answer: (url: URL, response: ServerResponse) => void) {
  const port = await listening((request, response) => answer(new URL(request.url ?? '/', 'http://x'), response));
  const endpoint = `http://127.0.0.1:${port}`;
  const place = { bucket: 'depots', folder: 'depot', endpoint, accessKey: 'key', secret: 'a secret' };
  const carrier = await openS3Carrier(place, await nobody(), call());
  onTestFinished(() => carrier.dispose());
  return carrier;
}

function page(inner: string) {
  return `<?xml version="1.0"?><ListBucketResult><Name>depots</Name><Prefix>depot/</Prefix>${inner}</ListBucketResult>`;
}

test('S3: a file without a size is not read beyond what was asked for', async () => {
  let body = { sent: 0 };
  const carrier = await s3((url, response) => {
    if (url.searchParams.has('list-type')) response.end(page('<KeyCount>0</KeyCount>'));
    else body = endless(response.writeHead(200, { etag: '"x"' }));
  });
  await expect(carrier.read('list.txt', MOST, call())).rejects.toMatchObject({ code: 'too_large' });
  expect(body.sent).toBeLessThan(50_000_000);
});

test('S3: the page of a proxy is neither a file nor a file that was written', async () => {
  const carrier = await s3((url, response) => {
    if (url.searchParams.has('list-type')) response.end(page('<KeyCount>0</KeyCount>'));
    else response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Log in</html>');
  });
  const refused = { code: 'answer_not_understood' };
  await expect(carrier.write('a.obj', bytesSource(Buffer.from('abc')), call())).rejects.toMatchObject(refused);
  await expect(carrier.read('list.txt', MOST, call())).rejects.toMatchObject(refused);
  await expect(carrier.stat('list.txt', call())).rejects.toMatchObject(refused);
});

test('S3: a plan is told which files the service does not copy, so that they are counted as sent', async () => {
  const carrier = await s3((_url, response) => response.end(page('<KeyCount>0</KeyCount>')));
  const large = 6 * 1024 ** 3;
  expect(carrier.cannotTakeOver?.('half 50%.obj', large)).toBe(true);
  expect(carrier.cannotTakeOver?.('half 50%.obj', 1000)).toBe(false);
  expect(carrier.cannotTakeOver?.('half.obj', large)).toBe(false);
});

test('S3: a list whose next page is always the same one ends', async () => {
  const carrier = await s3((_url, response) => {
    const file = '<Contents><Key>depot/a</Key><Size>1</Size></Contents>';
    const more = '<IsTruncated>true</IsTruncated><NextContinuationToken>again</NextContinuationToken>';
    response.end(page(file + more));
  });
  await expect(carrier.list(call())).rejects.toMatchObject({ code: 'answer_not_understood' });
});

test('S3: a copy that is refused behind a 200, or is none, is not taken for one', async () => {
  const answers = [
    '<Error><Code>InternalError</Code><Message>We encountered an internal error.</Message></Error>',
    '<html><body>Please log in</body></html>',
  ];
  const port = await listening((request, response) => {
    const url = new URL(request.url ?? '/', 'http://x');
    if (url.searchParams.has('list-type')) return void response.end(page('<KeyCount>0</KeyCount>'));
    if (request.method === 'HEAD') return void response.writeHead(200, { 'content-length': '1', etag: '"x"' }).end();
    response.writeHead(200, { 'content-type': 'application/xml' }).end(answers.shift());
  });
  const place = { bucket: 'depots', endpoint: `http://127.0.0.1:${port}`, accessKey: 'key', secret: 'a secret' };
  const open = async (folder: string) => {
    const carrier = await openS3Carrier({ ...place, folder }, await nobody(), call());
    onTestFinished(() => carrier.dispose());
    return carrier;
  };
  const [from, to] = [await open('testers'), await open('everybody')];
  const taken = async () => {
    try {
      return await to.takeOver?.(from, 'a.obj', bytesSource(Buffer.from('a')), call());
    } catch (cause) {
      return cause instanceof Error ? cause.name : cause;
    }
  };
  for (const _answer of [1, 2]) expect([false, 'CarrierError']).toContain(await taken());
});
