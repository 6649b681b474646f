import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkScript } from '../../../main/addon/preflight/sakura/check-script.ts';

test.each([
  '# a comment only',
  '',
  'COPY @default TO /Aircraft/"Extra Aircraft"/$(@packageName)',
  'DELETE /Resources/plugins/$(@packageName) # and gone',
  'MKDIRS /"Custom Scenery"/$(@packageName)/inner',
  'WRITE some text of any kind TO @tmp/note.txt',
  'RENAME @default/a TO @default/b',
  'somethingElse that is not described',
])('good: %s', (line) => {
  expect(checkScript(line)).toEqual([]);
});

test.each([
  ['COPY @default', /needs TO/],
  ['COPY TO /x', /not what/],
  ['COPY @default TO', /not where/],
  ['COPY @default TO /Custom Scenery/x', /in quotes/],
  ['DELETE', /needs a path/],
  ['DELETE Resources/plugins', /starts with \//],
  ['DELETE /a/../../b', /climb/],
  ['DELETE /a\\b', /forward/],
  ['DELETE /"open', /quote/],
  ['DELETE /$(@packageName', /not closed/],
  ['DELETE /a)', /never opened/],
  ['copy @default TO /x', /capitals/],
])('bad: %s', (line, says) => {
  expect(checkScript(`# first\n${line}`)).toEqual([{ line: 2, message: expect.stringMatching(says) }]);
});

test('an old script with a head is named as such', () => {
  expect(checkScript('script_type: install\n---\n')[0]?.message).toMatch(/old \.xpkgs/);
});

test('no text makes the checker throw, and each fault names a line that is there', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      const lines = text.split(/\r?\n/).length;
      for (const fault of checkScript(text)) expect(fault.line >= 1 && fault.line <= lines).toBe(true);
    }),
  );
});
