import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { docsLine } from '../../main/cli/docs-page.ts';
import { runInProcess } from './run-cli.ts';

function output(isTTY: boolean) {
  return { write: () => {}, isTTY };
}

test('help ends with the page to read on, and a terminal makes a link of it', async () => {
  const [, line = ''] = docsLine('terminal.md', output(false), {});
  const file = line.slice('More: '.length);
  expect(existsSync(file)).toBe(true);
  expect((await runInProcess(['check', '--help'])).stdout.endsWith(`\n\n${line}\n`)).toBe(true);
  expect((await runInProcess(['ci', '--help'])).stdout).toMatch(/More: .*ci\.md\n$/);
  const [, linked = ''] = docsLine('terminal.md', output(true), {});
  expect(linked).toBe(`More: \u001B]8;;${pathToFileURL(file).href}\u001B\\${file}\u001B]8;;\u001B\\`);
  for (const env of [{ CI: 'true' }, { TERM: 'dumb' }])
    expect(docsLine('terminal.md', output(true), env)).toEqual(['', line]);
});
