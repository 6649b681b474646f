import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { linuxLibrary } from '../../../main/addon/samples/linux-library.ts';
import { macLibrary } from '../../../main/addon/samples/mac-library.ts';
import { startStandIn } from '../../destinations/github/standin.ts';
import { WINDOWS } from '../../gather/builds.ts';
import { tempFolder } from '../../temp-folder.ts';
import { runInProcess } from '../run-cli.ts';
import { type RunnerInput, runJob } from './runner.ts';

const CLI = join(import.meta.dirname, '../../../main/cli/index.ts');

function git(folder: string, ...call: string[]): string {
  const who = ['-c', 'user.name=A', '-c', 'user.email=a@a.example', '-c', 'commit.gpgsign=false'];
  return execFileSync('git', [...who, ...call], { cwd: folder, encoding: 'utf8' });
}

function put(folder: string, files: Readonly<Record<string, string | Buffer>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

async function serve(folder: string): Promise<string> {
  const server = createServer((request, response) => {
    readFile(join(folder, decodeURIComponent(request.url ?? ''))).then(
      (bytes) => response.end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

/** A plugin in a repository, with the builds of three systems as CI would have made them. */
async function plugin(base: string, destinations: readonly object[]): Promise<string> {
  const repository = join(base, 'my-plugin');
  put(repository, {
    'CMakeLists.txt': 'project(my_plugin)',
    'CHANGELOG.md': '## [1.1.0]\n- **Faster**\n\n## [1.0.0]\n- First\n',
    'install.ska': 'COPY @default TO /Resources/plugins/"my-plugin"\n',
    'README.md': '# My plugin\n',
    LICENSE: 'Permission is hereby granted, free of charge, to any person obtaining a copy',
    'loadmaster.json': JSON.stringify({ format: 1, packageId: 'my_plugin', packageName: 'My Plugin', destinations }),
  });
  git(repository, 'init', '--quiet');
  expect((await runInProcess(['ci', 'github', repository])).exit).toBe(0);
  git(repository, 'add', '.');
  git(repository, 'commit', '--quiet', '-m', 'All of it');
  put(join(base, 'runner', 'artifacts'), {
    'build-win/my-plugin.xpl': WINDOWS,
    'build-mac/my-plugin.xpl': macLibrary(['x86_64', 'arm64'], 40_000),
    'build-lin/my-plugin.xpl': linuxLibrary(4096),
    'build-lin/data/about.txt': 'about',
  });
  return repository;
}

test('a made-up plugin goes from the commit to five destinations by the shell lines of its workflow', async () => {
  const base = tempFolder();
  const github = await startStandIn();
  onTestFinished(() => github.close());
  for (const folder of ['depot', 'mirror']) mkdirSync(join(base, folder));
  execFileSync('git', ['init', '--quiet', '--bare', join(base, 'remote.git')]);
  const url = await serve(join(base, 'depot'));
  const repository = await plugin(base, [
    { kind: 'skunkcrafts', name: 'updates', url, place: { carrier: 'folder', path: join(base, 'depot') } },
    { kind: 'folder', name: 'mirror', place: { carrier: 'folder', path: join(base, 'mirror') } },
    { kind: 'folder', name: 'branch', place: { carrier: 'git', remote: join(base, 'remote.git'), branch: 'depot' } },
    { kind: 'github', name: 'github', owner: 'author', repository: 'addon', api: github.api },
    { kind: 'zip', name: 'forum', path: join(base, 'forum') },
  ]);
  const input: RunnerInput = {
    ...{ repository, folder: join(base, 'runner'), event: 'pull_request', refName: '1/merge', secrets: {} },
    command: `${process.execPath} ${CLI}`,
  };

  const built = await runJob('build', input);
  expect(built.steps).toMatchObject([{ name: 'Build', exit: 1 }]);

  const checked = await runJob('check', input);
  expect(checked.steps.map(({ name, exit, output }) => [name, exit, exit === 0 ? '' : output])).toEqual([
    ['Gather the three builds', 0, ''],
    ['Check', 0, ''],
    ['Say what a release would change', 0, ''],
  ]);
  expect(checked.summary).toContain('### What a release would change');
  for (const name of ['updates', 'mirror', 'branch', 'github', 'forum']) expect(checked.summary).toContain(name);
  expect(github.releases).toEqual([]);
  expect(readdirSync(join(base, 'depot'))).toEqual([]);

  git(repository, 'tag', 'v1.1.0');
  const pushed = { ...input, folder: join(base, 'runner'), event: 'push', refName: 'v1.1.0' } as const;
  const released = await runJob('release', pushed);
  expect(released.steps.map(({ name, exit, output }) => [name, exit, exit === 0 ? '' : output])).toEqual([
    ['Gather the three builds', 0, ''],
    ['Release', 0, ''],
  ]);
  expect(github.releases).toMatchObject([{ tag_name: 'v1.1.0', draft: false, body: '- **Faster**' }]);
  expect(readFileSync(join(base, 'mirror/loadmaster-version.txt'), 'utf8')).toMatch(/^1\.1\.0\n/);
  expect(readdirSync(join(base, 'depot'))).toEqual(expect.arrayContaining(['win_x64', 'mac_x64', 'lin_x64', 'data']));
  expect(git(join(base, 'remote.git'), 'log', '--format=%an', 'depot').trim()).toBe('author');
  expect(readdirSync(join(base, 'forum'))).toEqual(
    expect.arrayContaining(['My Plugin 1.1.0.zip', 'My Plugin 1.1.0.cdx.json']),
  );
}, 180_000);
