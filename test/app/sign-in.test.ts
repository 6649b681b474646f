import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import type { Clock } from '../../main/app/shell.ts';
import { systemClock } from '../../main/app/shell.ts';
import { freePort } from '../free-port.ts';
import { openBrowser } from '../registry/support/browser.ts';
import { openClub } from '../registry/support/club.ts';
import { openRegistry } from '../registry/support/local-registry.ts';
import { openTestApp, valueIn } from './open-test-app.ts';

// The app gets a token by the author's browser, from a real registry whose people sign in at a real OpenID provider.

const PILOT = { sub: 'pilot-1', name: 'Kim Pilot', email: 'kim@example.org', email_verified: true };
const NOWHERE = { id: null, name: 'Club' };

/** A club with an account, and a browser that is signed in there. */
async function openAll(more: Parameters<typeof openTestApp>[0] = {}) {
  const club = await openClub();
  club.provider.somebody = PILOT;
  const browser = openBrowser();
  await browser.get(`${club.url}/sign-in/provider`);
  await browser.send(`${club.url}/sign-in/first`, { name: 'Kim Pilot' });
  const opened: string[] = [];
  let tell: (address: string) => void = () => {};
  const came = { next: () => new Promise<string>((resolve) => (tell = resolve)) };
  const openPage = async (address: string) => {
    opened.push(address);
    tell(address);
    return true;
  };
  const app = await openTestApp({ openers: { openExternal: async () => {}, openPage }, ...more });
  /** What the author does with the page that came up. */
  const allow = async (address: string) => {
    const fields = Object.fromEntries(new URL(address).searchParams);
    await browser.get(address);
    return browser.send(`${club.url}/me/app`, fields);
  };
  return { ...club, browser, app, opened, came, allow };
}

test('the browser brings a token that works, which is kept where tokens are, and no address holds it', async () => {
  const { url, app, came, allow, browser, opened, log } = await openAll();
  const page = came.next();
  const answer = app.handlers.connections.signIn({ ...NOWHERE, baseUrl: `${url}/` });
  const address = await page;
  expect(new URL(address).origin + new URL(address).pathname).toBe(`${url}/me/app`);
  const asked = await browser.get(address);
  expect(asked.text).toContain('A token for Loadmaster?');
  expect((await allow(address)).text).toContain('You can close this page');
  const added = valueIn(await answer);
  expect(added).toMatchObject({ name: 'Club', baseUrl: url, token: 'session-only' });
  const tested = valueIn(await app.handlers.connections.test({ id: added.id }));
  expect(tested).toMatchObject({ author: { name: 'Kim Pilot' }, warnings: [], error: null });
  const token = (await app.shell.secrets.get(`token:${added.id}`)) ?? '';
  expect(token).toMatch(/^xpkg_/);
  const everywhere = [...opened, ...log, JSON.stringify(app.events), JSON.stringify(added)].join('\n');
  expect(everywhere).not.toContain(token);
  expect(app.events).toContainEqual({ channel: 'connections.signingIn', payload: { address } });
  // Again for the same connection: a new token in its place.
  const next = came.next();
  const again = app.handlers.connections.signIn({ id: added.id, name: '', baseUrl: '' });
  await allow(await next);
  expect(valueIn(await again).id).toBe(added.id);
  expect(await app.shell.secrets.get(`token:${added.id}`)).not.toBe(token);
});

test('a no in the browser is heard at once, and nothing is added', async () => {
  const { app, url, came, browser } = await openAll();
  const page = came.next();
  const answer = app.handlers.connections.signIn({ ...NOWHERE, baseUrl: url });
  const { text } = await browser.get(await page);
  const refusal = /href="(http:\/\/127\.0\.0\.1:[^"]+)"/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? '';
  expect((await browser.get(refusal)).text).toContain('Loadmaster gets no token');
  expect(await answer).toMatchObject({ ok: false, error: { code: 'sign_in_refused' } });
  expect(valueIn(await app.handlers.connections.list(null))).toHaveLength(1);
});

test('what was not begun here changes nothing: another state, another code, another name of this computer', async () => {
  const { app, url, came, allow } = await openAll();
  const page = came.next();
  const answer = app.handlers.connections.signIn({ ...NOWHERE, baseUrl: url });
  const address = await page;
  const port = new URL(address).searchParams.get('port');
  for (const wrong of [
    `http://127.0.0.1:${port}/?code=guess&state=guess`,
    `http://127.0.0.1:${port}/?error=access_denied`,
    `http://localhost:${port}/?code=guess&state=${new URL(address).searchParams.get('state')}`,
  ]) {
    expect((await fetch(wrong).catch(() => ({ status: 404 }))).status).toBe(404);
  }
  await allow(address);
  expect(valueIn(await answer).baseUrl).toBe(url);
  // The port is closed with the answer.
  await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow();

  const next = came.next();
  const second = app.handlers.connections.signIn({ id: null, name: 'Club 2', baseUrl: url });
  const asked = new URL(await next).searchParams;
  await fetch(`http://127.0.0.1:${asked.get('port')}/?code=of-somebody-else&state=${asked.get('state')}`);
  expect(await second).toMatchObject({ ok: false, error: { code: 'sign_in_expired' } });
});

test('it can be cancelled, is ended by the next one, and ends by itself after ten minutes', async () => {
  const timers: { readonly ms: number; readonly callback: () => void }[] = [];
  const clock: Clock = {
    now: systemClock.now,
    setTimer(ms, callback) {
      if (ms < 600_000) return systemClock.setTimer(ms, callback);
      timers.push({ ms, callback });
      return () => {};
    },
  };
  const { app, url, came } = await openAll({ clock });
  const { signIn, cancelSignIn } = app.handlers.connections;
  const CANCELLED = { ok: false, error: { code: 'cancelled' } };
  let page = came.next();
  const first = signIn({ ...NOWHERE, baseUrl: url });
  await page;
  page = came.next();
  const second = signIn({ ...NOWHERE, baseUrl: url });
  expect(await first).toMatchObject(CANCELLED);
  const port = new URL(await page).searchParams.get('port');
  await cancelSignIn(null);
  expect(await second).toMatchObject(CANCELLED);
  await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow();
  timers.length = 0;
  page = came.next();
  const third = signIn({ ...NOWHERE, baseUrl: url });
  await page;
  await expect.poll(() => timers.length).toBe(1);
  timers.at(-1)?.callback();
  expect(await third).toMatchObject({ ok: false, error: { code: 'sign_in_expired' } });
});

test('what cannot be is said before a browser opens', async () => {
  const { app, url, opened } = await openAll();
  const { signIn, add } = app.handlers.connections;
  await add({ name: 'Club', baseUrl: url, token: '' });
  const codeOf = async (name: string, baseUrl: string, id: string | null = null) => {
    const answer = await signIn({ id, name, baseUrl });
    return answer.ok ? 'ok' : answer.error.code;
  };
  expect(await codeOf('Club', url)).toBe('name_taken');
  expect(await codeOf('Other', 'http://registry.example.org')).toBe('insecure_url');
  expect(await codeOf('', '', 'local')).toBe('local_connection');
  expect(await codeOf('', '', 'gone')).toBe('unknown_connection');
  expect(await codeOf('Away', `http://127.0.0.1:${await freePort()}`)).toBe('net_refused');
  const own = await openRegistry();
  expect(await codeOf('Own', `http://127.0.0.1:${own.port}`)).toBe('sign_in_not_offered');
  const page = await serve('<html>Log in to the network</html>');
  expect(await codeOf('Hotel', page)).toBe('sign_in_not_offered');
  // Not led to another host, whatever a registry says.
  const liar = await serve(JSON.stringify({ name: 'x', signIn: 'https://thief.example.org/me' }));
  expect(await codeOf('Liar', liar)).toBe('sign_in_not_offered');
  expect(opened).toEqual([]);
});

async function serve(body: string): Promise<string> {
  const server = createServer((_, reply) => reply.end(body)).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('a registry that is gone when the browser comes back is told as such, and nothing is added', async () => {
  const { app, url, came, registry } = await openAll();
  const page = came.next();
  const answer = app.handlers.connections.signIn({ ...NOWHERE, baseUrl: url });
  const address = await page;
  const asked = new URL(address).searchParams;
  await registry.close();
  await fetch(`http://127.0.0.1:${asked.get('port')}/?code=any&state=${asked.get('state')}`);
  expect(await answer).toMatchObject({ ok: false, error: { code: 'net_refused' } });
  expect(valueIn(await app.handlers.connections.list(null))).toHaveLength(1);
});
