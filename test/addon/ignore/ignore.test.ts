import fc from 'fast-check';
import ignore from 'ignore';
import { expect, test } from 'vitest';
import { BUILT_IN_RULES, builtInRuleFor } from '../../../main/addon/ignore/built-in.ts';
import { createIgnoreRules } from '../../../main/addon/ignore/rules.ts';
import { readIgnoreRules } from '../../../main/addon/index.ts';
import { tempFolder } from '../folder.ts';

test('the quick matcher of the built-in rules agrees with gitignore', () => {
  const gitignore = ignore().add(BUILT_IN_RULES.map(({ pattern }) => pattern));
  const pieces = BUILT_IN_RULES.flatMap(({ pattern }) => [
    pattern.replaceAll('*', ''),
    pattern.replaceAll('*', 'x'),
    pattern.replaceAll('*', 'a.b').toUpperCase(),
  ]);
  const name = fc
    .array(fc.oneof(fc.constantFrom(...pieces), fc.constantFrom('a', '.', '~', '.bak', 'log', '_')), {
      minLength: 1,
      maxLength: 3,
    })
    .map((parts) => parts.join(''))
    .filter((text) => text !== '.' && text !== '..');
  fc.assert(
    fc.property(name, (text) => {
      expect([text, builtInRuleFor(text) !== undefined]).toEqual([text, gitignore.ignores(text)]);
    }),
    { numRuns: 3000 },
  );
});

test('the icon of a folder on macOS is left out, and no file of a similar name', () => {
  const names = ['Icon\r', 'Icon', 'Icon.png', 'Icons', 'Icon[\r]'];
  expect(names.map((name) => builtInRuleFor(name)?.reason)).toEqual([
    'left by the operating system',
    ...[undefined, undefined, undefined, undefined],
  ]);
});

test('for any path it can be asked which rule hides it and from where', () => {
  const rules = createIgnoreRules({
    ignoreFile: '# sources\n*.psd\r\n\n/parts/\n!keep.psd',
    extra: ['docs/internal', '*.wav'],
  });
  expect(rules.explain('a/b.psd')).toEqual({
    rule: { source: 'ignore-file', pattern: '*.psd', line: 2 },
    at: 'a/b.psd',
  });
  expect(rules.explain('a/keep.psd')).toBeUndefined();
  expect(rules.explain('parts/keep.psd')).toEqual({
    rule: { source: 'ignore-file', pattern: '/parts/', line: 4 },
    at: 'parts',
  });
  expect(rules.explain('docs/internal/notes/a.txt')).toEqual({
    rule: { source: 'project', pattern: 'docs/internal' },
    at: 'docs/internal',
  });
  expect(rules.explain('.git/config')).toEqual({
    rule: { source: 'built-in', pattern: '.git', reason: 'version control' },
    at: '.git',
  });
  expect(rules.explain('objects/plane.obj')).toBeUndefined();
});

test('an own rule brings back what a built-in one hides, the project files excepted', () => {
  const rules = createIgnoreRules({ ignoreFile: '!Log.txt\n!.xpkgignore\n!loadmaster.json' });
  expect(rules.hiddenBy('docs/Log.txt', false)).toBeUndefined();
  expect(rules.hiddenBy('.xpkgignore', false)).toMatchObject({ source: 'built-in' });
  expect(rules.hiddenBy('loadmaster.json', false)).toMatchObject({ source: 'built-in' });
});

test('a rule for folders leaves files alone, and names are compared without case', () => {
  const rules = createIgnoreRules({ ignoreFile: 'source/' });
  expect(rules.hiddenBy('source', false)).toBeUndefined();
  expect(rules.hiddenBy('Source', true)).toBeDefined();
  expect(rules.hiddenBy('sub/THUMBS.DB', false)).toBeDefined();
});

test('.xpkgignore is read from the folder, with or without a byte order mark; none is no fault', async () => {
  const rules = await readIgnoreRules(tempFolder({ '.xpkgignore': '\uFEFF*.psd\n' }), ['*.xcf']);
  expect(rules.explain('a.psd')?.rule.line).toBe(1);
  expect(rules.explain('a.xcf')?.rule.source).toBe('project');
  expect((await readIgnoreRules(tempFolder())).explain('a.psd')).toBeUndefined();
});

test('rules that no matcher is ever done with are refused, and a deep path is answered at once', () => {
  const hostile = [`${'**/a/'.repeat(10)}b`, `${'*a'.repeat(30)}b`, 'x'.repeat(2_000), '**/ok/*'];
  const rules = createIgnoreRules({ ignoreFile: hostile.join('\n') });
  expect(rules.faults.map((fault) => fault.with[0])).toEqual([1, 2, 3]);
  expect(rules.own.map(({ pattern }) => pattern)).toEqual(['**/ok/*']);
  expect(rules.explain(`${'a/'.repeat(300)}${'a'.repeat(200)}`)).toBeUndefined();
});
