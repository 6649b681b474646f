import { afterEach, expect, test } from 'vitest';
import { LANGUAGES } from '../../preload/contract/languages.ts';
import { english } from '../../preload/messages/page.ts';
import { explainHttpStatus } from '../../protocol/index.ts';
import { formatBytes } from '../../renderer/format/numbers.ts';
import { explain, explainError } from '../../renderer/text/explain.ts';
import { speak } from '../../renderer/text/speak.ts';
import { text } from '../../renderer/text/text.ts';

afterEach(() => speak('system'));

test('words and figures are those of the chosen language', async () => {
  await speak('de');
  expect([text.common.files(1500), formatBytes(1_840_000_000)]).toEqual(['1.500 Dateien', '1,84\u00a0GB']);
  await speak('en');
  expect([text.common.files(1500), formatBytes(1_840_000_000)]).toEqual(['1,500 files', '1.84 GB']);
});

test('a section kept while English was spoken says its messages in the language of the moment', async () => {
  const t = text.hangar;
  for (const language of LANGUAGES) {
    await speak(language);
    expect(Object.values(t.empty.lines)).toHaveLength(Object.keys(english.hangar.empty.lines).length);
    expect(Object.keys(t)).toEqual(Object.keys(english.hangar));
  }
});

test('a code is explained in the chosen language, and what main alone knows stays as main says it', async () => {
  const error = { code: 'self_dep', message: 'The package depends on itself.', hint: 'Remove that row.' };
  const own = { code: 'no_such_code', message: 'There is nothing at /tmp/a.' };
  await speak('en');
  expect(explainError(error)).toEqual({ code: 'self_dep', sentence: error.message, hint: error.hint });
  expect(explain('http_503').sentence).toBe(explainHttpStatus(503).sentence);
  await speak('de');
  expect(explainError(error).sentence).toBe('Das Paket hängt von sich selbst ab.');
  expect(explainError(own).sentence).toBe(own.message);
  expect(explainError({ code: 'no_token', message: 'There is no token.' }).sentence).toContain('kein Token');
  expect([explain('aborted'), explain('http_429'), explain('http_503'), explain('tomorrow')]).toMatchObject([
    { code: 'aborted', sentence: expect.stringMatching(/^Die Registry hat die Verarbeitung aufgegeben/) },
    { sentence: 'Zu viele Anfragen in kurzer Zeit.' },
    { sentence: 'Die Registry hat selbst ein Problem (503).' },
    { code: 'tomorrow', sentence: 'Die Registry antwortete „tomorrow“.' },
  ]);
});
