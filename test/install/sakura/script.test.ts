import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { takeSnapshot } from '../../../main/install/xplane/snapshot.ts';
import { inWords } from '../../../preload/messages/index.ts';
import { mutate } from '../../addon/preflight/mutate-script.ts';
import { tempFolder } from '../../temp-folder.ts';
import { scriptWorld } from '../a-package.ts';

async function printed(text: string): Promise<string[]> {
  const { error, printed: lines } = await scriptWorld().run(text);
  expect(error).toBeUndefined();
  return [...lines];
}

test('the language: variables, conditions, loops, functions', async () => {
  expect(
    await printed(`
$sum = 0
for %i in range(1, 9) {
  if i == 3 { continue } else if i == 5 { break }
  sum = sum + i
}
print(sum, add(2, 3), add(2), "a" * 3, 1 / 2, !TRUE, 5 > 3 & "x" == "x")
%x = 5
if TRUE { $x = 10; x = 7; print(x) }
print(x, undefined, type(range(2)), str(@root != @default), total(1, 2, 3))
$n = 3
while n > 0 { n = n - 1 }
print(n)
func add(%a, $b = 10) { return a + b }
func total(...%all) { $t = 0; for %v in all { t = t + v }; return t }
`),
  ).toEqual(['7 5 12 aaa 0.5 false true', '7', '5 NULL iterable true 6', '0']);
});

test('commands do what they say', async () => {
  const world = scriptWorld({ 'p/author.addon/a/b.txt': 'b', 'x/open/old.txt': 'old' });
  const { error, printed: lines } = await world.run(`
COPY @default TO /open/"made"/$(@packageName)
MKDIR /open/one
MKDIRS /open/"two"/"three"
WRITE "hello" TO /open/one/"w.txt"
APPEND " world" TO /open/one/"w.txt"
MOVE /open/"old.txt" TO /open/two/"moved.txt"
RENAME /open/two/"moved.txt" TO "new.txt"
%text = READ /open/one/"w.txt"
%gone = EXISTS /open/"old.txt"
%dir = ISDIR /open/one
%file = ISFILE /open/one
print(text, gone, dir, file)
%place = PATH /open/two
for %each in place { print(each == PATH2()) }
DELETE /open/two/"three"
func PATH2() { %p = PATH /open/two/"new.txt"; return p }
`);
  expect(error).toBeUndefined();
  expect(lines).toEqual(['hello world false true false', 'true', 'false']);
  expect([...(await takeSnapshot(join(world.bounds, 'x'))).keys()]).toEqual([
    'open/made/The Add-on/a/b.txt',
    'open/one/w.txt',
    'open/two/new.txt',
  ]);
  expect(readdirSync(join(world.bounds, 'trash'))).toEqual([]);
});

test('an error takes everything back, also what was deleted and overwritten', async () => {
  const world = scriptWorld({ 'p/author.addon/a.txt': 'new', 'x/open/a.txt': 'old', 'x/open/folder/b.txt': 'b' });
  const before = await takeSnapshot(world.bounds);
  const { error } = await world.run(`
COPY @default/"a.txt" TO /open/"a.txt"
DELETE /open/folder
MKDIRS /open/x/y
WRITE "1" TO /open/x/y/"z"
APPEND "2" TO /open/x/y/"z"
RENAME /open/x TO "q"
MOVE /open/q TO /open/r
COPY @default TO /open/deep/er
DELETE /open/"is not there"
`);
  expect(error?.line).toBe(10);
  expect(error && inWords(error.fault)).toMatch(/no .*is not there.* to delete/);
  expect(await takeSnapshot(world.bounds)).toEqual(before);
  expect(readFileSync(join(world.bounds, 'x/open/a.txt'), 'utf8')).toBe('old');
  expect(readdirSync(join(world.bounds, 'x/open'))).toEqual(['a.txt', 'folder']);
});

test.each([
  ['WRITE "x" TO /shut/"a"', /may not write/],
  ['COPY @default TO /shut/a', /may not write/],
  ['MKDIR /open/"not here"', /may not write/],
  ['DELETE /shut', /may not write/],
  ['DELETE @default', /may not write/],
  ['MOVE @default TO /open/a', /may not write/],
  ['%a = READ /hidden/"a"', /may not read/],
  ['%up = ".."\nDELETE /open/$(up)/$(up)', /may not write/],
  ['%p = PATH /open\nWRITE "x" TO $(p)/$("..")/"a"', /may not write/],
  ['%s = "a/b"\nMKDIR /open/$(s)', /slash/],
  ['RENAME /open TO ".."', /new name/],
  ['MKDIR /open/a/b', /folder .* is not there/],
  ['MKDIR /open', /there already/],
  ['COPY @default/"no" TO /open/a', /nothing to take/],
  ['COPY /open TO /open/inner', /lie in each other/],
  ['while TRUE { }', /did not end/],
  ['f()\nfunc f { f() }', /deep/],
  ['%a = "x" * 999999999', /longer/],
  ['$a = "x" * 1000000\nwhile TRUE { a = a + a }', /longer/],
  ['range(1e9)', /at most/],
  ['%a = 1\na = 2', /constant/],
  ['b = 2', /never given/],
  ['if 5 { }', /condition/],
  ['nothing()', /no function/],
  ['exit(3, "sorry")', /sorry/],
])('refused: %s', async (text, says) => {
  const world = scriptWorld({ 'x/hidden/a': 'secret' });
  const before = await takeSnapshot(world.bounds);
  const { error } = await world.run(text);
  expect(error && inWords(error.fault)).toMatch(says);
  expect(await takeSnapshot(world.bounds)).toEqual(before);
});

test('exit(0) keeps what was done', async () => {
  const world = scriptWorld();
  expect(await world.run('MKDIR /open/a\nexit()\nMKDIR /open/b')).toEqual({ printed: [] });
  expect(readdirSync(join(world.bounds, 'x/open'))).toEqual(['a']);
});

test('links lead nowhere, wherever they stand', async () => {
  const outside = tempFolder();
  writeFileSync(join(outside, 'secret.txt'), 'secret');
  for (const text of [
    'DELETE /open/link/"secret.txt"',
    'WRITE "x" TO /open/link/"new.txt"',
    'APPEND "x" TO /open/file',
    'COPY @default TO /open/link/a',
    'MKDIRS /open/link/a/b',
    '%a = READ /open/file',
    'COPY /open/file TO /open/copied',
    'COPY /open/around TO /open/copied',
    'RENAME /open/link/"secret.txt" TO "b"',
    'MOVE /open/link/"secret.txt" TO /open/b',
  ]) {
    const world = scriptWorld({
      'x/open/link': { link: outside },
      'x/open/file': { link: join(outside, 'secret.txt') },
      'p/author.addon/a.txt': 'a',
      'x/open/around/to': { link: outside },
    });
    const { error } = await world.run(text);
    expect(error && inWords(error.fault), text).toMatch(/link/);
    expect(readdirSync(outside)).toEqual(['secret.txt']);
    expect(readFileSync(join(outside, 'secret.txt'), 'utf8')).toBe('secret');
  }
});

test('what is linked from the author is never written into', async () => {
  const world = scriptWorld({ 'p/author.addon/settings.ini': 'of the author' });
  await world.run(
    'COPY @default TO /open/a\nAPPEND "more" TO /open/a/"settings.ini"\nWRITE "new" TO /open/a/"settings.ini"',
  );
  expect(readFileSync(join(world.bounds, 'x/open/a/settings.ini'), 'utf8')).toBe('new');
  expect(readFileSync(join(world.bounds, 'p/author.addon/settings.ini'), 'utf8')).toBe('of the author');
});

test('mutated scripts end, and change nothing outside of what may be written', async () => {
  const world = scriptWorld({ 'p/author.addon/a.txt': 'a', 'x/shut/b.txt': 'b' });
  const outside = async () =>
    [...(await takeSnapshot(world.bounds))].filter(([path]) => !path.startsWith('x/open/') && !path.startsWith('tmp/'));
  const before = await outside();
  for (let seed = 0; seed < 300; seed++) await world.run(mutate(seed));
  expect(await outside()).toEqual(before);
});
