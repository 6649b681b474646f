import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocket } from 'ws';
import { expect, test } from './fixtures.ts';

// A browser keeps one jar of cookies for all ports of this machine: a server of another user, which the author looks at once, is
// sent Loadmaster's cookie with the next request of its own page.

test('a server at another port that is sent the cookie gets nothing with it', async ({ page }) => {
  const origin = new URL(page.url()).origin;
  await expect(page.getByRole('button', { name: /^Connected registry: / })).toBeVisible();
  const heard: string[] = [];
  const other = createServer((request: IncomingMessage, response) => {
    heard.push(request.headers.cookie ?? '');
    response.setHeader('content-type', 'text/html');
    response.end('<title>Other</title>');
  });
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const tab = await page.context().newPage();
  try {
    await tab.goto(`http://127.0.0.1:${(other.address() as AddressInfo).port}/`);
    await tab.reload();
    const cookie = heard.find((one) => one.includes('loadmaster-')) ?? '';
    expect(cookie).not.toBe('');
    const status = await new Promise((resolve) => {
      const socket = new WebSocket(`${origin.replace('http', 'ws')}/bridge`, { headers: { cookie, origin } });
      socket.on('open', () => resolve('open'));
      socket.on('error', (fault) => resolve(fault.message));
    });
    expect(status).toMatch(/401/);
    expect(await tab.evaluate(() => Object.keys(localStorage))).toEqual([]);
  } finally {
    await tab.close();
    other.closeAllConnections();
    await new Promise((resolve) => other.close(resolve));
  }
});

test('a second tab and a reload go on; the key is in no address', async ({ page }) => {
  const registry = /^Connected registry: /;
  expect(page.url()).not.toContain('entry=');
  await page.reload();
  await expect(page.getByRole('button', { name: registry })).toBeVisible();
  const second = await page.context().newPage();
  await second.goto(new URL(page.url()).origin);
  await expect(second.getByRole('button', { name: registry })).toBeVisible();
  await second.evaluate(() => localStorage.clear());
  await second.reload();
  await expect(second.getByText('Open Loadmaster by the address it printed')).toBeVisible();
  await second.close();
});
