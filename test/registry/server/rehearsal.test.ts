import { expect, test } from 'vitest';
import type { Registry } from '../../../main/registry/start.ts';
import type { RehearsalFault } from '../../../protocol/index.ts';
import {
  ask,
  askJson,
  formOf,
  neverProcessed,
  OK_RETRY,
  OK_UPLOAD,
  openRegistry,
  PATIENT,
  versionData,
} from '../support/local-registry.ts';
import { processedAs } from '../support/processing.ts';
import { connectTo, filePart, head, lastLine, okParts } from '../support/raw-http.ts';

async function rehearsing(faults: RehearsalFault[], options: Parameters<typeof openRegistry>[0] = {}) {
  const registry = await openRegistry({ run: neverProcessed, ...options });
  const set = await askJson(`${registry.url}/local/rehearsal`, 'PUT', { faults });
  expect(set.status).toBe(200);
  return registry;
}

function upload(registry: Registry, packageVersion = '2.0.0') {
  return ask(`${registry.url}/packages/upload`, { method: 'POST', body: formOf(OK_UPLOAD, { packageVersion }) });
}

async function faultsLeft(registry: Registry): Promise<unknown[]> {
  return (JSON.parse((await ask(`${registry.url}/local/rehearsal`)).text) as { faults: unknown[] }).faults;
}

async function exists(registry: Registry, version: string): Promise<boolean> {
  return (await ask(`${registry.url}/account/packages/example.package1/${version}`)).status === 200;
}

test('the next requests of a route are answered with a code, and then the registry behaves again', async () => {
  const fault = { fault: 'answer', route: 'upload', status: 400, code: 'version_exists', times: 2 } as const;
  const registry = await rehearsing([fault]);
  for (const left of [1, 0]) {
    expect(await upload(registry)).toMatchObject({ status: 400, text: 'version_exists' });
    expect(await faultsLeft(registry)).toEqual(left === 0 ? [] : [{ ...fault, times: left }]);
  }
  expect(await exists(registry, '2.0.0')).toBe(false);
  expect((await upload(registry)).status).toBe(204);
});

test('an answer without a code carries the reason phrase, and other routes are not struck', async () => {
  const registry = await rehearsing([{ fault: 'answer', route: 'retry', status: 503, code: '' }]);
  expect((await upload(registry)).status).toBe(204);
  const retry = () => ask(`${registry.url}/packages/retry`, { method: 'POST', body: formOf(OK_RETRY) });
  expect(await retry()).toMatchObject({ status: 503, text: 'Service Unavailable' });
  expect(await retry()).toMatchObject({ status: 503 });
});

test('500 after the version was accepted', async () => {
  const registry = await rehearsing([{ fault: 'error-after-accept', route: 'upload', times: 1 }]);
  expect(await upload(registry)).toMatchObject({ status: 500, text: 'Internal Server Error' });
  expect(await exists(registry, '2.0.0')).toBe(true);
  expect(await upload(registry)).toMatchObject({ status: 400, text: 'version_exists' });
});

test('the whole request is taken, done, and never answered', async () => {
  const registry = await rehearsing([{ fault: 'no-answer', route: 'upload', times: 1 }]);
  const client = await connectTo(registry);
  const body = okParts() + filePart('file', 'zip') + lastLine;
  client.send(head(body.length) + body);
  await expect.poll(() => exists(registry, '2.0.0'), PATIENT).toBe(true);
  let answered = false;
  void client.answer().then(() => {
    answered = true;
  });
  // Another request goes all the way round meanwhile.
  expect((await ask(`${registry.url}/meta`)).status).toBe(200);
  expect([answered, client.socket.destroyed]).toEqual([false, false]);
  client.socket.destroy();
});

test('the connection is reset after so many bytes of the body, and nothing was accepted', async () => {
  const registry = await rehearsing([{ fault: 'drop', route: 'upload', afterBytes: 1_000_000, times: 1 }]);
  const client = await connectTo(registry);
  client.send(head(3_000_000) + okParts() + filePart('file', 'z'.repeat(500_000)).slice(0, -2));
  // Half of the way the connection still stands.
  expect((await ask(`${registry.url}/meta`)).status).toBe(200);
  expect(client.socket.destroyed).toBe(false);
  client.send('z'.repeat(1_000_000));
  expect(await client.ended()).toBe('reset');
  expect(await exists(registry, '2.0.0')).toBe(false);
  expect((await upload(registry)).status).toBe(204);
});

test('a body that ends before the drop is dropped at its end, other requests at once', async () => {
  const registry = await rehearsing([{ fault: 'drop', route: 'any', afterBytes: 1_000_000, times: 2 }]);
  await expect(upload(registry)).rejects.toThrow();
  await expect(ask(`${registry.url}/account/data`)).rejects.toThrow();
  expect(await exists(registry, '2.0.0')).toBe(false);
});

test('bodies come in no faster than rehearsed', async () => {
  const registry = await rehearsing([{ fault: 'slow', route: 'upload', bytesPerSecond: 150_000, times: 1 }]);
  const content = new Uint8Array(200_000);
  const send = async (packageVersion: string): Promise<number> => {
    const begun = performance.now();
    const body = formOf(OK_UPLOAD, { packageVersion }, {}, content);
    expect((await ask(`${registry.url}/packages/upload`, { method: 'POST', body })).status).toBe(204);
    return performance.now() - begun;
  };
  expect(await send('2.0.0')).toBeGreaterThan(1_250);
  expect(await send('2.1.0')).toBeLessThan(1_250);
});

test('a 429 storm with a fractional Retry-After', async () => {
  const storm = { fault: 'rate-limit', route: 'any', retryAfterSeconds: 0.25, times: 5 } as const;
  const registry = await rehearsing([storm]);
  for (let count = 0; count < 5; count += 1) {
    const { status, text, headers } = await ask(`${registry.url}/account/data`);
    expect([status, text, headers.get('retry-after')]).toEqual([429, 'Too Many Requests', '0.25']);
    expect(Date.parse(headers.get('x-ratelimit-reset') ?? '')).toBeGreaterThan(Date.now() - 5_000);
  }
  expect((await ask(`${registry.url}/account/data`)).status).toBe(200);
});

test('offline: every connection is reset, but /local stays reachable to end it', async () => {
  const registry = await rehearsing([{ fault: 'offline' }]);
  const client = await connectTo(registry);
  client.send('GET /packages HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n');
  expect(await client.ended()).toBe('reset');
  await expect(upload(registry)).rejects.toThrow();
  expect(await faultsLeft(registry)).toEqual([{ fault: 'offline' }]);
  expect((await ask(`${registry.url}/local/rehearsal`, { method: 'DELETE' })).status).toBe(204);
  expect((await upload(registry)).status).toBe(204);
});

test.each([
  'failed_macosx',
  'failed_no_file_dir',
  'failed_manifest_exists',
  'failed_invalid_file_types',
  'failed_file_too_large',
  'failed_not_enough_space',
  'failed_server',
  'aborted',
  'removed',
] as const)('the next version ends as %s, the one after it as it would', async (status) => {
  const registry = await rehearsing([{ fault: 'processing', status, times: 1 }], { run: processedAs('content') });
  await upload(registry, '2.0.0');
  await upload(registry, '2.1.0');
  await registry.idle();
  expect((await versionData(registry, '2.0.0')).status).toBe(status);
  expect((await versionData(registry, '2.1.0')).status).toBe('processed');
  const outbox = JSON.parse((await ask(`${registry.url}/local/outbox`)).text) as { mails: { subject: string }[] };
  expect(outbox.mails.map((mail) => mail.subject)).toEqual([
    'X-Pkg Package Uploaded (example.package1)',
    'X-Pkg Packaging Failure (example.package1)',
  ]);
});

test('processing can be held back', async () => {
  const registry = await rehearsing([{ fault: 'slow-processing', seconds: 1, times: 1 }], { run: processedAs('x') });
  const begun = performance.now();
  await upload(registry);
  expect((await versionData(registry, '2.0.0')).status).toBe('processing');
  await registry.idle();
  expect(performance.now() - begun).toBeGreaterThan(990);
  expect((await versionData(registry, '2.0.0')).status).toBe('processed');
});

test('a rehearsal that cannot be read is refused and changes nothing', async () => {
  const registry = await rehearsing([{ fault: 'offline' }]);
  const wrong = await askJson(`${registry.url}/local/rehearsal`, 'PUT', { faults: [{ fault: 'earthquake' }] });
  expect(wrong.status).toBe(400);
  expect(JSON.parse(wrong.text)).toMatchObject({ error: { code: 'bad_request' } });
  expect(await faultsLeft(registry)).toEqual([{ fault: 'offline' }]);
});
