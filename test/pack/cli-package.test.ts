import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { isBuiltin } from 'node:module';
import { basename, delimiter, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '../free-port.ts';
import { makeFolder } from '../make-folder.ts';
import { readmeCommands } from '../readme/readme-commands.ts';

// The package of the command, as npm installs it: far from the repository, run by plain Node.

const ROOT = join(import.meta.dirname, '../..');
const own = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const COMPILED = ['cpu-features'];
const OLD_NODE = 'Loadmaster needs Node 22.13 or later; this is Node 22.12.0. Newer ones are at https://nodejs.org.\n';

let home = '';
let tarball = '';
let installed = '';

beforeAll(() => {
  home = makeFolder('test');
  const made = execFileSync(process.execPath, [join(ROOT, 'assets/pack-cli.ts'), home], {
    cwd: home,
    encoding: 'utf8',
  });
  tarball = made.trim();
  expect(tarball).toBe(join(home, `loadmaster-${own.version}.tgz`));
  const project = join(home, 'project');
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), '{"private":true}');
  execFileSync('npm', ['install', '--offline', '--no-audit', '--no-fund', tarball], { cwd: project, stdio: 'ignore' });
  installed = join(project, 'node_modules/loadmaster');
}, 180_000);

afterAll(() => rmSync(home, { recursive: true, force: true }));

function environment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, HOME: home, LOADMASTER_DATA: join(home, 'data') };
}

function run(...args: string[]): { readonly exit: number | null; readonly stdout: string } {
  const command = join(installed, 'lib/loadmaster.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], {
    cwd: home,
    env: environment(),
    encoding: 'utf8',
  });
  return { exit: status, stdout: status === 0 ? stdout : `${stdout}${stderr}` };
}

test('it is one package of JavaScript with its licences, and its name and version are those of the app', () => {
  const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
  expect(manifest).toMatchObject({ name: own.name, version: own.version, license: own.license });
  expect(manifest).not.toHaveProperty('dependencies');
  expect(readdirSync(join(installed, '..')).filter((name) => !name.startsWith('.'))).toEqual(['loadmaster']);
  expect(existsSync(join(installed, '../.bin/loadmaster'))).toBe(true);
  expect(readFileSync(join(installed, 'LICENSE'), 'utf8')).toContain('Apache License');
  const notices = readFileSync(join(installed, 'THIRD-PARTY-NOTICES'), 'utf8');
  expect(notices).toContain('fastify');
  expect(notices).not.toContain('@mantine/core');
  expect(run('--version')).toEqual({ exit: 0, stdout: `${own.version}\n` });
});

test('it imports nothing from outside but Node itself', () => {
  const files = readdirSync(join(installed, 'lib'), { recursive: true, encoding: 'utf8' });
  const code = files.filter((name) => name.endsWith('.js')).map((name) => join(installed, 'lib', name));
  expect(files.filter((name) => /\.(ts|map|node)$/.test(name))).toEqual([]);
  const strange = new Set<string>();
  for (const file of code) {
    const text = readFileSync(file, 'utf8');
    for (const [, name = ''] of text.matchAll(/(?:^|[;}])(?:import|export)[\w{}*$, ]*?(?:from)?["'`]([^"'`]+)["'`]/g))
      if (!name.startsWith('.') && !isBuiltin(name)) strange.add(name);
  }
  expect([...strange].filter((name) => !COMPILED.includes(name))).toEqual([]);
  for (const worker of ['pack-worker', 'hash-worker', 'verify-worker', 'worker'])
    expect(files.some((name) => basename(name).startsWith(`${worker}-`))).toBe(true);
});

test('the libraries of every kind of server work from the package', async () => {
  const port = await freePort();
  const at = { host: '127.0.0.1', port, user: 'author', folder: '/srv', secretEnv: 'PW' };
  const places = [
    { carrier: 'sftp', ...at, login: 'password' },
    { carrier: 'ftp', ...at, tls: 'none' },
    { carrier: 'webdav', url: `http://127.0.0.1:${port}/`, user: 'author', secretEnv: 'PW' },
    { carrier: 's3', bucket: 'depots', endpoint: `http://127.0.0.1:${port}`, accessKey: 'key', secretEnv: 'PW' },
  ];
  const folder = join(home, 'plane');
  mkdirSync(folder);
  const destinations = places.map((place) => ({ kind: 'folder', name: place.carrier, place }));
  writeFileSync(join(folder, 'loadmaster.json'), JSON.stringify({ destinations }));
  const command = join(installed, 'lib/loadmaster.js');
  for (const { carrier } of places) {
    const call = [command, 'destinations', folder, '--test', carrier];
    const env = { ...environment(), PW: 'secret' };
    const { stdout, stderr } = spawnSync(process.execPath, call, { env, encoding: 'utf8' });
    expect(`${stdout}${stderr}`).toContain(`Nothing answers at 127.0.0.1:${port}`);
  }
});

test('help reads no more than the entry and what every command shares', () => {
  const first = readFileSync(join(installed, 'lib/main.js'), 'utf8');
  const shared = [...first.matchAll(/import[^"'`(]*from["'`]\.\/(chunks\/[^"'`]+)/g)].map(([, name = '']) => name);
  const bytes = shared.reduce((sum, name) => sum + readFileSync(join(installed, 'lib', name)).length, first.length);
  expect(bytes).toBeLessThan(40_000);
  expect(run('help')).toMatchObject({ exit: 0, stdout: expect.stringContaining('publish') });
});

test('help leads to pages that lie in the package', () => {
  const pages = [['help'], ['ci', '--help']].map((call) => /^More: (.*)$/m.exec(run(...call).stdout)?.[1] ?? '');
  expect(pages.map((page) => basename(page))).toEqual(['terminal.md', 'ci.md']);
  for (const page of pages) expect(page.startsWith(realpathSync(installed)) && existsSync(page)).toBe(true);
});

test.skipIf(process.platform === 'win32')(
  'compiled code lies where only its user can write, whatever the umask',
  () => {
    const shared = join(home, 'shared');
    mkdirSync(shared);
    const [command, ...words] = ['sh', '-c', 'umask 000; exec "$0" "$@"', process.execPath];
    const call = [...words, join(installed, 'lib/loadmaster.js'), 'help'];
    const env = { ...environment(), HOME: join(home, 'user'), TMPDIR: shared };
    expect(spawnSync(command ?? '', call, { env }).status).toBe(0);
    expect(readdirSync(shared)).toEqual([]);
    const folder = join(home, 'user/.cache/loadmaster-compiled');
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(readdirSync(folder)).not.toEqual([]);
    // Without a place of its own it works as well.
    expect(spawnSync(command ?? '', call, { env: { ...env, XDG_CACHE_HOME: '/dev/null' } }).status).toBe(0);
    expect(readdirSync(shared)).toEqual([]);
  },
);

test('an older Node is told which one is needed, without a stack trace', () => {
  const older = `data:text/javascript,${encodeURIComponent(
    "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '22.12.0' } })",
  )}`;
  const command = join(installed, 'lib/loadmaster.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', older, command, 'help'], {
    env: environment(),
    encoding: 'utf8',
  });
  expect([status, stdout, stderr]).toEqual([1, '', OLD_NODE]);
});

test('the CI section of README runs as it stands, in an empty folder with nothing but Node and the package', () => {
  const folder = join(home, 'empty');
  mkdirSync(folder);
  const commands = readmeCommands('ci').replaceAll(
    'npx --yes loadmaster',
    `npx --yes --package='${tarball}' loadmaster`,
  );
  const path = [dirname(process.execPath), ...(process.env.PATH ?? '').split(delimiter)].join(delimiter);
  const env = { ...environment(), PATH: path, GITHUB_WORKSPACE: folder };
  const { status, stderr } = spawnSync('bash', ['--norc', '-eo', 'pipefail', '-c', commands], {
    ...{ cwd: folder, env, encoding: 'utf8' },
  });
  expect([status, stderr]).toEqual([0, expect.any(String)]);
  expect(readFileSync(join(folder, 'check.xml'), 'utf8')).toContain('<testsuite name="loadmaster check"');
  expect(readdirSync(join(folder, 'out'))).toEqual(expect.arrayContaining([expect.stringMatching(/1\.0\.0\.zip$/)]));
  expect(existsSync(join(folder, 'plane/.github/workflows/release.yml'))).toBe(true);
}, 180_000);

test('it checks, packs, verifies, and reads a depot', () => {
  expect(run('sample', 'aircraft', join(home, 'trainer')).exit).toBe(0);
  expect(run('check', 'trainer')).toMatchObject({ exit: 0, stdout: expect.stringContaining('an aircraft') });
  expect(run('pack', 'trainer', '--id', 'sample.trainer', '--out', 'trainer.zip').stdout).toContain('sha256 ');
  expect(run('verify', 'trainer.zip', '--id', 'sample.trainer')).toMatchObject({
    exit: 0,
    stdout: expect.stringContaining('In order'),
  });
  const depot = JSON.parse(run('depot', 'check', 'trainer', '--json').stdout.split('\n')[0] ?? '');
  expect(depot.counts.error).toBeGreaterThan(0);
});

test('it serves a registry and publishes to it', async () => {
  expect(run('sample', 'aircraft', join(home, 'other')).exit).toBe(0);
  const command = join(installed, 'lib/loadmaster.js');
  const served = spawn(process.execPath, [command, 'registry', '--json'], { cwd: home, env: environment() });
  try {
    for await (const line of createInterface({ input: served.stdout })) {
      expect(JSON.parse(line).url).toMatch(/^http:\/\/127\.0\.0\.1:/);
      break;
    }
    const made = run(
      'packages',
      '--create',
      'sample.trainer',
      '--name',
      'Sample Trainer',
      '--type',
      'aircraft',
      ...ABOUT,
    );
    expect(made).toMatchObject({ exit: 0 });
    const sent = run('publish', 'other', '--id', 'sample.trainer', '--version', '1.0');
    expect(sent).toMatchObject({ exit: 0 });
    expect(run('versions', 'sample.trainer').stdout).toContain('1.0');
  } finally {
    const ended = new Promise((resolve) => served.once('exit', resolve));
    served.kill('SIGTERM');
    await ended;
  }
});

const ABOUT = ['--description', 'A small aircraft to try publishing with, made by a test.'];
