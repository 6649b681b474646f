import { createHash } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import type { Registry } from '../../../main/registry/start.ts';
import {
  ask,
  askJson,
  formOf,
  neverProcessed,
  OK_UPLOAD,
  openRegistry,
  vectorSeed,
  versionData,
} from '../support/local-registry.ts';
import { processedAs } from '../support/processing.ts';
import { connectTo } from '../support/raw-http.ts';

const PRIVATE = { isPublic: 'false', isPrivate: 'true', isStored: 'true' };
const NOT_STORED = { ...PRIVATE, isStored: 'false' };

async function withVersion(override: Record<string, string> = {}) {
  const registry = await openRegistry({ run: processedAs('content') });
  const body = formOf(OK_UPLOAD, override);
  expect((await ask(`${registry.url}/packages/upload`, { method: 'POST', body })).status).toBe(204);
  await registry.idle();
  return { registry, data: await versionData(registry, '2.0.0') };
}

function info(registry: Registry, query = '') {
  return ask(`${registry.url}/packages/info/example.package1/2.0${query}`, { token: null });
}

async function listed(registry: Registry) {
  return (
    JSON.parse((await ask(`${registry.url}/packages`, { token: null })).text) as {
      packages: { packageId: string; versions: { version: string }[] }[];
    }
  ).packages;
}

test('a processed public version is listed, described and downloaded by its hash', async () => {
  const { registry, data } = await withVersion({ dependencies: '[["example.package2","1.2-"]]' });
  const packages = await listed(registry);
  expect(packages.map(({ packageId }) => packageId)).toEqual(['another.package', 'example.package1']);
  expect(packages[1]?.versions).toEqual([
    expect.objectContaining({ version: '1.0.0' }),
    {
      version: '2.0.0',
      dependencies: [['xpkg/example.package2', '1.2-']],
      incompatibilities: [],
      xplaneSelection: '*',
      platforms: { macOS: false, windows: true, linux: true },
    },
  ]);
  const described = JSON.parse((await info(registry)).text) as { loc: string; hash: string };
  expect(described).toEqual({
    loc: data.loc,
    hash: data.hash,
    dependencies: [['xpkg/example.package2', '1.2-']],
    incompatibilities: [],
  });
  const download = await ask(described.loc, { token: null });
  expect(createHash('sha256').update(download.text).digest('hex')).toBe(described.hash);
  expect(download.text).toHaveLength(data.size as number);
  expect(download.headers.get('content-disposition')).toBe('attachment; filename="example.package1@2.0.0.xpkg"');
  expect((await ask(`${registry.url}/packages/files/${'0'.repeat(64)}`)).status).toBe(404);
});

test('versions of an account come lowest first, whatever the order of their uploads', async () => {
  const { registry } = await withVersion({ packageVersion: '2.0.0' });
  for (const packageVersion of ['1.99', '2.0b3', '2.0a12']) {
    await ask(`${registry.url}/packages/upload`, { method: 'POST', body: formOf(OK_UPLOAD, { packageVersion }) });
  }
  const { text } = await ask(`${registry.url}/account/packages/example.package1`);
  const { versions } = JSON.parse(text) as { versions: { packageVersion: string }[] };
  expect(versions.slice(-5).map(({ packageVersion }) => packageVersion)).toEqual([
    '1.10.0',
    '1.99.0',
    '2.0.0a12',
    '2.0.0b3',
    '2.0.0',
  ]);
  const all = JSON.parse((await ask(`${registry.url}/account/packages`)).text) as { packages: { packageId: string }[] };
  expect(all.packages.map(({ packageId }) => packageId)).toEqual(['example.package1', 'example.package2']);
});

test('a private version opens with its key only, in the query or in the body of the GET', async () => {
  const { registry, data } = await withVersion(PRIVATE);
  expect(data.privateKey).toMatch(/^[A-Z0-9]{32}$/);
  expect((await info(registry)).status).toBe(404);
  expect((await info(registry, `?privateKey=${'A'.repeat(32)}`)).status).toBe(404);
  expect((await info(registry, `?privateKey=${data.privateKey}`)).status).toBe(200);
  const client = await connectTo(registry);
  const body = JSON.stringify({ privateKey: data.privateKey });
  client.send(
    `GET /packages/info/example.package1/2.0 HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  );
  expect((await client.answer())?.status).toBe(200);
  expect((await listed(registry))[1]?.versions.map(({ version }) => version)).toEqual(['1.0.0']);
});

test('a version that is not stored is only to be had by the link of its mail, for a day', async () => {
  const { registry, data } = await withVersion(NOT_STORED);
  expect(data).not.toHaveProperty('loc');
  expect(data).not.toHaveProperty('privateKey');
  expect((await info(registry)).status).toBe(404);
  expect((await ask(`${registry.url}/packages/files/${data.hash}`)).status).toBe(404);
  const outbox = JSON.parse((await ask(`${registry.url}/local/outbox`)).text) as {
    mails: { subject: string; text: string }[];
  };
  expect(outbox.mails[0]?.subject).toBe('X-Pkg Package Processed (example.package1)');
  const link = /http\S+/.exec(outbox.mails[0]?.text ?? '')?.[0] ?? '';
  const download = await ask(link, { token: null });
  expect(createHash('sha256').update(download.text).digest('hex')).toBe(data.hash);
  // It counts against the storage all the same.
  const account = JSON.parse((await ask(`${registry.url}/account/data`)).text) as { usedStorage: number };
  expect(account.usedStorage).toBe(data.size);
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 24 * 3_600_000 + 1000 });
  try {
    expect((await ask(link, { token: null })).status).toBe(404);
  } finally {
    vi.useRealTimers();
  }
});

test('a full quota ends the version, and a larger one lets it through at the next try', async () => {
  const registry = await openRegistry({ run: processedAs('content') });
  const quota = (totalStorage: number | null) => askJson(`${registry.url}/local/quota`, 'PUT', { totalStorage });
  const { size } = await (async () => {
    await ask(`${registry.url}/packages/upload`, { method: 'POST', body: formOf(OK_UPLOAD) });
    await registry.idle();
    return versionData(registry, '2.0.0');
  })();
  expect((await quota((size as number) * 2 - 1)).status).toBe(200);
  const second = formOf(OK_UPLOAD, { packageVersion: '2.1.0' });
  await ask(`${registry.url}/packages/upload`, { method: 'POST', body: second });
  await registry.idle();
  expect((await versionData(registry, '2.1.0')).status).toBe('failed_not_enough_space');
  const why = await ask(`${registry.url}/local/versions/example.package1/2.1`);
  expect(JSON.parse(why.text)).toMatchObject({ reason: expect.stringContaining(`${size}`) });
  await quota((size as number) * 2);
  const retry = formOf({ packageId: 'example.package1', packageVersion: '2.1.0' });
  expect((await ask(`${registry.url}/packages/retry`, { method: 'POST', body: retry })).status).toBe(204);
  await registry.idle();
  expect((await versionData(registry, '2.1.0')).status).toBe('processed');
  const account = JSON.parse((await ask(`${registry.url}/account/data`)).text) as object;
  expect(account).toMatchObject({ usedStorage: (size as number) * 2, totalStorage: (size as number) * 2 });
});

test('downloads are counted by the hour', async () => {
  const { registry } = await withVersion();
  await info(registry);
  await info(registry);
  const { text } = await ask(`${registry.url}/analytics/example.package1/2.0`, { token: null });
  const hour = Math.floor(Date.now() / 3_600_000) * 3_600_000;
  expect(JSON.parse(text)).toEqual([{ timestamp: new Date(hour).toISOString(), downloads: 2 }]);
  expect((await versionData(registry, '2.0.0')).downloads).toBe(2);
});

test('the hour of "before" is part of the analytics, and so is that of "after"', async () => {
  const { registry } = await withVersion();
  await info(registry);
  const hour = Math.floor(Date.now() / 3_600_000) * 3_600_000;
  const countIn = async (after: number, before: number) => {
    const query = `?after=${hour + after * 3_600_000}&before=${hour + before * 3_600_000 + 1}`;
    const { text } = await ask(`${registry.url}/analytics/example.package1/2.0${query}`, { token: null });
    return (JSON.parse(text) as object[]).length;
  };
  expect(await countIn(-2, 0)).toBe(1);
  expect(await countIn(0, 1)).toBe(1);
  expect(await countIn(-2, -1)).toBe(0);
  expect(await countIn(1, 2)).toBe(0);
});

const HOUR = 3_600_000;
const NEW_YEAR = 1_672_531_200_000;
test.each([
  ['xpkg%2Fexample.package1/1.0.0', '', 400, 'full_id_or_invalid'],
  ['example.package1/1.0.0.0.0.0.0.0.0', '', 400, 'bad_version_len'],
  ['example.package1/x', '', 400, 'invalid_version'],
  ['example.package1/1.0.0', `?after=${NEW_YEAR - 1}`, 400, 'bad_after_date'],
  ['example.package1/1.0.0', '?after=yesterday', 400, 'bad_after_date'],
  ['example.package1/1.0.0', `?before=${NEW_YEAR + 59_999}`, 400, 'bad_before_date'],
  ['example.package1/1.0.0', `?after=${NEW_YEAR + 5 * HOUR}&before=${NEW_YEAR + 3 * HOUR}`, 400, 'bad_date_combo'],
  ['example.package1/1.0.0', `?after=${NEW_YEAR}&before=${NEW_YEAR + HOUR - 1}`, 400, 'short_diff'],
  ['example.package1/1.0.0', `?after=${NEW_YEAR}&before=${NEW_YEAR + 31 * 24 * HOUR}`, 400, 'long_diff'],
  ['example.package1/1.0.0', `?after=${NEW_YEAR}&before=${NEW_YEAR + 30 * 24 * HOUR}`, 200, '[]'],
  // Hours are floored before they are compared.
  ['example.package1/1.0.0', `?after=${NEW_YEAR + HOUR - 1}&before=${NEW_YEAR + HOUR}`, 200, '[]'],
  ['example.package1/1.0.0', `?after=${NEW_YEAR}&before=${NEW_YEAR + 30 * 24 * HOUR + HOUR - 1}`, 200, '[]'],
  ['example.package1/1.0.0', `?after=${NEW_YEAR + HOUR - 1}&before=${NEW_YEAR + 60_000}`, 400, 'short_diff'],
  ['example.package1/9.9.9', '', 404, 'Not Found'],
  ['nobody.package/1.0.0', '', 404, 'Not Found'],
])('analytics of %s%s', async (path, query, status, text) => {
  const registry = await openRegistry();
  expect(await ask(`${registry.url}/analytics/${path}${query}`, { token: null })).toMatchObject({ status, text });
});

test('account routes refuse ids and versions they cannot read, and hide what is not the author’s', async () => {
  const registry = await openRegistry({ run: neverProcessed, seed: vectorSeed() });
  const statusOf = async (path: string) => (await ask(`${registry.url}/account/packages/${path}`)).status;
  expect(await statusOf('abc')).toBe(400);
  expect(await statusOf('xpkg%2Fexample.package1')).toBe(400);
  expect(await statusOf('example.package1/x')).toBe(400);
  expect(await statusOf('another.package')).toBe(404);
  expect(await statusOf('another.package/1.0.0')).toBe(404);
  expect(await statusOf('example.package1/9.9.9')).toBe(404);
});

test('pages of any origin may ask, and every answer has an id of its own', async () => {
  const registry = await openRegistry();
  const preflight = await ask(`${registry.url}/packages/upload`, {
    method: 'OPTIONS',
    token: null,
    headers: { Origin: 'https://example.org', 'Access-Control-Request-Headers': 'authorization' },
  });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
  expect(preflight.headers.get('access-control-allow-headers')).toBe('authorization');
  const answers = [await ask(`${registry.url}/meta`), await ask(`${registry.url}/nothing`)];
  for (const { headers } of answers) {
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('x-powered-by')).toBe('Express, X-Pkg contributors, and you :)');
  }
  expect(new Set(answers.map(({ headers }) => headers.get('x-request-id'))).size).toBe(2);
});

test('a changed description and selection show at once in the list', async () => {
  const registry = await openRegistry();
  await ask(`${registry.url}/packages`);
  const id = { packageId: 'xpkg/example.package1' };
  const described = await askJson(`${registry.url}/packages/description`, 'PATCH', {
    ...id,
    newDescription: '  Something else  ',
  });
  const selected = await askJson(`${registry.url}/packages/xpselection`, 'PATCH', {
    ...id,
    version: '1',
    xplaneSelection: '12 - ',
  });
  expect([described.status, selected.status]).toEqual([204, 204]);
  const { text } = await ask(`${registry.url}/packages`);
  expect(text).toContain('"description":"Something else"');
  expect(text).toContain('"xplaneSelection":"12-"');
});

test('a part of a package can be asked for, and what a reader has already is not sent again', async () => {
  const registry = await openRegistry({ run: processedAs('content') });
  await ask(`${registry.url}/packages/upload`, { method: 'POST', body: formOf(OK_UPLOAD) });
  await registry.idle();
  const { hash } = await versionData(registry, '2.0.0');
  const url = `${registry.url}/packages/files/${hash}`;
  const whole = (await ask(url)).text;
  const part = async (headers: Record<string, string>) => {
    const { status, text, headers: answered } = await ask(url, { headers });
    return [status, text, answered.get('content-range')];
  };
  const size = whole.length;
  expect(await part({ range: 'bytes=2-4' })).toEqual([206, whole.slice(2, 5), `bytes 2-4/${size}`]);
  expect(await part({ range: 'bytes=5-' })).toEqual([206, whole.slice(5), `bytes 5-${size - 1}/${size}`]);
  expect(await part({ range: 'bytes=-3' })).toEqual([206, whole.slice(-3), `bytes ${size - 3}-${size - 1}/${size}`]);
  expect(await part({ range: `bytes=${size}-` })).toEqual([416, '', `bytes */${size}`]);
  expect(await part({ range: 'bytes=2-4', 'if-range': '"another"' })).toEqual([200, whole, null]);
  for (const range of ['bytes=4-2', 'bytes=0-1,3-4', 'lines=1-2'])
    expect(await part({ range })).toEqual([200, whole, null]);
  expect((await part({ 'if-none-match': `"${hash}"` }))[0]).toBe(304);
});
