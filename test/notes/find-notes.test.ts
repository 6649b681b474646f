import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runInProcess } from '../cli/run-cli.ts';
import { tempFolder } from '../temp-folder.ts';

function git(folder: string, ...call: string[]): void {
  const who = [
    '-c',
    'user.name=A',
    '-c',
    'user.email=a@a.example',
    '-c',
    'commit.gpgsign=false',
    '-c',
    'tag.gpgsign=false',
  ];
  execFileSync('git', [...who, ...call], { cwd: folder, stdio: 'pipe' });
}

function repository(): string {
  const folder = tempFolder();
  git(folder, 'init', '--quiet');
  const commit = (subject: string) => git(folder, 'commit', '--quiet', '--allow-empty', '-m', subject);
  commit('First');
  git(folder, 'tag', 'v1.0.0');
  commit('Faster start');
  commit('fixup! Faster start');
  commit('Faster start');
  commit('No more crash with [brackets]');
  return folder;
}

test('without a change log the commits since the last tag are the notes, each once', async () => {
  const folder = repository();
  const told = { exit: 0, stdout: '- No more crash with [brackets]\n- Faster start\n' };
  expect(await runInProcess(['notes', '1.1.0', folder])).toMatchObject({
    ...told,
    stderr: 'From the commits since v1.0.0.\n',
  });
  // A job that runs for a tag has the tag already.
  git(folder, 'tag', 'v1.1.0');
  expect(await runInProcess(['notes', '1.1.0', folder])).toMatchObject(told);
  expect((await runInProcess(['notes', '1.2.0', folder])).stderr).toContain('Nothing here tells what is new in 1.2.0');
});

test('in a repository of several add-ons only the commits of the folder count', async () => {
  const folder = repository();
  mkdirSync(join(folder, 'plane'));
  writeFileSync(join(folder, 'plane/a.txt'), 'a');
  git(folder, 'add', '.');
  git(folder, 'commit', '--quiet', '-m', 'Only here');
  expect((await runInProcess(['notes', '1.1.0', join(folder, 'plane')])).stdout).toBe('- Only here\n');
});

test('the change log is asked first, and --from chooses', async () => {
  const folder = repository();
  writeFileSync(join(folder, 'CHANGELOG.md'), '\uFEFF## 1.1.0\r\n- **New**\r\n');
  expect((await runInProcess(['notes', '1.1.0', folder])).stdout).toBe('- **New**\n');
  expect((await runInProcess(['notes', folder, '--form', 'bbcode'])).stdout).toBe('[list]\n[*][b]New[/b]\n[/list]\n');
  expect((await runInProcess(['notes', '1.1.0', folder, '--from', 'git'])).stdout).toContain('Faster start');
  expect(JSON.parse((await runInProcess(['notes', '1.1.0', folder, '--json'])).stdout)).toMatchObject({
    source: 'changelog',
    from: 'CHANGELOG.md',
    heading: '1.1.0',
  });
});

test.each<[string, Buffer, string]>([
  ['10 MB', Buffer.alloc(10_000_000, '- a\n'), 'has 10.0 MB'],
  ['UTF-16 with a mark', Buffer.from('\uFEFF## 1.1.0\n- New\n', 'utf16le'), 'is in UTF-16'],
  ['UTF-16 without one', Buffer.from('## 1.1.0\n- New\n', 'utf16le'), 'is in UTF-16'],
  ['a program', Buffer.from('## 1.1.0 is a heading of a text that goes on\n- \0\n'), 'is not a text'],
  ['endless nesting', Buffer.from(`## 1.1.0\n${'> '.repeat(5000)}\n`), 'nested more than 40 deep'],
  ['an endless word', Buffer.from(`## 1.1.0\n${'a'.repeat(100_000)}@\n`), 'a word of more than 2000'],
  ['too much for one version', Buffer.from(`## 1.1.0\n${'- new\n'.repeat(20_000)}`), 'notes have at most 100000'],
])('a change log of %s is refused with a sentence', async (_what, bytes, sentence) => {
  const folder = tempFolder();
  writeFileSync(join(folder, 'CHANGELOG.md'), bytes);
  const { exit, stdout, stderr } = await runInProcess(['notes', '1.1.0', folder]);
  expect([exit, stdout, stderr]).toEqual([1, '', expect.stringContaining(sentence)]);
});

test('old Western characters are read; a wrong call and an empty folder are told', async () => {
  const folder = tempFolder();
  expect(await runInProcess(['notes', folder])).toMatchObject({ exit: 1, stderr: expect.stringContaining('no_notes') });
  expect((await runInProcess(['notes', folder, '--from', 'git'])).stderr).toContain('is in no git repository');
  writeFileSync(join(folder, 'changelog.txt'), Buffer.from('1.1\n- Für alle\n', 'latin1'));
  expect((await runInProcess(['notes', '1.1.0', folder])).stdout).toBe('- Für alle\n');
  expect((await runInProcess(['notes', 'x.y', folder])).exit).toBe(2);
  expect((await runInProcess(['notes', folder, '--form', 'htm'])).stderr).toContain('Did you mean html?');
  expect((await runInProcess(['notes', join(folder, 'nowhere')])).exit).toBe(2);
});

test('a release writes the notes of its version into the texts for the forum', async () => {
  const base = tempFolder();
  const plane = join(base, 'plane');
  const env = { LOADMASTER_DATA: join(base, 'data') };
  await runInProcess(['sample', 'aircraft', plane]);
  writeFileSync(join(plane, 'CHANGELOG.md'), '## 1.1.0\n- **New** <b>\n## 1.0.0\n- Old\n');
  await runInProcess(['destinations', plane, '--add', JSON.stringify({ kind: 'zip', name: 'forum', path: '../out' })]);
  const { exit, stderr } = await runInProcess(['release', plane, '--version', '1.1.0'], { env });
  expect([exit, stderr]).toEqual([0, expect.stringContaining('Notes: "1.1.0" of CHANGELOG.md.')]);
  const html = readFileSync(join(base, 'out', 'LT-1 Trainer 1.1.0.html'), 'utf8');
  expect(html).toContain('<li><strong>New</strong> &lt;b&gt;</li>');
  expect(html).not.toContain('Old');
  const named = await runInProcess(['release', plane, '--version', '1.2.0', '--notes', join(base, 'none.md')], { env });
  expect([named.exit, named.stderr]).toEqual([1, expect.stringContaining('none.md is not there')]);
});
