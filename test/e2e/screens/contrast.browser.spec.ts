import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { openSampleForm, screenLink } from './story.ts';

// What axe does not look at: the edge of a box that is not ticked, and what is left where the system chooses the colours.
const LEAST = 3;

for (const theme of ['dark', 'light'] as const) {
  test(`the edges of unchecked boxes stand out from what is behind them, ${theme}`, async ({ page }) => {
    for (const kind of ['aircraft', 'library', 'plugin'] as const) {
      await page.evaluate((wanted) => window.loadmaster.addons.createSample({ kind: wanted }), kind);
    }
    await page.evaluate((chosen) => window.loadmaster.settings.update({ theme: chosen }), theme);
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', theme);
    await screenLink(page, 'Registry').click();
    await page.getByRole('tab', { name: 'Local registry' }).click();
    await page.getByRole('button', { name: 'Create a token' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectEdges(page, 'token');
    await page.keyboard.press('Escape');
    await screenLink(page, 'Hangar').click();
    await expect(page.getByRole('article').getByRole('checkbox').first()).toBeVisible();
    await expectEdges(page, 'Hangar');
  });
}

async function expectEdges(page: Page, place: string): Promise<void> {
  const edges = await page.evaluate(readEdges);
  expect(edges.length, `${place}: boxes that are not ticked`).toBeGreaterThan(0);
  for (const { name, contrast } of edges) expect.soft(contrast, `${place}: ${name}`).toBeGreaterThanOrEqual(LEAST);
}

/** Of each box that is not ticked, how its edge stands out. Runs in the page. */
function readEdges(): { name: string; contrast: number }[] {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
  const parse = (colour: string): number[] => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = (colour: number[]): number => {
    const [red = 0, green = 0, blue = 0] = colour.map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const behind = (element: Element | null): number[] => {
    for (let one = element; one; one = one.parentElement) {
      const colour = parse(getComputedStyle(one).backgroundColor);
      if (colour[3] === 255) return colour;
    }
    return [255, 255, 255, 255];
  };
  const boxes = [...document.querySelectorAll<HTMLInputElement>('input[type=checkbox], input[type=radio]')];
  return boxes
    .filter((box) => !box.checked && !box.disabled && box.checkVisibility({ opacityProperty: true }))
    .filter((box) => box.getBoundingClientRect().width > 4 && getComputedStyle(box).borderTopWidth !== '0px')
    .map((box) => {
      const levels = [light(parse(getComputedStyle(box).borderTopColor)), light(behind(box.parentElement))];
      const [bright = 0, dark = 0] = levels.toSorted((a, b) => b - a);
      return {
        name: box.getAttribute('aria-label') ?? box.labels?.[0]?.textContent ?? box.id,
        contrast: (bright + 0.05) / (dark + 0.05),
      };
    });
}

test('where the system chooses the colours, the active place, the chosen tab and every state are still told', async ({
  page,
}) => {
  await openSampleForm(page);
  await page.emulateMedia({ forcedColors: 'active' });
  const outlined = (element: Element) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
  };
  expect(await screenLink(page, 'Hangar').evaluate(outlined)).toBe(true);
  expect(await screenLink(page, 'Activity').evaluate(outlined)).toBe(false);
  expect(await page.getByRole('tab', { name: 'Release' }).evaluate(outlined)).toBe(true);
  expect(await page.getByRole('tab', { name: 'Contents' }).evaluate(outlined)).toBe(false);
  await page.locator('[data-publish]').click();
  await expect(page.locator('section[data-phase="processed"]')).toBeVisible({ timeout: 30_000 });
  // A state is a word, and its stripe keeps colour and pattern.
  await expect(page.locator('section[data-phase="processed"]')).toContainText('processed');
  const stripe = (light: string) =>
    page
      .locator(`section[data-stripe="${light}"]`)
      .first()
      .evaluate((element) => {
        const { display, backgroundImage, width } = getComputedStyle(element, '::before');
        return { display, backgroundImage, width: Number.parseFloat(width) };
      });
  expect(await stripe('ok')).toMatchObject({ backgroundImage: expect.stringContaining('gradient') });
  expect((await stripe('ok')).width).toBeGreaterThan(4);
  await page.getByRole('checkbox', { name: 'Linux' }).uncheck();
  const choice = (name: string) => page.locator('label', { has: page.getByRole('checkbox', { name }) });
  expect(await choice('Linux').evaluate(outlined)).toBe(false);
  expect(await choice('Windows').evaluate(outlined)).toBe(true);
});
