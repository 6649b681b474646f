import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import Writer from 'writer-sdk';
import type { Registry } from '../../../main/registry/start.ts';
import {
  ask,
  askJson,
  formOf,
  OK_UPLOAD,
  openRegistry,
  TOKEN,
  vectorSeed,
  versionData,
} from '../support/local-registry.ts';
import { processedAs } from '../support/processing.ts';

// The Writer file API, asked by its own client.

function clientOf(registry: Registry, apiKey = TOKEN) {
  return new Writer({ apiKey, baseURL: registry.url, maxRetries: 0 });
}

/** A registry on which these versions were uploaded and failed; the next processing works. */
async function withFailed(versions: readonly string[]) {
  let works = false;
  const succeed = processedAs('content');
  const registry = await openRegistry({
    run: async (input, signal) =>
      works ? succeed(input, signal) : { status: 'failed_manifest_exists', reason: 'There is a manifest.json.' },
  });
  for (const packageVersion of versions) {
    const body = formOf(OK_UPLOAD, { packageVersion });
    expect((await ask(`${registry.url}/packages/upload`, { method: 'POST', body })).status).toBe(204);
  }
  await registry.idle();
  return {
    registry,
    client: clientOf(registry),
    workNow: () => {
      works = true;
    },
  };
}

function retryRaw(registry: Registry, body: unknown, token = TOKEN) {
  return ask(`${registry.url}/v1/files/retry`, {
    method: 'POST',
    token: `Bearer ${token}`,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
}

test('many failed files go back into processing without another upload', async () => {
  const { registry, client, workNow } = await withFailed(['2.0', '2.1', '2.2']);
  const failed = await client.files.list({ status: 'failed' });
  expect(failed.data.map(({ name, status }) => [name, status])).toEqual([
    ['example.package1@2.2.0.zip', 'failed'],
    ['example.package1@2.1.0.zip', 'failed'],
    ['example.package1@2.0.0.zip', 'failed'],
  ]);
  workNow();
  const ids = failed.data.map(({ id }) => id);
  // The documents' own sample names one id three times.
  expect(await client.files.retry({ file_ids: [...ids, ...ids] })).toEqual({ success: true });
  await registry.idle();
  for (const id of ids) {
    const file = await client.files.retrieve(id);
    expect(file).toMatchObject({ id, status: 'completed', graph_ids: [] });
    expect(Date.parse(file.created_at)).toBeGreaterThan(Date.now() - 60_000);
  }
  expect((await versionData(registry, '2.1.0')).status).toBe('processed');
  expect((await client.files.list({ status: 'failed' })).data).toEqual([]);
});

test('a file that has not failed is left alone and makes success false', async () => {
  const { registry, client, workNow } = await withFailed(['2.0', '2.1']);
  workNow();
  const [later, earlier] = (await client.files.list()).data;
  await client.files.retry({ file_ids: [earlier!.id] });
  await registry.idle();
  const before = await versionData(registry, '2.0.0');
  expect(before.status).toBe('processed');
  expect(await client.files.retry({ file_ids: [earlier!.id, later!.id] })).toEqual({ success: false });
  await registry.idle();
  expect(await versionData(registry, '2.0.0')).toEqual(before);
  expect((await versionData(registry, '2.1.0')).status).toBe('processed');
});

test('an unknown or foreign id is 404, and then nothing is retried', async () => {
  const { registry, client } = await withFailed(['2.0']);
  const [file] = (await client.files.list()).data;
  await expect(client.files.retry({ file_ids: [file!.id, randomUUID()] })).rejects.toMatchObject({ status: 404 });
  const foreign = clientOf(registry, 'token-of-author-2');
  await expect(foreign.files.retry({ file_ids: [file!.id] })).rejects.toMatchObject({ status: 404 });
  await expect(foreign.files.retrieve(file!.id)).rejects.toMatchObject({ status: 404 });
  expect((await foreign.files.list()).data).toEqual([]);
  expect((await versionData(registry, '2.0.0')).status).toBe('failed_manifest_exists');
});

test.each([
  ['no list', {}],
  ['an empty list', { file_ids: [] }],
  ['a text for a list', { file_ids: randomUUID() }],
  ['a number in the list', { file_ids: [1] }],
  ['an id that is no UUID', { file_ids: ['abc'] }],
  ['a list for a body', [randomUUID()]],
])('%s is a 400 with a JSON error', async (_, body) => {
  const { registry } = await withFailed([]);
  const answer = await retryRaw(registry, body);
  expect(answer.status).toBe(400);
  expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
  expect(JSON.parse(answer.text)).toMatchObject({ error: { code: 'bad_request' } });
});

test('401 without a token, with a wrong one, and without the permission to upload', async () => {
  const { registry, client } = await withFailed(['2.0']);
  const { id } = (await client.files.list()).data[0]!;
  await expect(clientOf(registry, 'wrong').files.retry({ file_ids: [id] })).rejects.toMatchObject({ status: 401 });
  const issue = { name: 'Reader', permissions: 512, expires: 1 };
  const reader = JSON.parse((await askJson(`${registry.url}/auth/issue`, 'POST', issue)).text) as { token: string };
  expect((await retryRaw(registry, { file_ids: [id] }, reader.token)).status).toBe(401);
  expect((await versionData(registry, '2.0.0')).status).toBe('failed_manifest_exists');
});

test('the list comes in pages, in both orders, and the client walks them', async () => {
  const versions = ['2.0', '2.1', '2.2', '2.3', '2.4'];
  const { client } = await withFailed(versions);
  const walk = async (order: 'asc' | 'desc'): Promise<string[]> => {
    const names: string[] = [];
    for await (const file of client.files.list({ order, limit: 2 })) names.push(file.name);
    return names;
  };
  const names = versions.map((version) => `example.package1@${version}.0.zip`);
  expect(await walk('asc')).toEqual(names);
  expect(await walk('desc')).toEqual(names.toReversed());
  const all = (await client.files.list({ order: 'asc' })).data;
  const before = await client.files.list({ order: 'asc', limit: 2, before: all[3]!.id });
  expect(before.data.map(({ name }) => name)).toEqual(names.slice(1, 3));
  expect(before.has_more).toBe(true);
  await expect(client.files.list({ limit: 101 })).rejects.toMatchObject({ status: 400 });
  await expect(client.files.list({ after: 'nothing' })).rejects.toMatchObject({ status: 400 });
});

test('a new zip for a version replaces the file of the old one', async () => {
  const { registry, client } = await withFailed(['2.0']);
  const [old] = (await client.files.list()).data;
  const body = formOf({ packageId: 'example.package1', packageVersion: '2.0' });
  expect((await ask(`${registry.url}/packages/retry`, { method: 'POST', body })).status).toBe(204);
  await registry.idle();
  await expect(client.files.retrieve(old!.id)).rejects.toMatchObject({ status: 404 });
  expect((await client.files.list()).data).toHaveLength(1);
});

test('a version of the seed has no file', async () => {
  const registry = await openRegistry({ seed: vectorSeed() });
  expect((await clientOf(registry).files.list()).data).toEqual([]);
});
