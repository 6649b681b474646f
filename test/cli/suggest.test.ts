import { expect, test } from 'vitest';
import { didYouMean } from '../../main/cli/suggest.ts';
import { runInProcess } from './run-cli.ts';

const NAMES = ['check', 'pack', 'packages', 'publish', 'retry', 'registry', 'release', 'rules'];

test.each([
  ['chekc', ' Did you mean check?'],
  ['publsh', ' Did you mean publish?'],
  ['pac', ' Did you mean pack or packages?'],
  ['regsitry', ' Did you mean registry?'],
  ['upload', ''],
  ['x', ''],
])('%s', (typed, says) => {
  expect(didYouMean(typed, NAMES)).toBe(says);
});

test('a mistyped option is named with the one that was meant', async () => {
  const { exit, stderr } = await runInProcess(['pack', '.', '--uot', 'x.zip']);
  expect(exit).toBe(2);
  expect(stderr).toContain('There is no option --uot. Did you mean --out?');
});

test('a mistyped command is a document too', async () => {
  const { exit, stdout } = await runInProcess(['veryfy', 'x.zip', '--json']);
  expect(exit).toBe(2);
  expect(JSON.parse(stdout)).toMatchObject({
    ok: false,
    error: { code: 'usage', message: expect.stringContaining('Did you mean verify?') },
  });
});

test('--version says the version of the package, and `help COMMAND` is its --help', async () => {
  expect((await runInProcess(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  expect((await runInProcess(['help', 'pack'])).stdout).toBe((await runInProcess(['pack', '--help'])).stdout);
});
