import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../../support/local-registry.ts';
import { serveInTerminal } from '../../support/terminal.ts';

// The provider's settings are checked at the start, and the secret is never shown.

const SECRET = 'do-not-show-me';

test('each setting that cannot be is told by its name, and a provider that is another one ends the start', async () => {
  const folder = await temporaryFolder();
  const config = join(folder, 'registry.json');
  async function outcome(settings: object, ...words: string[]) {
    await writeFile(config, JSON.stringify({ data: folder, 'public-url': 'https://r.example.org', ...settings }));
    const { code, out, err } = await serveInTerminal('--config', config, ...words).ended;
    expect(out + err).not.toContain(SECRET);
    return `${code} ${err.split('\n')[0]}`;
  }
  const all = { 'oidc-issuer': 'https://id.example.org', 'oidc-client-id': 'club', 'oidc-client-secret': SECRET };
  expect(await outcome({ 'oidc-client-id': 'club' })).toBe('2 --oidc-client-id goes with --oidc-issuer.');
  expect(await outcome({ ...all, 'oidc-issuer': 'http://id.example.org' })).toMatch(/^2 --oidc-issuer: .*https/);
  expect(await outcome({ 'oidc-issuer': all['oidc-issuer'] })).toBe('2 --oidc-client-id: It goes with --oidc-issuer.');
  expect(await outcome({ ...all, 'oidc-client-secret': '' })).toMatch(/^2 --oidc-client-secret: /);
  expect(await outcome({ ...all, 'oidc-accounts': SECRET })).toBe('2 --oidc-accounts is known or new.');
  expect(await outcome({ 'ci-issuers': 'https://a.example.org, http://b.example.org' })).toMatch(
    /^2 --ci-issuers: .*https/,
  );
  expect(await outcome({}, '--oidc-client-secret', SECRET)).toMatch(
    /^2 Put the secret into REGISTRY_OIDC_CLIENT_SECRET/,
  );

  const other = createServer((_, reply) => reply.end(JSON.stringify({ issuer: 'https://somebody.else' }))).listen(
    0,
    '127.0.0.1',
  );
  onTestFinished(() => void other.close());
  await new Promise((resolve) => other.once('listening', resolve));
  const issuer = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
  expect(await outcome({ ...all, 'oidc-issuer': issuer })).toMatch(
    /^1 --oidc-issuer: what answers there is no OpenID provider/,
  );
});
