import { expect, test } from 'vitest';
import { type ComparedText, textDifference } from '../../main/library/index.ts';
import { MOST_COMPARED_TEXT } from '../../main/preview/index.ts';

// Two versions of a text that were made to be slow to compare: as long as is read at all, and alike nowhere.

function text(line: (at: number) => string): ComparedText {
  let all = '';
  for (let at = 0; all.length < MOST_COMPARED_TEXT; at++) all += line(at);
  return { state: 'text', text: all.slice(0, MOST_COMPARED_TEXT) };
}

/** Numbers that repeat nowhere near, the same in each run. */
function scattered(seed: number): (at: number) => string {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return `${(state >> 16) & 7}\n`;
  };
}

test.each<[string, ComparedText, ComparedText]>([
  ['lines of one letter in another order', text(scattered(1)), text(scattered(2))],
  ['nothing but line ends', text(() => '\n'), text(() => '\r')],
  ['one endless line', text(() => 'x'), text(() => 'y')],
  ['every second line another', text((at) => `${at}\n`), text((at) => `${at % 2 === 0 ? at : `-${at}`}\n`)],
  ['control characters and halves of pairs', text(() => '\u0000\ud800\n'), text(() => '\udc00\u202e\n')],
])('%s: the comparison ends soon', (_, before, after) => {
  const begun = performance.now();
  const { state } = textDifference(before, after);
  const took = performance.now() - begun;
  expect(['lines', 'too_different']).toContain(state);
  // Half a second is the limit inside; the rest is for a machine that does other things.
  expect(took).toBeLessThan(5000);
});
