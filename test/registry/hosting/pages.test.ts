import Fastify from 'fastify';
import { expect, onTestFinished, test } from 'vitest';
import { pageRoutes } from '../../../main/registry/hosting/pages.ts';
import { applySeed } from '../../../main/registry/seed.ts';
import { openRateLimiters } from '../../../main/registry/server/access/rate-limits.ts';
import { openPackageList } from '../../../main/registry/server/package-list.ts';
import type { Store } from '../../../main/registry/storage/database/store.ts';
import { openStorage } from '../../../main/registry/storage/open-storage.ts';
import { HOSTED } from '../support/community.ts';
import { ask, formOf, OK_UPLOAD, openRegistry, temporaryFolder } from '../support/local-registry.ts';
import { processedAs } from '../support/processing.ts';

const PACKAGES = 40;

/** The pages over a registry of some packages, and how often its rows were asked for. */
async function openPages() {
  const { db, close } = await openStorage({ dataDir: await temporaryFolder() }, () => undefined);
  onTestFinished(close);
  const packages = Array.from({ length: PACKAGES }, (_, at) => ({
    packageId: `many.package${at}`,
    packageName: `Package ${at}`,
    versions: [{ version: '1.0' }],
  }));
  await applySeed(db, { authors: [{ authorId: 'A' }], packages });
  let asked = 0;
  let fails = false;
  const counting: Store = {
    ...db,
    get(sql, ...values) {
      asked += 1;
      if (fails) throw new Error('no database');
      return db.get(sql, ...values);
    },
  };
  const packageList = openPackageList(db, { mirrored: false });
  const app = Fastify();
  pageRoutes(app, { db: counting, packageList, limiters: openRateLimiters(false), mirror: undefined }, HOSTED);
  onTestFinished(() => app.close());
  const open = async () => (await app.inject('/')).statusCode;
  return {
    open,
    fail(now: boolean) {
      fails = now;
    },
    asked: () => asked,
  };
}

test('the packages are read once, and not again while nothing changes', async () => {
  const pages = await openPages();
  expect(await pages.open()).toBe(200);
  const once = pages.asked();
  expect(once).toBeGreaterThanOrEqual(PACKAGES);
  expect(await Promise.all(Array.from({ length: 20 }, pages.open))).toEqual(Array(20).fill(200));
  expect(pages.asked()).toBe(once);
});

test('twenty readers at the start are one reading, and one that failed is tried again', async () => {
  const pages = await openPages();
  pages.fail(true);
  expect(await Promise.all([pages.open(), pages.open()])).toEqual([500, 500]);
  pages.fail(false);
  const before = pages.asked();
  expect(await Promise.all(Array.from({ length: 20 }, pages.open))).toEqual(Array(20).fill(200));
  expect(pages.asked() - before).toBeLessThan(2 * PACKAGES);
});

test('a person with a browser finds a page where there is nothing, in the own language, and a program a status', async () => {
  const registry = await openRegistry({ hosted: HOSTED });
  const at = `http://127.0.0.1:${registry.port}`;
  const get = (path: string, headers: Record<string, string>) => ask(at + path, { headers, token: null });
  const browser = { Accept: 'text/html,*/*;q=0.8', 'Accept-Language': 'de-AT,de;q=0.9,en;q=0.5' };
  for (const path of ['/nowhere', '/package/no.such/', '/packages/files/guess/more']) {
    const page = await get(path, browser);
    expect([path, page.status, page.headers.get('content-type')]).toEqual([path, 404, 'text/html; charset=utf-8']);
    expect(page.text).toContain('<html lang="de">');
    expect(page.text).toContain('<h1>Nicht hier</h1>');
    expect(page.text).toContain('<a href="/">Club</a>');
  }
  const program = await get('/nowhere', { Accept: 'application/json' });
  expect([program.status, program.text]).toEqual([404, 'Not Found']);
  expect((await get('/access/nowhere', browser)).text).toContain('"not_found"');
});

test('the pages of packages are in the language of who reads, and caches are told so', async () => {
  const registry = await openRegistry({ hosted: HOSTED, run: processedAs('content') });
  const at = `http://127.0.0.1:${registry.port}`;
  await ask(`${at}/packages/upload`, { method: 'POST', body: formOf(OK_UPLOAD) });
  await registry.idle();
  const said = async (path: string, language: string) => {
    const { text, headers } = await ask(at + path, { headers: { 'Accept-Language': language }, token: null });
    expect(headers.get('vary')).toBe('Accept-Language');
    return text;
  };
  for (const [language, search, download] of [
    ['en-GB', 'Search packages', 'Download 2.0.0'],
    ['de', 'Pakete suchen', '2.0.0 herunterladen'],
    ['xx, *;q=0.1', 'Search packages', 'Download 2.0.0'],
  ] as const) {
    expect(await said('/', language)).toContain(search);
    expect(await said('/package/example.package1/', language)).toContain(download);
  }
});
