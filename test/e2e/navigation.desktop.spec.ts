import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Look } from '../electron-standin/controls.ts';
import { expect, test } from './fixtures.ts';

// The desktop shell's own page may not go anywhere. (A browser tab is the author's: its address bar is theirs.)

test('no navigation, no redirect and no window leads out of the page', async ({ app, page }) => {
  const reached: string[] = [];
  const server = createServer((request, response) => {
    reached.push(request.url ?? '');
    response.writeHead(302, { location: '/landed' }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const heading = page.getByRole('heading', { name: 'Hangar', level: 1 });
  await expect(heading).toBeVisible();
  const here = page.url();
  for (const go of [
    `location.href='${address}/href'`,
    `location.assign('${address}/assigned')`,
    `location.replace('https://evil.example/')`,
    `location.href='${new URL(here).origin}/assets/x.html'`,
  ]) {
    await page.evaluate(go);
    await expect(heading).toBeVisible();
    expect(page.url()).toBe(here);
  }
  await page.evaluate(() => {
    window.open('https://github.com/');
    window.open('https://evil.example/');
    window.open('file:///etc/passwd');
  });
  await expect.poll(async () => (await app.ask<Look>({ ask: 'look' })).opened).toEqual(['https://github.com/']);
  expect((await app.ask<Look>({ ask: 'look' })).windows).toHaveLength(1);
  expect(reached).toEqual([]);
  server.close();
});
