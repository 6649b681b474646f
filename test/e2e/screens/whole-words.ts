import type { Page } from '@playwright/test';
import { expect } from '../fixtures.ts';

/** Longer ones (paths, hashes, addresses, keys, compounds) may be broken where there is no other way. */
const LONGEST = 15;

/** No word, number or name stands on two lines, and nothing is wider than the window. */
export async function expectWholeWords(page: Page, place: string): Promise<void> {
  const broken = await page.evaluate(findBroken, LONGEST);
  expect.soft(broken, `${place}: broken inside a word`).toEqual([]);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect.soft(wide, `${place}: wider than the window by so many pixels`).toBeLessThanOrEqual(0);
}

function findBroken(longest: number): string[] {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = new Set<string>();
  const range = document.createRange();
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const parent = node.parentElement;
    if (!parent?.checkVisibility() || parent.closest('.visually-hidden, textarea, svg')) continue;
    for (const { 0: all, index: begin } of (node.textContent ?? '').matchAll(/\S+/g)) {
      if (all.length > longest) continue;
      // A line may end after what is neither letter nor digit, such as a hyphen or a slash.
      for (const { 0: word, index } of all.matchAll(/[\p{L}\p{N}]+(?:[.,][\p{L}\p{N}]+)*/gu)) {
        range.setStart(node, begin + index);
        range.setEnd(node, begin + index + word.length);
        const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
        if (lines.size > 1) found.add(`${word} in ${parent.textContent?.trim().slice(0, 60)}`);
      }
    }
  }
  return [...found];
}
