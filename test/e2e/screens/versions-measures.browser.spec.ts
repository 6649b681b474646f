import { expect } from '@playwright/test';
import { describeMachine, type Figure, figureTable, writeBenchmarkSection } from '../../bench/section.ts';
import { test } from './fake-main.ts';
import { busyTime, scrollThrough } from './frames.ts';

// A package of 2,000 versions, over a main in memory that answers at once: what is measured is the page. The figures go
// to docs/benchmarks.md when LOADMASTER_WRITE_FIGURES is set; asserted is the page's own work.
const VERSIONS = 2000;
const FPS_TARGET = 55;
const FRAME_MS = 1000 / FPS_TARGET;
const FIRST_TARGET_MS = 1000;

test('2,000 versions: first screen and scrolling', async ({ open }) => {
  const figures: Figure[] = [];
  const page = await open('#/addon/velis/versions', { versions: VERSIONS });
  const table = page.getByRole('table', { name: 'Versions of horizon.velis' });
  await expect(table).toBeVisible();
  await page.addInitScript(noteFirstRow);
  await page.reload();
  await page.waitForFunction(() => 'firstRow' in window);
  const first = await page.evaluate(() => (window as unknown as { firstRow: number }).firstRow);
  figures.push({
    what: 'navigation until versions are on screen',
    measured: `${first.toFixed(0)} ms`,
    target: `under ${FIRST_TARGET_MS} ms`,
    met: first < FIRST_TARGET_MS,
  });
  const more = page.getByRole('button', { name: /^Show \d+ more/ });
  for (let portion = 0; portion < 4; portion += 1) await more.click();
  await expect(table.getByRole('row')).toHaveCount(501);
  await page.getByRole('main').evaluate((main) => main.scrollTo(0, 0));
  const busy = await busyTime(page);
  const scrolled = await page
    .getByRole('main')
    .locator('> *')
    .first()
    .evaluate(scrollThrough, { step: 60, rows: '[role=row], tr' });
  const perFrame = (await busy()) / scrolled.frames;
  figures.push({
    what: 'scrolling 500 of them, frames a second (longest frame)',
    measured: `${scrolled.rate.toFixed(1)} (${scrolled.longest.toFixed(0)} ms)`,
    target: `${FPS_TARGET} or better`,
    met: scrolled.rate >= FPS_TARGET,
  });
  figures.push({
    what: "the page's own work for a frame of scrolling",
    measured: `${perFrame.toFixed(1)} ms`,
    target: `under ${FRAME_MS.toFixed(1)} ms`,
    met: perFrame < FRAME_MS,
  });
  const rows = figureTable(figures);
  console.log(rows);
  if (process.env.LOADMASTER_WRITE_FIGURES) {
    const how = 'Written by test/e2e/screens/versions-measures.browser.spec.ts, over a main in memory.';
    writeBenchmarkSection('versions', `## A package of 2,000 versions\n\n${how}\n${describeMachine()}.\n\n${rows}`);
  }
  expect(perFrame).toBeLessThan(FRAME_MS);
});

/** Keeps the moment in which the first rows have been painted. Runs in the page, before anything else. */
function noteFirstRow(): void {
  const look = (): void => {
    if (!document.querySelector('tbody tr')) requestAnimationFrame(look);
    else requestAnimationFrame(() => setTimeout(() => Object.assign(window, { firstRow: performance.now() })));
  };
  requestAnimationFrame(look);
}
