import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { test as base, expect } from '@playwright/test';
import { makeFolder } from '../make-folder.ts';
import { openStandin } from './shells.ts';

// The stand-in itself: what Electron's documentation says of contextBridge, ipc and preloads, shown on a very small app.

const MAIN = join(import.meta.dirname, '..', 'electron-standin', 'fixture', 'main.ts');

interface Fixture {
  refusedModules: string[];
  invoke(channel: string, value?: unknown): Promise<unknown>;
  add(a: number, b: number): number;
  fail(): void;
  call(callback: (value: unknown) => unknown): unknown;
  listen(listener: (value: unknown) => void): () => void;
  tell(value: unknown): void;
}
declare global {
  interface Window {
    readonly fixture: Fixture;
  }
}

const test = base.extend<{ page: Page }>({
  page: async ({ baseURL: _none }, use) => {
    const dataFolder = makeFolder('standin');
    const app = await openStandin(MAIN, { dataFolder }, 'https://fixture.app.standin/');
    await app.page.waitForLoadState();
    await use(app.page);
    await app.close();
    rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5 });
  },
});

test('functions, errors and callbacks cross contextBridge, at once, and nothing of the preload beside', async ({
  page,
}) => {
  const seen = await page.evaluate(() => {
    const { fixture } = window;
    let failure = '';
    try {
      fixture.fail();
    } catch (cause) {
      failure = String(cause);
    }
    return {
      sum: fixture.add(1, 2),
      failure,
      called: fixture.call((value) => ({ got: value })),
      leaked: ['secretOfThePreload', 'require', 'ipcRenderer', '__electronStandin'].filter((name) => name in window),
      frozen: Object.isFrozen(fixture),
      refused: fixture.refusedModules,
    };
  });
  expect(seen).toEqual({
    sum: 3,
    failure: 'Error: failed in the preload',
    called: { got: { from: 'preload' } },
    leaked: [],
    frozen: true,
    refused: ['module not found: fs', 'module not found: node:path', 'module not found: ./other.cjs'],
  });
});

test('values cross ipc by structured clone; functions do not, in either direction', async ({ page }) => {
  const value = await page.evaluate(async () => {
    const sent = {
      nothing: undefined,
      when: new Date(5),
      map: new Map([['a', new Set([1])]]),
      bytes: new Uint8Array([7]),
      not: Number.NaN,
      big: 9n,
    };
    const got = (await window.fixture.invoke('echo', sent)) as typeof sent;
    return [
      got.nothing === undefined,
      got.when.getTime(),
      [...(got.map.get('a') ?? [])],
      got.bytes[0],
      Number.isNaN(got.not),
      got.big === 9n,
    ];
  });
  expect(value).toEqual([true, 5, [1], 7, true, true]);
  const refused = (channel: string, input?: string) =>
    page.evaluate(([to, text]) => window.fixture.invoke(to ?? '', text).catch(String), [channel, input] as const);
  expect(await refused('function')).toContain("Error invoking remote method 'function': DataCloneError");
  // As in Electron, what cannot be sent throws at once.
  const sentFunction = await page.evaluate(() => {
    try {
      void window.fixture.invoke('echo', { act: () => 1 });
      return 'sent';
    } catch (cause) {
      return String(cause);
    }
  });
  expect(sentFunction).toContain('could not be cloned');
});

test('of an error only its words cross, in the words of Electron', async ({ page }) => {
  const caught = await page.evaluate(() =>
    window.fixture.invoke('throw').catch((cause: Error) => [cause.message, 'secret' in cause]),
  );
  expect(caught).toEqual(["Error invoking remote method 'throw': RangeError: out of range", false]);
  const unknown = await page.evaluate(() => window.fixture.invoke('nobody').catch((cause: Error) => cause.message));
  expect(unknown).toBe("Error invoking remote method 'nobody': Error: No handler registered for 'nobody'");
});

test('the sender is the frame that asks, by the address of the scheme; a frame below has no preload', async ({
  page,
}) => {
  expect(await page.evaluate(() => window.fixture.invoke('sender'))).toEqual({
    url: 'app://fixture/index.html',
    isTop: true,
  });
  const frame = page.frames().find((other) => other !== page.mainFrame());
  expect(await frame?.evaluate(() => [document.querySelector('h2')?.textContent, 'fixture' in window])).toEqual([
    'Frame',
    false,
  ]);
});

test('a subscription hears until it is ended', async ({ page }) => {
  const heard = await page.evaluate(async () => {
    const { fixture } = window;
    const all: unknown[] = [];
    const hear = (value: unknown) =>
      new Promise<void>((resolve) => {
        const end = fixture.listen(() => {
          end();
          resolve();
        });
        fixture.tell(value);
      });
    const end = fixture.listen((value) => all.push(value));
    await hear(1);
    end();
    await hear(2);
    return all;
  });
  expect(heard).toEqual([1]);
});
