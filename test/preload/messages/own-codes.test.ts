import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { LANGUAGES } from '../../../preload/contract/languages.ts';
import { explainErrorIn } from '../../../preload/messages/index.ts';

/** Codes that no page meets: the registry answers them to its clients, the terminal says them itself. */
const ELSEWHERE = /^main\/(?:cli|registry|registry-pages|static-registry|gather)\//;
const CODE = /(?:\bcode: |\b(?:fail|refuse|\w*Error|\w*Fault|\w*Refusal|\w*Refused)\(\s*)'([a-z]+(?:_[a-z0-9]+)+)'/g;
const OTHERS = LANGUAGES.filter((language) => language !== 'en');

test.each(OTHERS)('%s has words for every error of main', (language) => {
  const codes = codesOfMain();
  expect(codes.length).toBeGreaterThan(80);
  const silent = codes.filter((code) => {
    const { sentence } = explainErrorIn(language, { code, message: 'as main says it' });
    return sentence === 'as main says it';
  });
  expect(silent).toEqual([]);
});

test('a code that nobody translated is found', () => {
  const unknown = { code: 'no_such_code', message: 'as main says it' };
  expect(explainErrorIn('de', unknown).sentence).toBe('as main says it');
  expect([..."fail('a_code', 'x'); throw new DiskError(\n  'b_code'); { code: 'c_code' }".matchAll(CODE)]).toHaveLength(
    3,
  );
});

function codesOfMain(): string[] {
  const files = readdirSync('main', { recursive: true, encoding: 'utf8' })
    .map((path) => `main/${path.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.ts') && !ELSEWHERE.test(path));
  const found = files.flatMap((path) =>
    [...readFileSync(path, 'utf8').matchAll(CODE)].flatMap(([, code]) => code ?? []),
  );
  return [...new Set(found)].toSorted();
}
