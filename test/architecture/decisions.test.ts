import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { root } from './source-files.ts';

const FOLDER = `${root}docs/decisions`;
const DECISION = /^- (\d{4}-\d{2}-\d{2}), (?:in force|replaced by [^.]+)\. \S/;

function faultsOf(page: string): string[] {
  const decisions = page.split('\n').filter((line) => line.startsWith('- '));
  const undated = decisions.filter((line) => !DECISION.test(line));
  const days = decisions.map((line) => DECISION.exec(line)?.[1] ?? '');
  return undated.length > 0 || days.join() === days.toSorted().join() ? undated : ['not oldest first'];
}

test('each decision says its day and whether it is in force, oldest first, and each page is in the list of pages', () => {
  const pages = readdirSync(FOLDER);
  expect(pages.length).toBeGreaterThan(10);
  for (const page of pages) expect(faultsOf(readFileSync(`${FOLDER}/${page}`, 'utf8')), page).toEqual([]);
  const listed = [...readFileSync(`${root}docs/decisions.md`, 'utf8').matchAll(/\(decisions\/([^)]+)\)/g)];
  expect(listed.map(([, page]) => page).sort()).toEqual(pages.sort());
});

test('a decision without a day, without a status or in the wrong place is found', () => {
  expect(faultsOf('- **Words.** Why.')).toHaveLength(1);
  expect(faultsOf('- 2026-11-28. **Words.** Why.')).toHaveLength(1);
  expect(faultsOf('- 2026-11-28, in force. A.\n- 2026-11-21, in force. B.')).toEqual(['not oldest first']);
  expect(faultsOf('- 2026-11-21, replaced by C. A.\n- 2026-11-28, in force. B.')).toEqual([]);
});
