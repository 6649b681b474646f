import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { ensureBuilt } from '../../main/browser/ensure-built.ts';
import { LANGUAGES } from '../../preload/contract/languages.ts';
import type {} from '../../renderer/bridge.ts';
import { speak } from '../../renderer/text/speak.ts';
import { openShell } from '../e2e/shells.ts';
import { makeFolder } from '../make-folder.ts';
import { SCENES } from './scenes.ts';

// npm run screenshots: every screen in both themes, over the real services on a fresh data folder, into docs/screenshots.
// `-- --language de --width 1024 --out FOLDER` shows whether another language fits; an element that cuts its text is named.

const { values: asked } = parseArgs({
  options: {
    language: { type: 'string', default: 'en' },
    width: { type: 'string', default: '1360' },
    out: { type: 'string', default: join(import.meta.dirname, '..', '..', 'docs', 'screenshots') },
  },
});
const OUT = asked.out;
const LANGUAGE = LANGUAGES.find((known) => known === asked.language) ?? 'en';
const THEMES = ['dark', 'light'] as const;
const QUALITY = 88;
const LONGEST_MS = 60_000;

/** WebP, which a browser can write itself: a third of the bytes of a PNG, with letters as sharp. */
async function picture(page: Page, file: string): Promise<number> {
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: QUALITY });
  await session.detach();
  const bytes = Buffer.from(data, 'base64');
  writeFileSync(join(OUT, file), bytes);
  return bytes.length;
}

/** Two frames after a change everything has been painted with it, and what moves to its new place or colour has arrived. */
function drawn(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    await frame();
    await frame();
    // What goes round for ever, such as a bar of unknown length, has no end to wait for.
    const ending = document
      .getAnimations()
      .filter((one) => Number.isFinite(one.effect?.getComputedTiming().endTime ?? Number.POSITIVE_INFINITY));
    await Promise.all(ending.map((one) => one.finished.catch(() => {})));
    await frame();
  });
}

/** What is on the page and does not fit where it stands, unless it may be scrolled to. */
function cutTexts(): readonly string[] {
  const texts = [...document.querySelectorAll<HTMLElement>('main *, nav *, header *, dialog *')].filter(
    (element) => element.childElementCount === 0 && element.checkVisibility() && element.textContent.trim() !== '',
  );
  const cut = texts.filter((element) => {
    if (element.closest('.visually-hidden')) return false;
    const hidden = getComputedStyle(element).overflowX !== 'visible';
    return hidden && element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1;
  });
  const wide = document.documentElement.scrollWidth > window.innerWidth ? ['the page is wider than the window'] : [];
  return [...wide, ...cut.map((element) => element.textContent.slice(0, 80))];
}

async function run(): Promise<void> {
  await ensureBuilt((line) => console.log(line), true);
  mkdirSync(OUT, { recursive: true });
  const dataFolder = makeFolder('screenshots');
  const app = await openShell('browser', { dataFolder });
  try {
    await app.page.setViewportSize({ width: Number(asked.width), height: 860 });
    // A machine that does much else takes its time; a picture of something half drawn would be worse than waiting.
    app.page.setDefaultTimeout(LONGEST_MS);
    await app.page.emulateMedia({ reducedMotion: 'reduce' });
    await speak(LANGUAGE);
    await app.page.evaluate((language) => window.loadmaster.settings.update({ language }), LANGUAGE);
    await app.page.locator(`html[lang="${LANGUAGE}"]`).waitFor();
    for (const { name, show } of SCENES) {
      await show(app.page).catch(async (fault: unknown) => {
        await picture(app.page, `${name}-failed.webp`);
        throw fault;
      });
      for (const cut of await app.page.evaluate(cutTexts)) console.log(`${name}: cut off: ${cut}`);
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
