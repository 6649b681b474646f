import { expect, test } from 'vitest';
import { startRegistry } from '../../../../main/registry/start.ts';
import { freePort } from '../../../free-port.ts';
import { openBrowser } from '../../support/browser.ts';
import { openClub } from '../../support/club.ts';
import { HOSTED } from '../../support/community.ts';
import { ask, TOKEN, temporaryFolder } from '../../support/local-registry.ts';

// Signing in with a browser, at a real OpenID provider and with a token, and what one finds then.

async function nameOf(url: string, token: string) {
  return (JSON.parse((await ask(`${url}/account/data`, { token })).text) as { name: string }).name;
}

function tokenIn(page: { readonly text: string }) {
  return /xpkg_[\w-]{43}/.exec(page.text)?.[0] ?? 'no token';
}

const NEW_TOKEN = { for: '', name: 'At home', days: '30' };

test('the first sign-in makes an account, the next one leads to it, and a token is made, shown once and ended', async () => {
  const { url, provider, log } = await openClub();
  provider.somebody = { sub: 'pilot-1', name: 'Kim Pilot', email: 'kim@example.org', email_verified: true };
  const browser = openBrowser();
  expect((await browser.get(url)).text).toContain('<a href="me">Sign in</a>');
  expect((await browser.get(`${url}/sign-in`)).text).toContain('Sign in with Club House');
  const first = await browser.get(`${url}/sign-in/provider`);
  expect([first.url, first.text.includes('value="Kim Pilot"')]).toEqual([`${url}/sign-in/first`, true]);
  const account = await browser.send(`${url}/sign-in/first`, { name: 'Kim Pilot' });
  expect([account.url, account.status]).toEqual([`${url}/me`, 200]);
  expect(account.text).toContain('Signed in as Kim Pilot');

  const made = await browser.send(`${url}/me/tokens`, NEW_TOKEN);
  const token = tokenIn(made);
  expect(await nameOf(url, token)).toBe('Kim Pilot');
  // It may publish, and may not decide who else has access.
  expect((await ask(`${url}/access/tokens`, { token })).status).toBe(401);
  const list = await browser.get(`${url}/me`);
  expect(list.text).toContain('At home');
  expect(list.text).not.toContain(token);

  const again = openBrowser();
  expect((await again.get(`${url}/sign-in/provider`)).text).toContain('Signed in as Kim Pilot');
  const id = /name="id" value="([\w-]+)"><button class="quiet" aria-label="End: At home"/.exec(list.text)?.[1] ?? '';
  // Nobody else can end it.
  const other = openBrowser();
  await other.send(`${url}/sign-in/token`, { token: TOKEN });
  expect((await other.send(`${url}/me/tokens/end`, { id })).status).toBe(404);
  expect(await nameOf(url, token)).toBe('Kim Pilot');
  await again.send(`${url}/me/tokens/end`, { id });
  expect((await ask(`${url}/account/data`, { token })).status).toBe(401);
  expect((await again.send(`${url}/me/sign-out`, {})).url).toBe(`${url}/`);
  expect((await again.get(`${url}/me`)).url).toBe(`${url}/sign-in`);
  // The other browser is still signed in, and no line of the log holds what opens anything.
  expect((await browser.get(`${url}/me`)).url).toBe(`${url}/me`);
  expect(log.join('\n')).not.toMatch(/xpkg_|secret-between|code=|state=/);
});

test('an e-mail address takes over no account, whether it was seen or not', async () => {
  const { url, provider, registry } = await openClub();
  const wish = { name: 'Old Pilot', email: 'old@example.org' };
  const headers = { 'Content-Type': 'application/json' };
  await ask(`${registry.operationsUrl}/authors`, { method: 'POST', headers, body: JSON.stringify(wish) });
  for (const [at, email_verified] of [true, false].entries()) {
    provider.somebody = { sub: `thief-${at}`, name: 'Old Pilot', email: 'old@example.org', email_verified };
    const browser = openBrowser();
    expect((await browser.get(`${url}/sign-in/provider`)).url).toBe(`${url}/sign-in/first`);
    expect((await browser.send(`${url}/sign-in/first`, { name: 'old pilot' })).status).toBe(409);
    const page = await browser.send(`${url}/sign-in/first`, { name: `Other ${at}` });
    expect(page.text).toContain(`Signed in as Other ${at}`);
    const { text } = await ask(`${url}/account/data`, {
      token: tokenIn(await browser.send(`${url}/me/tokens`, NEW_TOKEN)),
    });
    expect(text).not.toContain('old@example.org');
  }
});

test('an account that is there is connected by a token of it, and by nothing else where the operator gives accounts out', async () => {
  const { url, provider, registry } = await openClub({ makesAccounts: false });
  provider.somebody = { sub: 'known-1', name: 'Anybody', email: 'AUTHOR1@localhost', email_verified: true };
  const browser = openBrowser();
  const first = await browser.get(`${url}/sign-in/provider`);
  expect(first.text).toContain('New accounts are given out by the operator');
  expect((await browser.send(`${url}/sign-in/first`, { name: 'Somebody New' })).status).toBe(403);
  expect((await browser.send(`${url}/sign-in/first`, { token: 'guess' })).status).toBe(401);
  await browser.send(`${url}/sign-in/first`, { token: TOKEN });
  const own = await nameOf(url, TOKEN);
  expect((await openBrowser().get(`${url}/sign-in/provider`)).text).toContain(`Signed in as ${own}`);
  const { entries } = JSON.parse((await ask(`${registry.operationsUrl}/audit`)).text) as {
    entries: { action: string; target: string; author: string }[];
  };
  const connected = entries.filter(({ action }) => action === 'identity.connect');
  expect(connected).toMatchObject([{ target: `${provider.issuer} known-1`, author: own }]);
});

test('what was not begun in this browser, was used, or comes altered signs nobody in', async () => {
  const { url, provider, errors } = await openClub();
  provider.somebody = { sub: 'pilot-2', name: 'Some Pilot' };
  const victim = openBrowser();
  expect((await victim.get(`${url}/sign-in/callback?code=stolen&state=guess`)).status).toBe(410);

  /** As far as the provider's answer, which is not followed. */
  async function answerFor(browser: ReturnType<typeof openBrowser>) {
    const stopped = { address: '' };
    const real = globalThis.fetch;
    globalThis.fetch = async (input, init) => {
      const address = String(input);
      if (!address.startsWith(`${url}/sign-in/callback`)) return real(input, init);
      stopped.address = address;
      return new Response('', { status: 200 });
    };
    try {
      await browser.get(`${url}/sign-in/provider`);
    } finally {
      globalThis.fetch = real;
    }
    return new URL(stopped.address);
  }
  const attacker = openBrowser();
  const answer = await answerFor(attacker);
  expect(answer.searchParams.get('code')).toBeTruthy();
  // Somebody else's answer in the victim's browser.
  await answerFor(victim);
  expect((await victim.get(answer.href)).status).toBe(502);
  // With another state; after that what was begun is used up.
  const altered = new URL(answer);
  altered.searchParams.set('state', 'other');
  expect((await attacker.get(altered.href)).status).toBe(502);
  expect((await attacker.get(answer.href)).status).toBe(410);
  // Said to be of another issuer.
  const mixed = await answerFor(attacker);
  mixed.searchParams.set('iss', 'https://elsewhere.example');
  expect((await attacker.get(mixed.href)).status).toBe(502);
  expect((await attacker.get(`${url}/me`)).url).toBe(`${url}/sign-in`);
  expect(errors).not.toEqual([]);
  expect(JSON.stringify(errors.map(String))).not.toContain('secret-between');
});

test('who says no at the provider is told so, in German where that is the language', async () => {
  const { url } = await openClub();
  const browser = openBrowser({ 'accept-language': 'de-AT,de;q=0.9,en;q=0.5' });
  const page = await browser.get(`${url}/sign-in/provider`);
  expect(page.status).toBe(403);
  expect(page.text).toContain('Du wurdest bei Club House nicht angemeldet');
  expect(page.text).toContain('<html lang="de">');
});

test('a provider that is away stops neither the start nor those who have tokens, and is asked again', async () => {
  const { url, provider, registry } = await openClub();
  await provider.stop();
  const browser = openBrowser();
  // It was asked at the start, so the way there is known; a registry that starts now does not know it.
  const port = await freePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  const { issuer, clientId, clientSecret } = provider;
  const settings = { issuer, clientId, clientSecret, name: 'Club House', makesAccounts: true };
  const later = await startRegistry({
    ...{ dataDir: await temporaryFolder(), port, rateLimits: false },
    hosted: { ...HOSTED, publicUrl, provider: settings },
  });
  const page = await browser.get(`${publicUrl}/sign-in/provider`);
  expect([page.status, page.text.includes('Club House does not answer now')]).toEqual([503, true]);
  await later.close();
  expect((await ask(`${url}/account/data`)).status).toBe(200);
  await registry.close();
});

test('an account that is locked is signed out everywhere, and no provider signs it in', async () => {
  const { url, provider, registry } = await openClub();
  provider.somebody = { sub: 'pilot-3', name: 'Kim Pilot' };
  const browser = openBrowser();
  await browser.get(`${url}/sign-in/provider`);
  await browser.send(`${url}/sign-in/first`, { name: 'Kim Pilot' });
  const token = tokenIn(await browser.send(`${url}/me/tokens`, NEW_TOKEN));
  const operate = (act: string) =>
    ask(`${registry.operationsUrl}/authors/Kim%20Pilot/${act}`, { method: 'POST' }).then(({ status }) => status);
  expect(await operate('lock')).toBe(204);
  expect((await browser.get(`${url}/me`)).url).toBe(`${url}/sign-in`);
  expect((await ask(`${url}/account/data`, { token })).status).toBe(401);
  const again = openBrowser();
  const page = await again.get(`${url}/sign-in/provider`);
  expect([page.status, page.text.includes('has locked this account')]).toEqual([403, true]);
  expect((await again.get(`${url}/me`)).url).toBe(`${url}/sign-in`);
  expect(await operate('unlock')).toBe(204);
  expect((await browser.get(`${url}/me`)).text).toContain('Signed in as Kim Pilot');
  expect(await nameOf(url, token)).toBe('Kim Pilot');
});

test('a form of another site, or of nobody who is signed in, does nothing', async () => {
  const { url } = await openClub();
  const browser = openBrowser();
  expect((await browser.send(`${url}/sign-in/token`, { token: TOKEN }, 'https://evil.example')).status).toBe(403);
  expect((await browser.send(`${url}/sign-in/token`, { token: 'guess' })).status).toBe(401);
  expect((await browser.send(`${url}/sign-in/token`, { token: TOKEN })).url).toBe(`${url}/me`);
  expect((await browser.send(`${url}/me/tokens`, NEW_TOKEN, 'https://evil.example')).status).toBe(403);
  expect((await openBrowser().send(`${url}/me/tokens`, NEW_TOKEN)).url).toBe(`${url}/sign-in`);
  const page = await browser.send(`${url}/me/tokens`, { ...NEW_TOKEN, days: '4000' });
  expect([page.status, page.text.includes('a year at most')]).toEqual([400, true]);
  // Who is signed in is not asked to sign in again.
  expect(page.text).toContain('<a href="/me">Back to your tokens</a>');
  // The cookie opens pages alone: to the API it is nothing.
  const session = [...browser.cookies].map(([key, value]) => `${key.split(' ')[1]}=${value}`).join('; ');
  expect((await ask(`${url}/account/data`, { token: null, headers: { cookie: session } })).status).toBe(401);
  const headers = (await browser.get(`${url}/me`)).headers;
  expect([
    headers.get('cache-control'),
    headers.get('x-frame-options'),
    headers.get('access-control-allow-origin'),
  ]).toEqual(['no-store', 'DENY', null]);
});
