import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { tempFolder } from '../temp-folder.ts';
import { REPOSITORY, readmeCommands } from './readme-commands.ts';

test('the two commands of a newcomer stand in README, and are what CI runs', () => {
  const readme = readFileSync(join(REPOSITORY, 'README.md'), 'utf8');
  const { scripts } = JSON.parse(readFileSync(join(REPOSITORY, 'package.json'), 'utf8'));
  for (const script of ['start', 'test']) {
    expect(readme).toContain(`npm ci && npm ${script}`);
    expect(scripts).toHaveProperty(script);
  }
  const ci = readFileSync(join(REPOSITORY, '.ci/run'), 'utf8');
  for (const part of ['npm ci', 'test:unit', 'test:e2e']) expect(ci).toContain(part);
});

test('every npm script that a page names is there', () => {
  const { scripts } = JSON.parse(readFileSync(join(REPOSITORY, 'package.json'), 'utf8'));
  const named = new Set<string>();
  for (const page of [
    'README.md',
    'CONTRIBUTING.md',
    'docs/terminal.md',
    'docs/ci.md',
    'docs/testing.md',
    'docs/electron.md',
    'docs/local-registry.md',
  ]) {
    for (const [, name = ''] of readFileSync(join(REPOSITORY, page), 'utf8').matchAll(
      /npm run (?:-s )?([a-z][a-z0-9:-]*[a-z0-9])/g,
    ))
      named.add(name);
  }
  expect([...named].filter((name) => !(name in scripts))).toEqual([]);
});

test("README's registry says where it is in one line, with an account to begin with, and ends when it is told", async () => {
  const folder = join(tempFolder(), 'data');
  const [command = '', ...args] = readmeCommands('registry').replace('registry-data', folder).split(' ');
  const path = `${join(REPOSITORY, 'node_modules/.bin')}${delimiter}${process.env.PATH}`;
  const served = spawn(command, args, { cwd: REPOSITORY, env: { ...process.env, PATH: path }, detached: true });
  try {
    const [line] = await firstLine(served.stdout);
    const { url, firstRun } = JSON.parse(line ?? '');
    const answer = await fetch(`${url}/account/data`, { headers: { authorization: firstRun.token } });
    expect(await answer.json()).toMatchObject({ id: firstRun.authorId });
  } finally {
    const ended = new Promise((resolve) => served.once('exit', resolve));
    if (served.pid !== undefined) process.kill(-served.pid, 'SIGTERM');
    await ended;
  }
});

async function firstLine(stream: NodeJS.ReadableStream): Promise<string[]> {
  for await (const line of createInterface({ input: stream })) return [line];
  return [];
}
