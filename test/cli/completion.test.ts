import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { COMMANDS } from '../../main/cli/commands.ts';
import { tempFolder } from '../temp-folder.ts';
import { runInProcess } from './run-cli.ts';

test('bash completes commands, and the options of the one that was typed', async () => {
  const file = join(tempFolder(), 'loadmaster.bash');
  writeFileSync(file, (await runInProcess(['completion', 'bash'])).stdout);
  const complete = (...words: string[]): string[] => {
    const script = `source "$1"; shift; COMP_LINE="$*"; COMP_CWORD=$(($# - 1)); _loadmaster loadmaster "\${!#}"; echo "\${COMPREPLY[@]}"`;
    const call = ['--norc', '-c', script, 'bash', file, 'loadmaster', ...words];
    return execFileSync('bash', call, { encoding: 'utf8' }).trim().split(' ');
  };
  expect(complete('pa')).toEqual(['pack', 'packages']);
  expect(complete('pack', '.', '--o')).toEqual(['--out']);
  expect(complete('pack', 'fold')).toEqual(['']);
});

test.each(['zsh', 'fish', 'powershell'])('%s has every command in its script', async (shell) => {
  const { exit, stdout } = await runInProcess(['completion', shell]);
  expect(exit).toBe(0);
  for (const { name } of COMMANDS) expect(stdout).toContain(name);
  expect(stdout).toContain('dry-run');
});

test('a shell it does not know is a wrong call', async () => {
  expect(await runInProcess(['completion', 'fissh'])).toMatchObject({
    exit: 2,
    stderr: expect.stringContaining('Did you mean fish?'),
  });
});
