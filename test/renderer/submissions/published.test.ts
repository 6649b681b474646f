import { afterEach, expect, test } from 'vitest';
import type { AddonSummary } from '../../../preload/contract.ts';
import { publishedChip } from '../../../renderer/submissions/published.ts';
import { statusWord } from '../../../renderer/submissions/status-word.ts';
import { speak } from '../../../renderer/text/speak.ts';

afterEach(() => speak('system'));

function chipOf(status: string): string | undefined {
  return publishedChip({ lastPublished: { version: '1.0.0', status } } as AddonSummary)?.label;
}

test('how a version stands is said in the language of the screens, on cards as in Activity', async () => {
  await speak('de');
  expect(['processed', 'processing', 'failed_macosx', 'removed'].map(chipOf)).toEqual([
    '1.0.0 verarbeitet',
    '1.0.0 wird verarbeitet',
    '1.0.0 fehlgeschlagen',
    '1.0.0 entfernt',
  ]);
  await speak('en');
  expect(chipOf('processed')).toBe('1.0.0 processed');
});

test('a code that authors quote, and one that nobody knows, stays as it came', async () => {
  await speak('de');
  expect(['failed_macosx', 'failed_by_gremlins'].map(statusWord)).toEqual(['failed_macosx', 'failed_by_gremlins']);
});
