import { expect, test } from 'vitest';
import { RULE_IDS } from '../../main/addon/preflight/run.ts';
import { LANGUAGES } from '../../preload/contract/languages.ts';
import { catalogues } from '../../renderer/text/catalogues.ts';

// Main says its findings in English.
const OTHERS = LANGUAGES.filter((language) => language !== 'en');

test.each(OTHERS)('%s has a title and a reason for every check', (language) => {
  expect(RULE_IDS.filter((id) => catalogues[language].rule(id) === null)).toEqual([]);
  expect(catalogues[language].rule('toString')).toBe(null);
});
