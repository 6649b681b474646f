import { afterEach, expect, test } from 'vitest';
import { LANGUAGES } from '../../preload/contract/languages.ts';
import { formatBytes } from '../../renderer/format/numbers.ts';
import { english } from '../../renderer/text/en/index.ts';
import { speak } from '../../renderer/text/language.ts';
import { text } from '../../renderer/text/text.ts';

afterEach(() => speak('system'));

test('words and figures are those of the chosen language', () => {
  speak('de');
  expect([text.common.files(1500), formatBytes(1_840_000_000)]).toEqual(['1.500 Dateien', '1,84\u00a0GB']);
  speak('en');
  expect([text.common.files(1500), formatBytes(1_840_000_000)]).toEqual(['1,500 files', '1.84 GB']);
});

test('a section kept while English was spoken says its messages in the language of the moment', () => {
  const t = text.hangar;
  for (const language of LANGUAGES) {
    speak(language);
    expect(t.empty.lines).toHaveLength(english.hangar.empty.lines.length);
    expect(Object.keys(t)).toEqual(Object.keys(english.hangar));
  }
});
