import { expect, test } from 'vitest';
import { ask, askJson, formOf, neverProcessed, openRegistry } from '../support/local-registry.ts';

// What programs written for the public server send and expect, beside what the documents say.

test.each([
  ['GET', '/packages/'],
  ['GET', '/Packages'],
  ['GET', '/META/'],
  ['GET', '/Packages/Info/example.package1/1.0.0/'],
  ['GET', '/Account/Packages/example.package1/1.0.0/'],
  ['GET', '/v1/Files/'],
  ['GET', '/Local/Status/'],
  ['GET', '/%6cocal/%53tatus'],
])('%s %s is the same route as without the slash and in lower case', async (method, path) => {
  const registry = await openRegistry();
  expect((await ask(registry.url + path, { method })).status).toBe(200);
});

test.each(['/local/status', '/LOCAL/status', '/%6cocal/status', '/%6C%6fcal/nothing', '/auth/login', '/%61uth/login'])(
  '%s has no header that lets a page read it, however it is written',
  async (path) => {
    const registry = await openRegistry();
    for (const method of ['GET', 'OPTIONS', 'POST']) {
      const headers = { Origin: 'https://evil.example', 'Access-Control-Request-Method': 'GET' };
      const answer = await ask(registry.url + path, { method, headers });
      expect([method, answer.headers.get('access-control-allow-origin')]).toEqual([method, null]);
      expect(answer.status).toBeGreaterThanOrEqual(400);
    }
  },
);

test('an encoded slash stays in its segment, and what cannot be decoded is 400', async () => {
  const registry = await openRegistry();
  expect((await ask(`${registry.url}/local%2fstatus`)).status).toBe(404);
  expect((await ask(`${registry.url}/packages/info/xpkg%2Fexample.package1/1.0.0`)).status).toBe(400);
  expect((await ask(`${registry.url}/packages/info/%zz/1.0.0`)).status).toBe(400);
});

test('/v1 answers in JSON whatever happens', async () => {
  const registry = await openRegistry({ rateLimits: true });
  const coded = async (path: string, init: Parameters<typeof ask>[1] = {}) => {
    const { status, text, headers } = await ask(`${registry.url}${path}`, init);
    expect(headers.get('content-type')).toMatch(/^application\/json/);
    return [status, (JSON.parse(text) as { error: { code: string } }).error.code];
  };
  expect(await coded('/v1/files', { token: null })).toEqual([401, 'unauthorized']);
  expect(await coded('/v1/files', { token: 'nobody' })).toEqual([401, 'unauthorized']);
  expect(await coded('/v1/nothing')).toEqual([404, 'not_found']);
  const json = { 'Content-Type': 'application/json' };
  expect(await coded('/v1/files/retry', { method: 'POST', headers: json, body: '{' })).toEqual([400, 'bad_request']);
  expect(await coded('/v1/files/retry', { method: 'POST', headers: json, body: '{"file_ids":[]}' })).toEqual([
    400,
    'bad_request',
  ]);
  let last = 200;
  for (let asked = 0; asked < 400 && last === 200; asked += 1) last = (await ask(`${registry.url}/v1/files`)).status;
  expect(await coded('/v1/files')).toEqual([429, 'too_many_requests']);
});

test('files are filtered by graph and by type', async () => {
  const registry = await openRegistry({ run: neverProcessed });
  const body = formOf({
    packageId: 'example.package1',
    packageVersion: '2.0',
    xpSelection: '*',
    isPublic: 'true',
    isPrivate: 'false',
    isStored: 'true',
    dependencies: '[]',
    incompatibilities: '[]',
    supportsMacOS: 'true',
    supportsWindows: 'true',
    supportsLinux: 'true',
  });
  expect((await ask(`${registry.url}/packages/upload`, { method: 'POST', body })).status).toBe(204);
  const count = async (query: string) =>
    (JSON.parse((await ask(`${registry.url}/v1/files${query}`)).text) as { data: object[] }).data.length;
  expect(await count('')).toBe(1);
  expect(await count('?file_types=zip,pdf')).toBe(1);
  expect(await count('?file_types=pdf')).toBe(0);
  expect(await count('?graph_id=6ba7b810-9dad-11d1-80b4-00c04fd430c8')).toBe(0);
});

const PACKAGE = { packageId: 'new.aircraft', packageName: 'New Aircraft', description: 'Made by a form, as it is.' };

test('a package is made by a form as by JSON, its type trimmed', async () => {
  const registry = await openRegistry();
  const form = (override: Record<string, string>) =>
    ask(`${registry.url}/packages/new`, { method: 'POST', body: formOf({ ...PACKAGE, ...override }, {}, 'absent') });
  expect(await form({ packageType: 'plane' })).toMatchObject({ status: 400, text: 'invalid_pkg_type' });
  expect(await form({ packageType: '   ' })).toMatchObject({ status: 400, text: 'invalid_or_empty_str' });
  expect((await form({ packageType: ' aircraft ' })).status).toBe(204);
  expect(await form({ packageType: 'aircraft' })).toMatchObject({ status: 400, text: 'id_in_use' });
  const json = { ...PACKAGE, packageId: 'other.one', packageName: 'Other', packageType: '\tother ' };
  expect((await askJson(`${registry.url}/packages/new`, 'POST', json)).status).toBe(204);
  expect(await askJson(`${registry.url}/packages/new`, 'POST', { ...json, packageType: ' ' })).toMatchObject({
    status: 400,
    text: 'invalid_or_empty_str',
  });
  const { text } = await ask(`${registry.url}/account/packages/other.one`);
  expect(JSON.parse(text)).toMatchObject({ packageType: 'other' });
});
