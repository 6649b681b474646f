import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, type Page } from '@playwright/test';
import { type Browser, chromium } from 'playwright-core';
import { chromiumArguments, findChromium } from '../../chromium.ts';
import type { Scenario } from '../../renderer/fake/main.ts';
import { serveHarness } from '../../renderer/harness/serve.ts';
import type { ShellOptions } from '../projects.ts';

// The page over a main in memory, for states that real services take long to come to.

type Open = (hash: string, scenario?: Scenario) => Promise<Page>;

export const test = base.extend<{ open: Open }, ShellOptions & { harness: { url: string; browser: Browser } }>({
  shell: ['browser', { option: true, scope: 'worker' }],
  harness: [
    async ({ shell: _shell }, use) => {
      const folder = join(tmpdir(), `loadmaster-harness-${process.pid}`);
      const harness = await serveHarness(folder);
      const browser = await chromium.launch({ executablePath: findChromium(), args: chromiumArguments() });
      await use({ url: harness.url, browser });
      await browser.close();
      await harness.close();
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  open: async ({ harness }, use) => {
    const context = await harness.browser.newContext({ viewport: { width: 1280, height: 820 } });
    await use(async (hash, scenario = {}) => {
      const page = await context.newPage();
      await page.goto(`${harness.url}?scenario=${encodeURIComponent(JSON.stringify(scenario))}${hash}`);
      return page as unknown as Page;
    });
    await context.close();
  },
});
