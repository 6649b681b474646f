import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { missing, startPeer } from '../../destinations/peers/peer.ts';
import { selfSigned } from '../../destinations/peers/self-signed.ts';
import { freePort } from '../../free-port.ts';
import { HOSTED } from '../support/community.ts';
import { put } from '../support/hosting-page.ts';
import { neverProcessed, OK_UPLOAD, openRegistry, TOKEN, temporaryFolder } from '../support/local-registry.ts';

// The block that docs/hosting.md gives to people with an nginx, in a real one.

const page = readFileSync(new URL('../../../docs/hosting.md', import.meta.url), 'utf8');
const BLOCK = /^ {4}server \{\n[\s\S]*?^ {4}\}$/m.exec(page)?.[0] ?? '';
/** Above what nginx takes unasked, 1 MB, and what it keeps in memory. */
const BYTES = 3_000_000;

function around(folder: string, server: string): string {
  return `
daemon off;
pid ${folder}/nginx.pid;
error_log stderr;
events {}
http {
  access_log off;
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((one) => `${one}_temp_path ${folder}/${one};`).join(' ')}
${server}
}`;
}

test.skipIf(missing('nginx', 'openssl', 'curl'))('the page’s nginx takes large uploads and says who asks', async () => {
  const folder = await temporaryFolder();
  const { certificate, key } = selfSigned(folder, 'registry');
  const lines: string[] = [];
  const hosted = { ...HOSTED, trustedProxies: ['127.0.0.1'] };
  const registry = await openRegistry({ hosted, run: neverProcessed, onAccess: (line) => lines.push(line) });
  const port = await freePort();
  const config = join(folder, 'nginx.conf');
  const changes = {
    'listen 443 ssl': `listen 127.0.0.1:${port} ssl`,
    ...{ '/etc/ssl/registry.pem': certificate, '/etc/ssl/registry.key': key },
    '127.0.0.1:8080': `127.0.0.1:${registry.port}`,
  };
  await writeFile(config, around(folder, put(BLOCK, changes)));
  const nginx = await startPeer({ program: 'nginx', arguments: ['-p', folder, '-c', config], port, folder });
  onTestFinished(() => nginx.kill());

  const zip = join(folder, 'large.zip');
  await writeFile(zip, Buffer.alloc(BYTES, 'not really a zip'));
  const curl = async (path: string, ...words: string[]) =>
    (await promisify(execFile)('curl', ['-sk', '-i', ...words, `https://127.0.0.1:${port}${path}`])).stdout;
  const form = Object.entries(OK_UPLOAD).flatMap(([name, value]) => ['--form-string', `${name}=${value}`]);
  const sent = await curl('/packages/upload', '-H', `Authorization: ${TOKEN}`, ...form, '-F', `file=@${zip}`);
  expect(sent).toMatch(/^HTTP\/[\d.]+ 204/m);
  expect(await curl('/meta', '-H', 'X-Forwarded-For: 192.0.2.7')).toContain('"name":"Club"');
  const clients = lines.map((line) => JSON.parse(line) as { path: string; client: string });
  expect(clients.find(({ path }) => path === '/meta')?.client).toBe('127.0.0.1');
});
