import { expect, test } from 'vitest';
import {
  ask,
  askJson,
  formOf,
  neverProcessed,
  OK_RETRY,
  OK_UPLOAD,
  openRegistry,
  TOKEN,
  vectorSeed,
  versionData,
} from './support/local-registry.ts';
import { type FormCase, type RouteCase, type Stored, vectorCases } from './support/vectors.ts';

// Every case of the registry groups of vectors.json over real HTTP, each against a registry of its own.

async function sendForm(route: string, base: Readonly<Record<string, string>>, { request }: FormCase) {
  const registry = await openRegistry({
    run: neverProcessed,
    seed: vectorSeed(request.permissions, request.versionUploadPackages),
  });
  const tokens = request.authorization === undefined ? [undefined] : [null, 'not-a-token'];
  const answers = [];
  for (const token of tokens) {
    const body = formOf(base, request.override, request.file);
    answers.push(await ask(registry.url + route, { method: 'POST', body, ...(token === undefined ? {} : { token }) }));
  }
  return { registry, answers };
}

async function checkForm(route: string, base: Readonly<Record<string, string>>, vector: FormCase): Promise<void> {
  const { registry, answers } = await sendForm(route, base, vector);
  const { recommended, request } = vector;
  for (const answer of answers) {
    expect(answer.status).toBe(recommended.status);
    if (recommended.body !== undefined) expect(answer.text).toBe(recommended.body);
    if (answer.status !== 204) expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
    else expect(answer.text).toBe('');
  }
  if (recommended.status !== 204 || request.permissions !== undefined) return;
  const stored = typeof recommended.stored === 'object' ? recommended.stored : null;
  const version = stored?.packageVersion ?? { ...base, ...request.override }.packageVersion ?? '';
  const data = await versionData(registry, version);
  expect(data.status).toBe('processing');
  if (stored !== null) checkStored(data, stored);
  if (recommended.stored === '128 tuples, each id prefixed xpkg/') {
    const ids = (data.incompatibilities as [string, string][]).map(([id]) => id);
    expect(ids).toHaveLength(128);
    expect(ids.every((id) => id.startsWith('xpkg/'))).toBe(true);
  }
}

function checkStored(data: Record<string, unknown>, stored: Stored): void {
  const { packageVersion, dependencies, incompatibilities, xpSelection, platforms } = stored;
  expect(data).toMatchObject({ packageVersion, dependencies, incompatibilities, xpSelection, platforms });
  expect(data).toMatchObject(stored.access);
}

test.each(vectorCases('upload'))('upload: $name', (vector) => checkForm('/packages/upload', OK_UPLOAD, vector));
test.each(vectorCases('upload_precedence'))('upload order: $name', (vector) =>
  checkForm('/packages/upload', OK_UPLOAD, vector),
);
test.each(vectorCases('tuple_validation'))('lists: $name', (vector) =>
  checkForm('/packages/upload', OK_UPLOAD, vector),
);
test.each(vectorCases('retry'))('retry: $name', (vector) => checkForm('/packages/retry', OK_RETRY, vector));

test.each(vectorCases('access_configs'))('access: $isPublic $isPrivate $isStored', async (vector) => {
  const registry = await openRegistry({ run: neverProcessed });
  const { isPublic, isPrivate, isStored } = vector;
  const body = formOf(OK_UPLOAD, { isPublic, isPrivate, isStored });
  const answer = await ask(`${registry.url}/packages/upload`, { method: 'POST', body });
  if (vector.recommended !== 'accept') {
    expect(answer).toMatchObject({ status: 400, text: vector.recommended });
    return;
  }
  expect(answer.status).toBe(204);
  const data = await versionData(registry, '2.0.0');
  if (vector.privateKeyGenerated) expect(data.privateKey).toMatch(/^[A-Z0-9]{32}$/);
  else expect(data).not.toHaveProperty('privateKey');
});

/** The vectors write long values as "x repeated 8193" and "129 tuples". */
function spelledOut(body: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => {
      const repeated = typeof value === 'string' ? /^(.) repeated (\d+)$/.exec(value) : null;
      if (repeated !== null) return [name, repeated[1]!.repeat(Number(repeated[2]))];
      if (value === '129 tuples') return [name, Array.from({ length: 129 }, (_, row) => [`aaaaaa.p${row}`, '*'])];
      return [name, value];
    }),
  );
}

async function checkRoute(vector: RouteCase): Promise<void> {
  const registry = await openRegistry({ run: neverProcessed, seed: vectorSeed(vector.permissions) });
  const url = registry.url + vector.path;
  const answer =
    vector.body === undefined
      ? await ask(url, { method: vector.method })
      : await askJson(url, vector.method, spelledOut(vector.body));
  expect(answer.status).toBe(vector.recommended.status);
  const { body } = vector.recommended;
  if (body?.startsWith('{') === true) expect(JSON.parse(answer.text)).toEqual(JSON.parse(body));
  else if (body !== undefined) expect(answer.text).toBe(body);
}

test.each(vectorCases('new_package'))('new package: $name', checkRoute);
test.each(vectorCases('other_routes'))('other routes: $name', checkRoute);

test.each(vectorCases('version_statuses'))(
  'status $status: retried $retryable, listed $listed_if_public',
  async (vector) => {
    const registry = await openRegistry({
      run: neverProcessed,
      seed: {
        authors: [{ authorId: 'AUTHOR1', tokens: [{ token: TOKEN }] }],
        packages: [{ packageId: 'example.package1', versions: [{ version: '1.3.0', status: vector.status }] }],
      },
    });
    const listed = JSON.parse((await ask(`${registry.url}/packages`)).text) as { packages: unknown[] };
    expect(listed.packages).toHaveLength(vector.listed_if_public ? 1 : 0);
    const info = await ask(`${registry.url}/packages/info/example.package1/1.3`);
    expect(info.status).toBe(vector.listed_if_public ? 200 : 404);
    const answer = await ask(`${registry.url}/packages/retry`, { method: 'POST', body: formOf(OK_RETRY) });
    const expected = vector.retryable ? { status: 204, text: '' } : { status: 400, text: 'cant_retry' };
    expect(answer).toMatchObject(expected);
  },
);
