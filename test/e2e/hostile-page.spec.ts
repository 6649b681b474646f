import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from './fixtures.ts';

// What a page that was taken over would try. Nothing it does may leave the page, reach the network or the inside.

let server: Server;
let reached: string[];
let address: string;

test.beforeAll(async () => {
  server = createServer((request, response) => {
    reached.push(request.url ?? '');
    if (request.url === '/redirect') response.writeHead(302, { location: '/landed' }).end();
    else response.writeHead(200, { 'content-type': 'text/html' }).end('<script>parent.loadmaster?.app.info()</script>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

test.beforeEach(async ({ page }) => {
  reached = [];
  await expect(page.getByRole('heading', { name: 'Hangar', level: 1 })).toBeVisible();
});

test.afterAll(() => {
  server.close();
});

test('window.open and links to new windows open none', async ({ page }) => {
  const pages = page.context().pages().length;
  await page.evaluate((url) => {
    window.open(`${url}/opened`);
    const link = Object.assign(document.createElement('a'), { href: `${url}/linked`, target: '_blank' });
    document.body.append(link);
    link.click();
  }, address);
  await expect.poll(() => page.context().pages().length).toBe(pages);
  await expect(page.getByRole('heading', { name: 'Hangar', level: 1 })).toBeVisible();
});

test('inline scripts, handlers, eval and script addresses do not run', async ({ page }) => {
  const ran = await page.evaluate(async () => {
    // Out of the protocol's own evaluation, which may do what the page may not.
    await new Promise((resolve) => setTimeout(resolve));
    const done: string[] = [];
    Object.assign(window, { ran: (name: string) => done.push(name) });
    const script = document.createElement('script');
    script.textContent = "ran('inline script')";
    document.body.append(script);
    const button = document.createElement('button');
    button.setAttribute('onclick', "ran('handler')");
    document.body.append(button);
    button.click();
    for (const act of [
      () => new Function("ran('eval')")(),
      () => setTimeout("ran('timeout text')" as unknown as () => void),
    ]) {
      try {
        act();
      } catch {
        // Refused, as it should be.
      }
    }
    const link = Object.assign(document.createElement('a'), { href: "javascript:ran('script address')" });
    document.body.append(link);
    link.click();
    await new Promise((resolve) => setTimeout(resolve));
    return done;
  });
  expect(ran).toEqual([]);
});

test('nothing is loaded from, or sent to, anywhere else', async ({ page }) => {
  await page.evaluate(async (url) => {
    const violated: string[] = [];
    Object.assign(window, { violated });
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => violated.push(effectiveDirective));
    const refusal = (element: HTMLElement) =>
      new Promise((resolve) => {
        element.onerror = resolve;
        document.body.append(element);
      });
    await refusal(Object.assign(document.createElement('script'), { src: `${url}/script.js` }));
    await refusal(Object.assign(document.createElement('img'), { src: `${url}/image.png` }));
    await refusal(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: `${url}/style.css` }));
    await fetch(`${url}/fetched`).catch(() => {});
    try {
      new WebSocket(`${url.replace('http', 'ws')}/socket`);
    } catch {
      // Refused, as it should be.
    }
    navigator.sendBeacon(`${url}/beacon`);
    const form = Object.assign(document.createElement('form'), { action: `${url}/form`, method: 'post' });
    document.body.append(form);
    form.submit();
  }, address);
  const violated = () =>
    page.evaluate(() => [...new Set((window as unknown as { violated: string[] }).violated)].sort());
  await expect.poll(violated).toEqual(['connect-src', 'form-action', 'img-src', 'script-src-elem', 'style-src-elem']);
  expect(reached).toEqual([]);
});

test('a frame of another page neither loads nor reaches the bridge', async ({ page }) => {
  await page.evaluate((url) => {
    const frame = document.createElement('iframe');
    frame.src = `${url}/frame`;
    document.body.append(frame);
    const blank = document.createElement('iframe');
    blank.srcdoc = '<script>parent.stolen = parent.loadmaster</script>';
    document.body.append(blank);
  }, address);
  await expect(page.getByRole('heading', { name: 'Hangar', level: 1 })).toBeVisible();
  expect(await page.evaluate(() => 'stolen' in window)).toBe(false);
  expect(reached).toEqual([]);
});

test('the bridge cannot be changed or asked for more than the contract', async ({ page }) => {
  const outcome = await page.evaluate(async () => {
    const tries = [
      () => Object.assign(window.loadmaster.app, { info: () => 'mine' }),
      () => Object.assign(window, { loadmaster: null }),
      () => Object.defineProperty(window, 'loadmaster', { value: null }),
    ];
    const refused = tries.filter((attempt) => {
      try {
        attempt();
        return false;
      } catch {
        return true;
      }
    }).length;
    const wrong = await window.loadmaster.app.openExternal({ url: 4 as unknown as string });
    const extra = await (window.loadmaster.addons.details as (...input: unknown[]) => Promise<unknown>)(
      { id: '../x' },
      'more',
    );
    return { refused, wrong, extraIsData: typeof extra === 'object' };
  });
  expect(outcome).toMatchObject({
    refused: 3,
    wrong: { ok: false, error: { code: 'invalid_input' } },
    extraIsData: true,
  });
});
