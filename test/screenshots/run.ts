import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { ensureBuilt } from '../../main/browser/ensure-built.ts';
import { openShell } from '../e2e/shells.ts';
import { SCENES } from './scenes.ts';

// npm run screenshots: every screen in both themes, over the real services on a fresh data folder, into docs/screenshots.

const OUT = join(import.meta.dirname, '..', '..', 'docs', 'screenshots');
const THEMES = ['dark', 'light'] as const;
const QUALITY = 88;

/** WebP, which a browser can write itself: a third of the bytes of a PNG, with letters as sharp. */
async function picture(page: Page, file: string): Promise<number> {
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: QUALITY });
  await session.detach();
  const bytes = Buffer.from(data, 'base64');
  writeFileSync(join(OUT, file), bytes);
  return bytes.length;
}

/** Two frames after a change everything has been painted with it. */
function drawn(page: Page): Promise<void> {
  return page.evaluate(
    () =>
      new Promise<void>((resolve) =>
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 100))),
      ),
  );
}

async function run(): Promise<void> {
  await ensureBuilt((line) => console.log(line), true);
  mkdirSync(OUT, { recursive: true });
  const dataFolder = mkdtempSync(join(tmpdir(), 'loadmaster-screenshots-'));
  const app = await openShell('browser', { dataFolder });
  try {
    await app.page.setViewportSize({ width: 1360, height: 860 });
    await app.page.emulateMedia({ reducedMotion: 'reduce' });
    for (const { name, show } of SCENES) {
      await show(app.page);
      for (const theme of THEMES) {
        await app.page.evaluate((chosen) => window.loadmaster.settings.update({ theme: chosen }), theme);
        await app.page.locator(`html[data-mantine-color-scheme="${theme}"]`).waitFor();
        await drawn(app.page);
        const bytes = await picture(app.page, `${name}-${theme}.webp`);
        console.log(`${name}-${theme}.webp ${Math.round(bytes / 1000)} kB`);
      }
    }
  } finally {
    await app.close();
    rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5 });
  }
}

await run();
