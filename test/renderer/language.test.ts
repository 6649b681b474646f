import { afterEach, expect, test } from 'vitest';
import { english } from '../../renderer/text/en/index.ts';
import { LANGUAGES, speak } from '../../renderer/text/language.ts';
import { text } from '../../renderer/text/text.ts';

afterEach(() => speak('system'));

test('a section kept while English was spoken says its messages in the language of the moment', () => {
  const t = text.hangar;
  for (const language of LANGUAGES) {
    speak(language);
    expect(t.empty.lines).toHaveLength(english.hangar.empty.lines.length);
    expect(Object.keys(t)).toEqual(Object.keys(english.hangar));
  }
});
