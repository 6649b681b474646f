import { createHash, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readSiteBack } from '../../../main/destinations/site/read-site-back.ts';
import { exportRegistry, folderSite, publicKeyOf } from '../../../main/static-registry/index.ts';
import { STATIC_INDEX, staticFilePath } from '../../../protocol/index.ts';
import { aPackage, aSource } from '../../static-registry/a-source.ts';
import { aWebSpace } from '../../static-registry/a-web-space.ts';
import { tempFolder } from '../../temp-folder.ts';

// What a site's address shows is compared with what was written behind it.

const NOW = { timeoutMs: 0, pause: async () => {} };
function call() {
  return { signal: AbortSignal.timeout(20_000) };
}

function newKey() {
  return generateKeyPairSync('ed25519').privateKey;
}

async function siteBy(key: KeyObject): Promise<string> {
  const folder = tempFolder();
  const about = { name: 'A registry', identifier: '', description: '' };
  const source = aSource([aPackage('author.package', ['1.0.0'])]);
  const { signal } = call();
  await exportRegistry({ site: folderSite(folder), source, about, key, now: Date.now, signal });
  return folder;
}

const content = 'author.package@1.0.0';
const hash = createHash('sha256').update(content).digest('hex');
function wanted(key: KeyObject) {
  return {
    packageId: 'author.package',
    version: '1.0.0',
    hash,
    size: content.length,
    publicKey: publicKeyOf(key),
  };
}

test('a site that shows what was written is published', async () => {
  const key = newKey();
  const url = await aWebSpace(await siteBy(key));
  await readSiteBack(url, wanted(key), call(), NOW);
});

test('the same list signed by somebody else is not: no reader of the site would believe it', async () => {
  const url = await aWebSpace(await siteBy(newKey()));
  await expect(readSiteBack(url, wanted(newKey()), call(), NOW)).rejects.toMatchObject({
    error: { code: 'not_seen_yet' },
  });
});

test.each([
  ['cut', (index: string) => index.slice(0, -20)],
  ['of another text', (index: string) => index.replace('A registry', 'Another one')],
  ['a page to log in', () => '<html>Log in</html>'],
])('an index that is %s is none', async (_how, change) => {
  const key = newKey();
  const folder = await siteBy(key);
  const path = join(folder, STATIC_INDEX);
  writeFileSync(path, change(readFileSync(path, 'utf8')));
  await expect(readSiteBack(await aWebSpace(folder), wanted(key), call(), NOW)).rejects.toMatchObject({
    error: { code: 'not_seen_yet' },
  });
});

test.each([
  ['is gone', (path: string) => rmSync(path)],
  ['is another one', (path: string) => writeFileSync(path, 'author.package@0.9.0')],
  ['is longer', (path: string) => writeFileSync(path, `${content} and more`)],
])('a file that %s behind the right list is told', async (_how, change) => {
  const key = newKey();
  const folder = await siteBy(key);
  change(join(folder, staticFilePath(hash)));
  await expect(readSiteBack(await aWebSpace(folder), wanted(key), call(), NOW)).rejects.toMatchObject({
    error: { code: 'not_served' },
  });
});
