import { expect, test } from 'vitest';
import { LANGUAGES } from '../../../preload/contract/languages.ts';
import { errorIn, explainErrorIn, fault, faultAt, saidOf, withMore } from '../../../preload/messages/index.ts';

const OTHERS = LANGUAGES.filter((language) => language !== 'en');

test('an error has the code of its section, English words, and both as data', () => {
  const error = fault('too_large.toRead', 'big.dds', 20, 10);
  expect(error).toEqual({
    code: 'too_large',
    message: 'big.dds has 20 bytes; more than 10 are not read.',
    said: { message: { id: 'too_large.toRead', with: ['big.dds', 20, 10] } },
  });
  const withHint = fault('not_found.text', '/addons/one');
  expect(withHint.hint).toBe('Was it moved, renamed, or is its disk unplugged?');
  expect(withHint.said.hint?.id).toBe('not_found.textHint');
});

test.each(OTHERS)('%s says an error with what English names: the path, the host, the number', (language) => {
  const { sentence, hint } = explainErrorIn(language, fault('folder_missing.bucket', 'skies', 's3.example.org'));
  expect(sentence).toContain('skies');
  expect(sentence).toContain('s3.example.org');
  expect(sentence).not.toContain('There is no');
  expect(hint).not.toContain('Buckets are made');
  const inside = explainErrorIn(language, fault('gave_up.because', fault('net_refused.text', 'here:1').said.message));
  expect(inside.sentence).toMatch(/here:1/);
  expect(inside.sentence).not.toContain('Nothing answers');
});

test('a place before a sentence and a count after it are said in the language of the sentence', () => {
  const error = faultAt('a/b.obj', fault('not_allowed.readOnly'));
  expect(error.message).toBe('a/b.obj: The disk is read-only.');
  expect(explainErrorIn('de', error).sentence).toMatch(/^a\/b\.obj: Auf /);
  const many = fault('blocked.because', withMore(saidOf(fault('too_large.service')), 2));
  expect(many.message).toBe('The service refuses files of this size. (and 2 more)');
  expect(explainErrorIn('de', many).sentence).toMatch(/ \(und 2 weitere\)$/);
});

test('what was written down before errors had their words as data is said by its code', () => {
  const old = { code: 'no_addon', message: 'as main said it' };
  expect(explainErrorIn('de', old).sentence).toMatch(/Hangar/);
  expect(explainErrorIn('en', old).sentence).toBe('as main said it');
  expect(explainErrorIn('de', { code: 'no_such_code', message: 'as main says it' }).sentence).toBe('as main says it');
});

test('what is thrown carries its error, and anything else carries none', () => {
  const error = fault('disk_full.text');
  expect(errorIn(Object.assign(new Error(error.message), { error }))).toBe(error);
  expect(errorIn(Object.assign(new Error('x'), { error: 'text' }))).toBeUndefined();
  expect(errorIn(new Error('x'))).toBeUndefined();
  expect(errorIn(undefined)).toBeUndefined();
});
