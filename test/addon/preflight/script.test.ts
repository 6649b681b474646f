import fc from 'fast-check';
import { expect, test } from 'vitest';
import { suggestScripts } from '../../../main/addon/detect/install-scripts.ts';
import { checkScript } from '../../../main/addon/preflight/sakura/check-script.ts';
import { commandsOf, fixedPath } from '../../../main/addon/preflight/sakura/walk-script.ts';
import { inWords } from '../../../preload/messages/index.ts';
import { mutate } from './mutate-script.ts';

/** Each of these was also given to the interpreter of the language's author, with the same answer. */
test.each([
  '# a comment only',
  '\n',
  'COPY @default TO /Aircraft/"Extra Aircraft"/$(@packageName)',
  'DELETE /Resources/plugins/$(@packageName) # and gone',
  'MKDIRS /"Custom Scenery"/$(@packageName)/inner',
  'WRITE "some text of any kind" TO @tmp/note.txt',
  'WRITE "a" + str(4) TO /"b"',
  'RENAME /a TO "z"',
  'DELETE /"a\\"b"',
  'DELETE /"a\\\\b"',
  'DELETE /"TO.lua"; DELETE /"é.lua"',
  'DELETE /a.b-c.lua',
  '%x = EXISTS /"a"\nif !x {\n  MKDIRS /"a"\n}\nelse { MKDIR /"b" }',
  'for (%file in dir) { DELETE $(file) }',
  'func f(%a, $b = 5) { return a }\n$n = f(1, -2) * 3',
  'while TRUE { break }',
  'print(list(1,\n  2))',
])('good: %s', (text) => {
  expect(checkScript(text).faults).toEqual([]);
});

test.each([
  ['COPY @default', /needs TO/],
  ['COPY TO /x', /not what/],
  ['COPY @default TO', /not where/],
  ['COPY @default TO /Custom Scenery/x', /in quotes/],
  ['COPY /Custom Scenery/x TO /a', /quotes/],
  ['RENAME @default/a TO @default/b', /not a path/],
  ['WRITE some text TO /a', /quotes/],
  ['DELETE', /needs a path/],
  ['DELETE Resources/plugins', /starts with \//],
  ['DELETE /a/../../b', /climb/],
  ['DELETE /a\\b', /forward/],
  ['DELETE /a//b', /slashes/],
  ['DELETE /"a/b"', /without \//],
  ['DELETE /737-800.lua', /without quotes/],
  ['DELETE /v1.2.lua', /without quotes/],
  ['DELETE /3jFPS-wizard12.lua', /without quotes/],
  ['DELETE /TO.lua', /without quotes/],
  ['DELETE /été.lua', /without quotes/],
  ['DELETE /"open', /quote/],
  ['DELETE /$(@packageName', /not closed/],
  ['DELETE /a)', /never opened/],
  ['copy @default TO /x', /capitals/],
  ['somethingElse that is not described', /command|more on this line/],
  ['if TRUE { DELETE /a', /brace is not closed/],
  ['break', /inside a loop/],
])('bad: %s', (line, says) => {
  expect(saidOf(`# first\n${line}`)).toEqual([{ line: 2, message: expect.stringMatching(says) }]);
});

test('a byte-order mark, an empty file and an old script with a head are named as such', () => {
  expect(saidOf('\uFEFFDELETE /a')).toEqual([{ line: 1, message: expect.stringMatching(/byte-order mark/) }]);
  expect(saidOf('')[0]?.message).toMatch(/empty/);
  expect(saidOf('script_type: install\n---\n')[0]?.message).toMatch(/old \.xpkgs/);
});

test('no text makes the parser throw, and each fault names a line that is there', () => {
  const check = (text: string): void => {
    const lines = text.split('\n').length;
    for (const fault of checkScript(text).faults) expect(fault.line >= 1 && fault.line <= lines).toBe(true);
  };
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 400 }), check));
  for (let seed = 0; seed < 2000; seed++) check(mutate(seed));
});

test('nesting is bounded', () => {
  for (const deep of ['{', 'print(', 'DELETE $(', 'if TRUE {', '$a = ', '- ', '! '])
    expect(checkScript(`${deep.repeat(20_000)}`).faults.length).toBeGreaterThan(0);
});

test('a line separator in a name is a character like any other', () => {
  const entries = ['Scripts/a\u2028b.lua'].map((path) => ({ path, size: 1, mtimeNs: 0n, ino: 0n, mode: 0 }));
  const { installScript } = suggestScripts('flywithlua', entries);
  expect(checkScript(installScript ?? '').faults).toEqual([]);
});

test('what is suggested can be read, and names every file by its own name', () => {
  const name = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
    .filter((text) => !/["\\/\p{C}]/u.test(text) && !/^\.+$/.test(text));
  fc.assert(
    fc.property(fc.uniqueArray(name, { minLength: 1, maxLength: 8 }), (names) => {
      const entries = names.map((base) => ({ path: `Scripts/${base}.lua`, size: 1, mtimeNs: 0n, ino: 0n, mode: 0 }));
      const { installScript } = suggestScripts('flywithlua', entries);
      const { statements, faults } = checkScript(installScript ?? '');
      expect(faults).toEqual([]);
      const sources = commandsOf(statements).map(({ path }) => path && fixedPath(path));
      expect(sources).toEqual(entries.map(({ path }) => path));
    }),
  );
});

function saidOf(script: string): { line: number; message: string }[] {
  return checkScript(script).faults.map(({ line, fault }) => ({ line, message: inWords(fault) }));
}
