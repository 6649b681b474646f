import type { Page } from '@playwright/test';
import axe from 'axe-core';
import { expect } from '../fixtures.ts';

export async function expectAccessible(page: Page, place: string): Promise<void> {
  // The pointer rests on what was clicked, and a tooltip that comes up meanwhile would be judged half faded in.
  await page.mouse.move(0, 0);
  await expect(page.getByRole('tooltip')).toHaveCount(0);
  await page.evaluate(untilStill);
  // Read once a page, and asked for faults alone: three times as fast as anew each time with all that passed.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  expect.soft(await page.evaluate(seriousFaults), place).toEqual([]);
}

async function seriousFaults(): Promise<string[]> {
  const { axe: inPage } = window as unknown as { axe: typeof axe };
  // What stands behind an open dialog nobody can reach, and it is looked at on its own.
  const dialog = document.querySelector('dialog:modal');
  const { violations } = await inPage.run(dialog ?? document, { resultTypes: ['violations'] });
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}

/** What is half faded in has half of its contrast: everything that moves and will stop has stopped. */
async function untilStill(): Promise<void> {
  const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity);
  await Promise.allSettled(ending.map(({ finished }) => finished));
}
