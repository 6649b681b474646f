import { execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { HEAD, OTHER, startStandIn } from '../destinations/github/standin.ts';
import { makeFolder } from '../make-folder.ts';
import { runInProcess } from './run-cli.ts';

let base: string;
let server: Server;
let url: string;

beforeEach(async () => {
  base = makeFolder('cli-release');
  await mkdir(join(base, 'depot'));
  server = createServer((request, response) => {
    readFile(join(base, 'depot', decodeURIComponent(request.url ?? ''))).then(
      (bytes) => response.end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterEach(async () => {
  server.close();
  await rm(base, { recursive: true, force: true });
});

function run(...args: string[]) {
  return runInProcess(args, { env: { LOADMASTER_DATA: join(base, 'data') } });
}

it('releases a folder to its destinations, and a retry brings it to the one that failed', async () => {
  const plane = join(base, 'plane');
  await run('sample', 'aircraft', plane);
  const add = (one: object) => run('destinations', plane, '--add', JSON.stringify(one));
  await add({ kind: 'skunkcrafts', name: 'updates', url, place: { carrier: 'folder', path: '../depot' } });
  await add({ kind: 'folder', name: 'backup', place: { carrier: 'folder', path: '../mirror' } });
  expect((await add({ kind: 'zip', name: 'backup', path: 'x' })).exit).toBe(2);

  const plan = await run('release', plane, '--version', '1.0.0', '--to', 'updates', '--dry-run', '--json');
  expect(JSON.parse(plan.stdout).destinations[0].plan).toMatchObject({ added: 26, deleted: 0 });
  expect(await readdir(join(base, 'depot'))).toEqual([]);

  expect((await run('release', plane, '--version', '1.0.0')).exit).toBe(3);
  const check = await run('depot', 'check', url, '--json');
  expect(JSON.parse(check.stdout)).toMatchObject({
    version: '1.0.0',
    listed: 26,
    files: 26,
    counts: { error: 0, warning: 0 },
  });
  const halfway = await run('status');
  expect(halfway.stdout).toMatch(/ failed +LT-1 Trainer 1\.0\.0 is at 1 of 2 places\.\n {2}backup: refused \(.*mirror/);
  expect(halfway.stdout).toContain('`loadmaster retry --releases`');
  expect((await run('status', '--lang', 'de')).stdout).toContain('ist an 1 von 2 Zielen.\n  backup: abgelehnt (');
  await mkdir(join(base, 'mirror'));
  expect((await run('retry', '--releases')).exit).toBe(0);
  expect((await run('status')).stdout).toMatch(/^\S+ \S+ {2}done +LT-1 Trainer 1\.0\.0 is at all 2 places\.\n$/);
  const { releases } = JSON.parse((await run('status', '--json')).stdout);
  expect(releases).toMatchObject([{ version: '1.0.0', destinations: [{ phase: 'done' }, { phase: 'done' }] }]);
  expect(await readFile(join(base, 'mirror', 'loadmaster-version.txt'), 'utf8')).toMatch(/^1\.0\.0\n/);
  expect((await run('retry', '--releases')).stdout).toBe('Nothing is left to do.\n');
}, 60_000);

it('never takes a place back to what failed there before a later release came', async () => {
  const plane = join(base, 'plane');
  await run('sample', 'aircraft', plane);
  await run('destinations', plane, '--add', JSON.stringify({ kind: 'zip', name: 'forum', path: '../out' }));
  const place = { carrier: 'folder', path: '../mirror' };
  await run('destinations', plane, '--add', JSON.stringify({ kind: 'folder', name: 'backup', place }));
  expect((await run('release', plane, '--version', '1.0.0')).exit).toBe(3);
  await mkdir(join(base, 'mirror'));
  expect((await run('release', plane, '--version', '1.1.0')).exit).toBe(0);
  const retry = await run('retry', '--releases');
  expect(retry).toMatchObject({ exit: 0, stdout: 'Nothing is left to do.\n' });
  expect(retry.stderr).toContain('has a later release at the same places, so 1.0.0 is not brought there any more');
  expect(await readFile(join(base, 'mirror', 'loadmaster-version.txt'), 'utf8')).toMatch(/^1\.1\.0\n/);
}, 60_000);

it("goes on over another machine's lock only where the author says so", async () => {
  const plane = join(base, 'plane');
  await run('sample', 'aircraft', plane);
  const depot = { kind: 'skunkcrafts', name: 'updates', url, place: { carrier: 'folder', path: '../depot' } };
  await run('destinations', plane, '--add', JSON.stringify(depot));
  const cfg = join(base, 'depot', 'skunkcrafts_updater.cfg');
  const locked = `zone|custom\nmodule|${url}\nname|Theirs\nversion|0.9.0\nlocked|true\n`;
  await writeFile(cfg, locked);
  const refused = await run('release', plane, '--version', '1.0.0');
  expect(refused).toMatchObject({ exit: 3, stdout: expect.stringContaining('has locked updates since') });
  expect(refused.stdout).toContain('--take-over');
  expect(await readFile(cfg, 'utf8')).toBe(locked);
  expect((await run('retry', '--releases', '--take-over')).exit).toBe(0);
  expect(await readFile(cfg, 'utf8')).toContain('version|1.0.0');
  await writeFile(cfg, locked);
  expect((await run('release', plane, '--version', '1.0.1', '--take-over')).exit).toBe(0);
}, 60_000);

it('retries what was packed then, also where the same number was packed again since', async () => {
  const plane = join(base, 'plane');
  await run('sample', 'aircraft', plane);
  const add = (one: object) => run('destinations', plane, '--add', JSON.stringify(one));
  await add({ kind: 'skunkcrafts', name: 'updates', url, place: { carrier: 'folder', path: '../depot' } });
  await add({ kind: 'folder', name: 'backup', place: { carrier: 'folder', path: '../mirror' } });
  expect((await run('release', plane, '--version', '1.0.0')).exit).toBe(3);
  await writeFile(join(plane, 'README.txt'), 'Other words.');
  expect((await run('release', plane, '--version', '1.0.0', '--to', 'updates')).exit).toBe(3);
  await mkdir(join(base, 'mirror'));
  await run('retry', '--releases');
  const read = (folder: string) => readFile(join(base, folder, 'README.txt'), 'utf8');
  expect(await read('mirror')).toBe(await read('depot'));
}, 60_000);

it('asks for an install script only where an X-Pkg registry gets it', async () => {
  const scenery = join(base, 'scenery');
  await run('sample', 'scenery', scenery);
  await rm(join(scenery, 'install.ska'), { force: true });
  const add = (one: object) => run('destinations', scenery, '--add', JSON.stringify(one));
  await add({ kind: 'zip', name: 'forum', path: '../out' });
  expect((await run('release', scenery, '--version', '1.0.0')).exit).toBe(0);
  expect((await readdir(join(base, 'out'))).some((name) => name.endsWith(' 1.0.0.zip'))).toBe(true);
  await add({ kind: 'xpkg', name: 'registry', registry: 'local' });
  const refused = await run('release', scenery, '--version', '1.1.0');
  expect(refused).toMatchObject({ exit: 1, stdout: expect.stringContaining('install-script') });
  expect((await readdir(join(base, 'out'))).some((name) => name.includes('1.1.0'))).toBe(false);
}, 120_000);

it('says what is missing in a call', async () => {
  expect((await run('release', base, '--version', '1.0.0')).stderr).toContain('no destinations yet');
  expect((await run('depot', 'mend', base)).exit).toBe(2);
  expect((await run('depot', 'check', join(base, 'nowhere'))).exit).toBe(2);
});

it('releases to a branch and to GitHub, each once, with secrets from the environment alone', async () => {
  const github = await startStandIn();
  try {
    const plane = join(base, 'plane');
    await run('sample', 'aircraft', plane);
    const remote = join(base, 'remote.git');
    execFileSync('git', ['init', '--quiet', '--bare', remote]);
    const add = (one: object) => run('destinations', plane, '--add', JSON.stringify(one));
    await add({ kind: 'folder', name: 'branch', place: { carrier: 'git', remote, branch: 'depot' } });
    const where = { owner: 'author', repository: 'addon', api: github.api, secretEnv: 'GH' };
    expect((await add({ kind: 'github', name: 'github', ...where })).exit).toBe(0);

    const author = {
      GIT_AUTHOR_NAME: 'A',
      GIT_AUTHOR_EMAIL: 'a@a.example',
      GIT_COMMITTER_NAME: 'A',
      GIT_COMMITTER_EMAIL: 'a@a.example',
    };
    const env = { LOADMASTER_DATA: join(base, 'data'), ...author };
    const test = await runInProcess(['destinations', plane, '--test', 'branch', '--json'], { env });
    expect(JSON.parse(test.stdout)).toEqual({
      ...{ ok: true, name: 'branch', files: 0, version: null },
      found: ['It is empty.'],
    });
    const tested = await runInProcess(['destinations', plane, '--test', 'github'], { env: { ...env, GH: 'token' } });
    expect(tested).toMatchObject({
      exit: 0,
      stdout: 'github: reached. author/addon may be written. No release yet.\n',
    });
    const refused = await runInProcess(['destinations', plane, '--test', 'github'], { env });
    expect(refused).toMatchObject({ exit: 1, stderr: expect.stringContaining('needs a token for author/addon') });

    const release = ['release', plane, '--version', '1.0.0'];
    const without = await runInProcess(release, { env });
    expect(without.stderr).toContain('"github" needs a token for author/addon, and the environment variable GH');
    const expired = await runInProcess(release, { env: { ...env, GH: 'old' } });
    expect(expired.stdout).toContain('GitHub does not take this token.');
    expect(github.releases).toEqual([]);

    const withToken = { env: { ...env, GH: 'token' } };
    expect(await runInProcess(['retry', '--releases'], withToken)).toMatchObject({ exit: 0 });
    expect(github.releases).toMatchObject([{ tag_name: 'v1.0.0', draft: false }]);
    expect(github.releases[0]?.assets.map(({ name }) => name).sort()).toEqual([
      'LT-1.Trainer.1.0.0.cdx.json',
      'LT-1.Trainer.1.0.0.zip',
      'SHA256SUMS',
    ]);
    const sent = github.requests.filter((one) => one.startsWith('POST')).length;
    expect((await runInProcess([...release, '--dry-run'], withToken)).stdout).toMatch(/github +nothing to do/);
    expect((await runInProcess(release, withToken)).exit).toBe(0);
    expect(github.requests.filter((one) => one.startsWith('POST')).length).toBe(sent);
    expect(execFileSync('git', ['-C', remote, 'rev-list', '--count', 'depot'], { encoding: 'utf8' }).trim()).toBe('1');
    expect(await readFile(join(plane, 'loadmaster.json'), 'utf8')).not.toContain('"token"');
    expect(github.faults).toEqual([]);
  } finally {
    await github.close();
  }
}, 60_000);

it('sends nothing anywhere when the tag stands at another commit, or a pattern does not say one version', async () => {
  const github = await startStandIn();
  try {
    const plane = join(base, 'plane');
    await run('sample', 'aircraft', plane);
    const add = (one: object) => run('destinations', plane, '--add', JSON.stringify(one));
    const where = { owner: 'author', repository: 'addon', api: github.api, secretEnv: 'GH', commit: OTHER };
    await add({ kind: 'github', name: 'github', ...where });
    const env = { LOADMASTER_DATA: join(base, 'data'), GH: 'token' };
    github.tags.set('v1.0.0', HEAD);
    for (const more of [['--dry-run'], []]) {
      const { exit, stdout } = await runInProcess(['release', plane, '--version', '1.0.0', ...more], { env });
      expect(exit).not.toBe(0);
      expect(stdout).toContain('The tag v1.0.0 is there already, at another commit');
    }
    const file = join(plane, 'loadmaster.json');
    const project = JSON.parse(await readFile(file, 'utf8'));
    for (const [text, sentence] of [
      ['V 1.0\nV 1.1\n', '2 times in own.h'],
      ['W 1.0\n', 'nowhere in own.h'],
    ] as const) {
      await writeFile(join(plane, 'own.h'), text);
      const versions = [{ file: 'own.h', pattern: 'V {version}' }];
      await writeFile(file, JSON.stringify({ ...project, versions }));
      const { exit, stderr } = await runInProcess(['release', plane], { env });
      expect([exit, stderr]).toEqual([1, expect.stringContaining(sentence)]);
    }
    expect(github.requests.filter((one) => !one.startsWith('GET'))).toEqual([]);
  } finally {
    await github.close();
  }
}, 60_000);

it('releases to testers with --beta, and the same version to everybody afterwards', async () => {
  const github = await startStandIn();
  const run = (...args: string[]) => runInProcess(args, { env: { LOADMASTER_DATA: join(base, 'data'), GH: 'token' } });
  const plane = join(base, 'plane');
  await run('sample', 'aircraft', plane);
  await mkdir(join(base, 'testers'));
  const testers = createServer((request, response) => {
    readFile(join(base, 'testers', decodeURIComponent(request.url ?? ''))).then(
      (bytes) => response.end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => testers.listen(0, '127.0.0.1', resolve));
  try {
    const beta = {
      url: `http://127.0.0.1:${(testers.address() as AddressInfo).port}/`,
      place: { carrier: 'folder', path: '../testers' },
    };
    const settings = {
      kind: 'skunkcrafts',
      name: 'updates',
      url,
      place: { carrier: 'folder', path: '../depot' },
      beta,
    };
    await run('destinations', plane, '--add', JSON.stringify({ kind: 'zip', name: 'forum', path: '../out' }));
    const none = await run('release', plane, '--promote', '--version', '1.0.0');
    expect(none).toMatchObject({ exit: 2, stderr: expect.stringContaining('has no testers') });
    await run('destinations', plane, '--remove', 'forum');
    expect((await run('destinations', plane, '--add', JSON.stringify(settings))).exit).toBe(0);
    expect((await run('release', plane, '--version', '1.0.0', '--beta')).exit).toBe(0);
    expect(await readdir(join(base, 'testers'))).toContain('skunkcrafts_updater.cfg');
    expect(await readdir(join(base, 'depot'))).not.toContain('skunkcrafts_updater_whitelist.txt');
    expect((await run('release', plane, '--version', '1.0.0')).exit).toBe(0);
    expect(await readdir(join(base, 'depot'))).toContain('skunkcrafts_updater_whitelist.txt');
    const again = await run('release', plane, '--version', '1.0.0', '--beta', '--dry-run', '--json');
    expect(JSON.parse(again.stdout).destinations[0].plan).toMatchObject({ added: 0, changed: 0 });

    // The next one: testers first, then the same archive for everybody, though the folder has moved on meanwhile.
    const early = await run('release', plane, '--version', '1.1.0', '--promote');
    expect(early).toMatchObject({ exit: 1, stderr: expect.stringContaining('Testers of updates do not have 1.1.0') });
    const where = { owner: 'author', repository: 'addon', api: github.api, secretEnv: 'GH' };
    await run('destinations', plane, '--add', JSON.stringify({ kind: 'github', name: 'github', ...where }));
    expect((await run('release', plane, '--version', '1.1.0', '--beta')).exit).toBe(0);
    expect(github.releases).toMatchObject([{ tag_name: 'v1.1.0', prerelease: true, draft: false }]);
    const sent = github.requests.filter((one) => one.startsWith('POST')).length;
    await writeFile(join(plane, 'objects', 'later.obj'), 'made after the beta');
    const plan = await run('release', plane, '--promote', '--dry-run', '--json');
    expect(JSON.parse(plan.stdout).destinations[0].plan).toMatchObject({ versionThere: '1.0.0', bytes: 0 });
    expect(await run('release', plane, '--promote')).toMatchObject({ exit: 0 });
    const cfg = await readFile(join(base, 'depot', 'skunkcrafts_updater.cfg'), 'utf8');
    expect(cfg).toContain('version|1.1.0');
    expect(github.releases).toMatchObject([{ tag_name: 'v1.1.0', prerelease: false, latest: true }]);
    expect(github.requests.filter((one) => one.startsWith('POST'))).toHaveLength(sent);
    expect(await readdir(join(base, 'depot', 'objects'))).not.toContain('later.obj');
    expect((await run('release', plane, '--promote', '--beta')).exit).toBe(2);
  } finally {
    testers.close();
    await github.close();
  }
}, 60_000);

it('changes the settings of one destination, leaves the others as they are, and writes nothing that is wrong', async () => {
  const plane = join(base, 'plane');
  await run('sample', 'aircraft', plane);
  const add = (one: object) => run('destinations', plane, '--add', JSON.stringify(one));
  const set = (one: object) => run('destinations', plane, '--set', JSON.stringify(one));
  const written = async () => JSON.parse(await readFile(join(plane, 'loadmaster.json'), 'utf8')).destinations;
  const updates = { kind: 'skunkcrafts', name: 'updates', url, place: { carrier: 'folder', path: '../depot' } };
  await add({ ...updates, title: 'Plane' });
  await add({ kind: 'zip', name: 'forum', path: '../out' });

  expect((await set({ name: 'updates', title: null, liveries: true, place: { path: '../other' } })).exit).toBe(0);
  const place = { carrier: 'folder', path: '../other' };
  expect(await written()).toEqual([
    { ...updates, liveries: true, place },
    { kind: 'zip', name: 'forum', path: '../out' },
  ]);
  expect((await set({ name: 'updates', url: 'no address' })).exit).toBe(2);
  expect((await set({ name: 'nobody', title: 'x' })).stderr).toContain('There is no destination "nobody"');
  expect((await run('destinations', plane, '--set', '[')).stderr).toContain('--set takes a destination as JSON');
  expect(await written()).toMatchObject([{ url, place }, { name: 'forum' }]);
});
