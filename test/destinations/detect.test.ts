import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { branchBehind, detectDestinations, githubRemote } from '../../main/destinations/detect.ts';
import { tempFolder } from '../temp-folder.ts';

test('a folder tells where its users get updates, and of which repository it is a copy', async () => {
  const folder = tempFolder();
  expect(await detectDestinations(folder)).toEqual([]);
  const module = 'https://raw.githubusercontent.com/me/plane-depot/refs/heads/live/A%20Plane/';
  const cfg = (at: string) => `zone|custom\nmodule|${at}\nname|A Plane\nversion|1.2\n`;
  writeFileSync(join(folder, 'skunkcrafts_updater.cfg'), cfg(module));
  writeFileSync(join(folder, 'skunkcrafts_updater_beta.cfg'), cfg('https://depot.example/beta/'));
  mkdirSync(join(folder, '.git'));
  writeFileSync(join(folder, '.git', 'config'), '[core]\n[remote "origin"]\n\turl = git@github.com:me/plane.git\n');
  expect(await detectDestinations(folder)).toMatchObject([
    {
      ...{ kind: 'skunkcrafts', url: module, title: 'A Plane', betaUrl: 'https://depot.example/beta/' },
      git: { remote: 'https://github.com/me/plane-depot.git', branch: 'live', folder: 'A Plane' },
    },
    { kind: 'github', owner: 'me', repository: 'plane' },
  ]);
  const testers = (at: string) => writeFileSync(join(folder, 'skunkcrafts_updater_beta.cfg'), cfg(at));
  testers('https://raw.githubusercontent.com/me/plane-depot/beta/A%20Plane/');
  expect((await detectDestinations(folder))[0]).toMatchObject({ betaWhere: 'beta' });
  testers('https://raw.githubusercontent.com/me/plane-depot/live/For%20testers/');
  expect((await detectDestinations(folder))[0]).not.toHaveProperty('betaWhere');
  writeFileSync(join(folder, 'skunkcrafts_updater.cfg'), cfg('file:///etc'));
  expect((await detectDestinations(folder)).map(({ kind }) => kind)).toEqual(['github']);
});

test('the repository is found from a folder of it, a linked work tree and a submodule', async () => {
  const base = tempFolder();
  const lay = (path: string, text: string) => {
    mkdirSync(dirname(join(base, path)), { recursive: true });
    writeFileSync(join(base, path), text);
  };
  const config = (name: string) => `[remote "origin"]\n\turl = https://github.com/me/${name}.git\n`;
  lay('repo/.git/config', config('repo'));
  lay('repo/.git/worktrees/next/commondir', '../..\n');
  lay('next/.git', `gitdir: ${join(base, 'repo/.git/worktrees/next')}\n`);
  lay('repo/.git/modules/plane/config', config('plane'));
  lay('repo/plane/.git', 'gitdir: ../.git/modules/plane\n');
  mkdirSync(join(base, 'repo/aircraft/A Plane'), { recursive: true });
  const found = async (path: string) => {
    const [one] = await detectDestinations(join(base, path));
    return one?.repository;
  };
  expect(await found('repo/aircraft/A Plane')).toBe('repo');
  expect(await found('next')).toBe('repo');
  expect(await found('repo/plane')).toBe('plane');
});

test.each([
  [
    'https://raw.githubusercontent.com/a/b/100%/x',
    { remote: 'https://github.com/a/b.git', branch: '100%', folder: 'x' },
  ],
  ['https://raw.githubusercontent.com/a/b/main', { remote: 'https://github.com/a/b.git', branch: 'main', folder: '' }],
  ['https://raw.githubusercontent.com/a/b', undefined],
  ['https://example.com/a/b/main', undefined],
])('the branch behind %s', (address, git) => expect(branchBehind(address)).toEqual(git));

test.each([
  ['[remote "up"]\n url = https://github.com/a/b\n', { owner: 'a', repository: 'b' }],
  ['[remote "x"]\nurl = https://github.com/a/b\n[remote "y"]\nurl = https://github.com/c/d\n', undefined],
  ['[remote "origin"]\nurl = ssh://git@GitHub.com:22/a/b.git\n', { owner: 'a', repository: 'b' }],
  ['[remote "origin"]\nurl = https://notgithub.com/a/b.git\n', undefined],
  ['[remote "origin"]\nurl = https://gitlab.com/a/b.git\n', undefined],
  ['[branch "main"]\nurl = https://github.com/a/b\n', undefined],
])('the GitHub repository of %j', (config, found) => expect(githubRemote(config)).toEqual(found));
