import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readPageFile } from '../../../main/bridge/index.ts';
import { safePath } from '../../../main/bridge/page/page-files.ts';
import { tempFolder } from '../../temp-folder.ts';

async function builtPage(): Promise<string> {
  const folder = tempFolder();
  const root = join(folder, 'page');
  await mkdir(join(root, 'assets'), { recursive: true });
  await writeFile(join(folder, 'secret.js'), 'secret');
  await writeFile(join(root, 'index.html'), '<head></head><meta name="style-nonce" content="__STYLE_NONCE__">');
  await writeFile(join(root, 'assets', 'main-a1.js'), 'main');
  await writeFile(join(root, 'notes.txt'), 'not a part of the page');
  await symlink(join(folder, 'secret.js'), join(root, 'assets', 'link.js'));
  return root;
}

test.each([
  '/../secret.js',
  '/assets/../../secret.js',
  '/%2e%2e/secret.js',
  '/..%2fsecret.js',
  '/..%5csecret.js',
  '/..\\secret.js',
  '/assets/%00main-a1.js',
  '/assets//main-a1.js',
  '//host/share.js',
  '/C:/windows/x.js',
  '/.env.js',
  '/assets/%252e%252e/secret.js',
  '/%',
  '/%ff.js',
  'assets/main-a1.js',
  '',
])('the path %j is refused', async (path) => {
  expect(safePath(path)).toBeUndefined();
  expect((await readPageFile(await builtPage(), path)).status).toBe(400);
});

test.each(['/assets/link.js', '/nothing.js', '/notes.txt', '/assets', '/assets/main-a1.js/x.js'])(
  '%s is not there: links out, other kinds of file and folders are not served',
  async (path) => {
    expect((await readPageFile(await builtPage(), path)).status).toBe(404);
  },
);

test('the page carries the policy, with a new nonce each time and the same one in its meta', async () => {
  const root = await builtPage();
  const [first, second] = [await readPageFile(root, '/'), await readPageFile(root, '/index.html')];
  const policy = first.headers['content-security-policy'] ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/unsafe|\*|https?:/);
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
  expect(nonce.length).toBeGreaterThan(20);
  expect(first.body.toString()).toContain(`content="${nonce}"`);
  expect(second.headers['content-security-policy']).not.toBe(policy);
});

test('files named by their content may be kept, the page may not, and no type is guessed', async () => {
  const file = await readPageFile(await builtPage(), '/assets/main-a1.js');
  expect(file.headers).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': 'public, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
  });
  expect((await readPageFile(await builtPage(), '/')).headers['cache-control']).toBe('no-store');
});
