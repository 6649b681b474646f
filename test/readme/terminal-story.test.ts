import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { expect, test } from 'vitest';
import { freePort } from '../free-port.ts';
import { tempFolder } from '../temp-folder.ts';
import { REPOSITORY, readmeCommands } from './readme-commands.ts';

/** Runs README's own lines in bash, as a newcomer would, each of them having to succeed. */
async function runStory(folder: string): Promise<{ exit: number | null; output: string }> {
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  writeFileSync(
    join(bin, 'loadmaster'),
    `#!/bin/sh\nexec "${process.execPath}" "${join(REPOSITORY, 'main/cli/index.ts')}" "$@"\n`,
  );
  chmodSync(join(bin, 'loadmaster'), 0o755);
  const port = await freePort();
  const waitForRegistry = `until curl -fsS -o /dev/null http://127.0.0.1:${port}/meta 2>/dev/null; do kill -0 $! || exit 9; sleep 0.1; done`;
  const [first = '', ...rest] = readmeCommands('terminal').replaceAll('5020', String(port)).split('\n\n');
  const script = ['set -eu', "trap 'kill $(jobs -p); wait' EXIT", first, waitForRegistry, ...rest].join('\n\n');
  return new Promise((resolve) => {
    const env = {
      ...process.env,
      PATH: `${bin}${delimiter}${process.env.PATH}`,
      LOADMASTER_DATA: join(folder, 'data'),
      NO_COLOR: '1',
    };
    const shell = spawn('bash', ['-c', script], { cwd: folder, env });
    let output = '';
    for (const stream of [shell.stdout, shell.stderr]) {
      stream.on('data', (chunk) => {
        output += String(chunk);
      });
    }
    shell.on('close', (exit) => resolve({ exit, output }));
  });
}

test('the story README tells in a terminal happens, from nothing to a verified package', {
  timeout: 120_000,
}, async () => {
  const folder = tempFolder();
  const { exit, output } = await runStory(folder);
  expect(exit, output).toBe(0);
  expect(output).toContain('sample.trainer 1.0.0 is published.');
  expect(output).toContain('failed, as rehearsed');
  expect(output).toMatch(/1\.1\.0 +processed/);
  expect(readFileSync(join(folder, 'trainer-install.xpkg'), 'utf8')).toBe('>>>>sample.trainer>1.1.0>!');
  const hash = createHash('sha256')
    .update(readFileSync(join(folder, 'trainer.xpkg')))
    .digest('hex');
  expect(output).toContain(`sha256 ${hash}`);
});
