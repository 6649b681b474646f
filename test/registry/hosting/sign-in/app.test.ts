import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { openBrowser } from '../../support/browser.ts';
import { HOSTED } from '../../support/community.ts';
import { ask, askJson, openRegistry, TOKEN } from '../../support/local-registry.ts';

// The app asks for a token: the browser brings a code to a port of the author's computer, worth a token to the app alone.

async function openAll() {
  const seen: URL[] = [];
  const app = createServer((request, reply) => {
    seen.push(new URL(request.url ?? '/', 'http://127.0.0.1'));
    reply.end('Back in the app.');
  }).listen(0, '127.0.0.1');
  await once(app, 'listening');
  onTestFinished(() => void app.close());
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  const publicUrl = `http://127.0.0.1:${port}`;
  const registry = await openRegistry({ port, hosted: { ...HOSTED, publicUrl } });
  return { url: publicUrl, registry, seen, appPort: (app.address() as AddressInfo).port };
}

test('the code brings a token once, to who has the verifier, and after the author allowed it', async () => {
  const { url, seen, appPort } = await openAll();
  expect(JSON.parse((await ask(`${url}/meta`)).text)).toMatchObject({ signIn: '/me/app' });
  const verifier = randomBytes(32).toString('base64url');
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  const state = randomBytes(16).toString('base64url');
  const asked = { port: String(appPort), state, challenge, name: 'Laptop' };
  const browser = openBrowser();
  // Not signed in yet: the way leads to the sign-in and back to the question.
  await browser.get(`${url}/me/app?${new URLSearchParams(asked)}`);
  const page = await browser.send(`${url}/sign-in/token`, { token: TOKEN });
  expect([page.url.startsWith(`${url}/me/app?`), page.text.includes('Laptop')]).toEqual([true, true]);
  expect(page.text).toContain(`form-action &#39;self&#39; http://127.0.0.1:${appPort}`.replaceAll('&#39;', "'"));
  expect(seen).toEqual([]);
  const codeOf = async () => {
    await browser.send(`${url}/me/app`, asked);
    return seen.at(-1)?.searchParams.get('code') ?? '';
  };
  const stolen = await codeOf();
  expect(seen[0]?.searchParams.get('state')).toBe(state);
  const trade = (code: string, by = verifier) => askJson(`${url}/me/app/token`, 'POST', { code, verifier: by });
  // A wrong verifier uses the code up.
  expect((await trade(stolen, randomBytes(32).toString('base64url'))).status).toBe(401);
  expect((await trade(stolen)).status).toBe(401);
  const code = await codeOf();
  const answer = await trade(code);
  expect(answer.status).toBe(200);
  const { token } = JSON.parse(answer.text) as { token: string };
  expect((await ask(`${url}/account/data`, { token })).status).toBe(200);
  expect((await ask(`${url}/access/tokens`, { token })).status).toBe(401);
  expect((await trade(code)).status).toBe(401);
});

test('who is locked out between the code and the token gets none', async () => {
  const { url, registry, seen, appPort } = await openAll();
  const verifier = randomBytes(32).toString('base64url');
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  const browser = openBrowser();
  await browser.send(`${url}/sign-in/token`, { token: 'token-of-author-2' });
  await browser.send(`${url}/me/app`, { port: String(appPort), state: 's'.repeat(16), challenge, name: 'Laptop' });
  const code = seen.at(-1)?.searchParams.get('code') ?? '';
  expect((await ask(`${registry.operationsUrl}/authors/AUTHOR2/lock`, { method: 'POST' })).status).toBe(204);
  const answer = await askJson(`${url}/me/app/token`, 'POST', { code, verifier });
  expect([answer.status, answer.text]).toEqual([409, expect.stringContaining('locked')]);
});
