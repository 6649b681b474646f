import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { linuxLibrary } from '../../../main/addon/samples/linux-library.ts';
import { macLibrary } from '../../../main/addon/samples/mac-library.ts';
import { WINDOWS } from '../../gather/builds.ts';
import { tempFolder } from '../../temp-folder.ts';
import { runInProcess } from '../run-cli.ts';

// The runner holds a pipeline to GitLab's own schema before anything else, and runs its jobs in a shell of this machine.
const RUNNER = createRequire(import.meta.url).resolve('gitlab-ci-local');
const CLI = join(import.meta.dirname, '../../../main/cli/index.ts');
const DESTINATIONS = [
  {
    kind: 'skunkcrafts',
    name: 'updates',
    url: 'https://example.org/d/',
    place: { carrier: 'sftp', host: 'h', user: 'u', folder: 'f', secretEnv: 'SFTP_KEY' },
  },
  { kind: 'folder', name: 'a branch', place: { carrier: 'git', remote: 'https://example.org/r.git', branch: 'b' } },
  { kind: 'github', name: 'github', owner: 'author', repository: 'addon', tag: 'release/{version}' },
  { kind: 'xpkg', name: 'registry', registry: 'https://registry.example.org' },
  { kind: 'xpkg', name: 'other', registry: "My 'Registry': 1 #2" },
  { kind: 'zip', name: 'forum', path: '../out' },
];

function put(folder: string, files: Readonly<Record<string, string | Buffer>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

function git(folder: string, ...call: string[]): void {
  const who = ['-c', 'user.name=A', '-c', 'user.email=a@a.example', '-c', 'commit.gpgsign=false'];
  execFileSync('git', [...who, ...call], { cwd: folder, stdio: 'ignore' });
}

function repository(folder: string, files: Readonly<Record<string, string>> = {}): string {
  put(folder, files);
  mkdirSync(folder, { recursive: true });
  git(folder, 'init', '--quiet');
  git(folder, 'remote', 'add', 'origin', 'https://gitlab.example.org/author/addon.git');
  return folder;
}

function runner(repository: string, ...call: string[]): Promise<{ exit: number; output: string }> {
  const { PATH } = process.env;
  const env = { PATH, HOME: join(repository, '..', 'home') };
  return new Promise((resolve) => {
    execFile(process.execPath, [RUNNER, '--no-color', ...call], { cwd: repository, env }, (error, stdout, stderr) => {
      resolve({ exit: typeof error?.code === 'number' ? error.code : error ? 1 : 0, output: `${stdout}${stderr}` });
    });
  });
}

test.each([
  ['a plane in a folder', 'My "Plane"', [], []],
  ['a plugin built on three systems', '.', ['--build'], []],
  ['a plugin in a folder', 'plugin', ['--build'], DESTINATIONS],
  ['every kind of destination', 'plane', ['--package', './ci/loadmaster.tgz'], DESTINATIONS],
])(
  "the pipeline of %s passes GitLab's published schema",
  async (_what, folder, more, destinations) => {
    const top = repository(join(tempFolder(), 'repo'));
    put(join(top, folder), { 'loadmaster.json': JSON.stringify({ format: 1, destinations }) });
    expect((await runInProcess(['ci', 'gitlab', join(top, folder), ...more])).exit).toBe(0);
    const file = join(top, '.gitlab-ci.yml');
    expect(await runner(top, '--list')).toMatchObject({ exit: 0 });
    writeFileSync(file, readFileSync(file, 'utf8').replace('    paths: [plan.txt]', '    path: [plan.txt]'));
    const { exit, output } = await runner(top, '--list');
    expect([exit, output]).toEqual([1, expect.stringContaining('Invalid .gitlab-ci.yml')]);
  },
  60_000,
);

test('every secret is a variable that the author sets, also the token for GitHub', async () => {
  const top = repository(join(tempFolder(), 'repo'));
  put(top, { 'loadmaster.json': JSON.stringify({ format: 1, destinations: DESTINATIONS }) });
  const { stdout } = await runInProcess(['ci', 'gitlab', top, '--print']);
  const named =
    'SFTP_KEY, LOADMASTER_SECRET_A_BRANCH, LOADMASTER_SECRET_GITHUB, LOADMASTER_SECRET_REGISTRY, LOADMASTER_SECRET_OTHER.';
  expect(stdout).toContain(named);
  expect(stdout).toContain('Protect the tags "release/*" too');
  expect(stdout).toContain(String.raw`- if: $CI_COMMIT_TAG =~ /^release\//`);
  expect((await runInProcess(['ci', 'gitlap', top])).stderr).toContain('gitlab');
  expect((await runInProcess(['ci', 'gitlab', join(top, '..')])).exit).toBe(0);
});

test('the job that releases can prove who it is to the first registry, and no other job can', async () => {
  const top = repository(join(tempFolder(), 'repo'));
  const audienceFor = async (...destinations: object[]) => {
    put(top, { 'loadmaster.json': JSON.stringify({ format: 1, destinations }) });
    const { stdout } = await runInProcess(['ci', 'gitlab', top, '--print']);
    expect(stdout.includes('needs no token: leave it away')).toBe(destinations.length > 0);
    const jobs = Object.entries(parse(stdout) as Record<string, { id_tokens?: unknown }>);
    return jobs.flatMap(([name, job]) => (job.id_tokens === undefined ? [] : [[name, job.id_tokens]]));
  };
  const [, , , known, named] = DESTINATIONS;
  const signed = (aud: string) => [['release', { LOADMASTER_ID_TOKEN: { aud } }]];
  expect(await audienceFor()).toEqual([]);
  expect(await audienceFor({ ...known, registry: 'https://registry.example.org:8443/' }, { ...named })).toEqual(
    signed('https://registry.example.org:8443'),
  );
  expect(await audienceFor({ ...named })).toEqual(signed('$LOADMASTER_REGISTRY_MY_REGISTRY_1_2'));
});

test('a plugin goes from the tag to its destinations by the jobs of its pipeline, and a merge request shows the plan', async () => {
  const base = tempFolder();
  for (const folder of ['mirror', 'home']) mkdirSync(join(base, folder));
  const destinations = [
    { kind: 'folder', name: 'mirror', place: { carrier: 'folder', path: join(base, 'mirror') } },
    { kind: 'zip', name: 'forum', path: join(base, 'forum') },
  ];
  const top = repository(join(base, 'my-plugin'), {
    'CMakeLists.txt': 'project(my_plugin)',
    'CHANGELOG.md': '## [1.1.0]\n- **Faster**\n\n## [1.0.0]\n- First\n',
    'install.ska': 'COPY @default TO /Resources/plugins/"my-plugin"\n',
    'README.md': '# My plugin\n',
    LICENSE: 'Permission is hereby granted, free of charge, to any person obtaining a copy',
    'loadmaster.json': JSON.stringify({ format: 1, packageId: 'my_plugin', packageName: 'My Plugin', destinations }),
  });
  expect((await runInProcess(['ci', 'gitlab', top])).exit).toBe(0);
  // What the author writes in place of YOURS: here the builds lie ready.
  put(join(base, 'ready'), {
    'win/my-plugin.xpl': WINDOWS,
    'mac/my-plugin.xpl': macLibrary(['x86_64', 'arm64'], 40_000),
    'lin/my-plugin.xpl': linuxLibrary(4096),
    'lin/data/about.txt': 'about',
  });
  const file = join(top, '.gitlab-ci.yml');
  const written = readFileSync(file, 'utf8');
  const command = ['--variable', `LOADMASTER=${process.execPath} ${CLI}`];
  const shell = ['--force-shell-executor', '--shell-isolation', '--artifacts-to-source=false', ...command];
  git(top, 'add', '.');
  git(top, 'commit', '-m', 'All of it');
  const unwritten = await runner(top, ...shell, '--variable', 'CI_COMMIT_TAG=v1.1.0');
  expect(unwritten).toMatchObject({ exit: 1, output: expect.stringContaining('is not written yet') });

  const systems = ['win', 'mac', 'lin'];
  const steps = written.split('    - exit 1\n').map((part, at) => {
    const system = systems[at];
    return system === undefined ? part : `${part}    - mkdir -p builds && cp -r "${base}/ready/${system}" builds/\n`;
  });
  writeFileSync(file, steps.join(''));
  git(top, 'add', '.');
  git(top, 'commit', '-m', 'The builds');
  const merge = await runner(top, ...shell, '--variable', 'CI_PIPELINE_SOURCE=merge_request_event');
  expect([merge.exit, merge.exit === 0 ? '' : merge.output]).toEqual([0, '']);
  expect(merge.output).toMatch(/plan .*mirror/);
  expect(readdirSync(join(base, 'mirror'))).toEqual([]);

  const released = await runner(top, ...shell, '--variable', 'CI_COMMIT_TAG=v1.1.0');
  expect([released.exit, released.exit === 0 ? '' : released.output]).toEqual([0, '']);
  expect(readFileSync(join(base, 'mirror/loadmaster-version.txt'), 'utf8')).toMatch(/^1\.1\.0\n/);
  expect(readdirSync(join(base, 'mirror'))).toEqual(expect.arrayContaining(['win_x64', 'mac_x64', 'lin_x64', 'data']));
  expect(readdirSync(join(base, 'forum'))).toContain('My Plugin 1.1.0.zip');
  expect(existsSync(join(top, 'sources'))).toBe(false);
}, 180_000);
