import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { explainGit } from '../../../main/destinations/carriers/git/explain-git.ts';
import { openGitCarrier } from '../../../main/destinations/carriers/git/git.ts';
import type { GitPlace } from '../../../main/destinations/carriers/git/repository.ts';
import { GitFailure } from '../../../main/destinations/carriers/git/run-git.ts';
import { bytesSource, textSource } from '../../../main/destinations/carriers/source.ts';
import { tempFolder } from '../../temp-folder.ts';
import { useAuthorsGit } from '../peers/authors-git.ts';
import { git, gitMissing, makeBare, startGitHttp } from '../peers/git-http.ts';
import { call, carrierContract, someBytes } from './contract.ts';

describe.skipIf(gitMissing())("A branch, by the author's own git", () => {
  useAuthorsGit();

  async function open(place: Partial<GitPlace> & { readonly remote: string }) {
    const work = tempFolder();
    const carrier = await openGitCarrier({ branch: 'release', folder: '', ...place }, work, call());
    onTestFinished(() => carrier.dispose());
    return { carrier, work };
  }

  const bare = () => makeBare(join(tempFolder(), 'addon.git'));
  const inBranch = (remote: string) =>
    git(remote, 'ls-tree', '-r', '--name-only', '-z', 'release').split('\0').slice(0, -1);

  async function put(remote: string, files: Readonly<Record<string, string>>, more: Partial<GitPlace> = {}) {
    const { carrier } = await open({ remote, ...more });
    for (const [path, text] of Object.entries(files)) await carrier.write(path, textSource(text), call());
    await carrier.commit('Version 1', call());
  }

  describe('at its root', () => carrierContract(() => open({ remote: bare() })));
  describe('in a folder of it', () => carrierContract(() => open({ remote: bare(), folder: 'docs/depot' })));

  test('nothing is seen before the commit, then everything in one, by the author and with the message', async () => {
    const remote = bare();
    await put(remote, { 'a.txt': '1', 'b/c.txt': '2' });
    const { carrier, work } = await open({ remote });
    await carrier.write('b/c.txt', textSource('changed'), call());
    await carrier.write('new file.txt', textSource('new'), call());
    await carrier.delete('a.txt', call());
    expect(inBranch(remote)).toEqual(['a.txt', 'b/c.txt']);
    await carrier.commit('Version 2 of the add-on', call());
    expect(inBranch(remote)).toEqual(['b/c.txt', 'new file.txt']);
    expect(git(remote, 'log', '--format=%s %an %ae', 'release').trim().split('\n')).toEqual([
      'Version 2 of the add-on An Author author@example.org',
      'Version 1 An Author author@example.org',
    ]);
    expect(git(remote, 'show', 'release:b/c.txt')).toBe('changed');
    await carrier.dispose();
    expect(readdirSync(work).filter((name) => name.startsWith('session-'))).toEqual([]);
  });

  test.each([1, 2])(
    'what another branch has after %i commits is taken over without being pushed again',
    async (commits) => {
      const folder = tempFolder();
      makeBare(join(folder, 'addon.git'));
      const server = await startGitHttp(folder);
      onTestFinished(() => server.close());
      const remote = `${server.url}/addon.git`;
      const large = bytesSource(someBytes(300_000));
      const work = tempFolder();
      const at = async (branch: string) => {
        const carrier = await openGitCarrier({ remote, branch, folder: '' }, work, call());
        onTestFinished(() => carrier.dispose());
        return carrier;
      };
      const first = await at('beta');
      for (const name of ['a.bin', 'b/c.bin']) await first.write(name, large, call());
      await first.commit('1.4.0 for testers', call());
      if (commits === 2) await first.write('b/d.bin', bytesSource(someBytes(200_000, 2)), call());
      await first.commit('1.4.1 for testers', call());

      const [beta, stable] = [await at('beta'), await at('release')];
      expect(await stable.canTakeOver?.(beta, call())).toBe(true);
      const before = server.received();
      const pushed = { ...call(), onBytes: () => expect.unreachable() };
      expect(await stable.takeOver?.(beta, 'a.bin', large, pushed)).toBe(true);
      expect(await stable.takeOver?.(beta, 'b/c.bin', large, pushed)).toBe(true);
      expect(await stable.takeOver?.(beta, 'b/d.bin', large, pushed)).toBe(false);
      await stable.write('new.txt', textSource('new'), call());
      await stable.commit('1.4.0', call());
      expect(inBranch(join(folder, 'addon.git'))).toEqual(['a.bin', 'b/c.bin', 'new.txt']);
      expect(server.received() - before).toBeLessThan(20_000);
      git(join(folder, 'addon.git'), 'fsck', '--strict');
      // And on from there.
      const next = await at('release');
      await next.write('new.txt', textSource('newer'), call());
      await next.commit('1.4.2', call());
      expect(git(join(folder, 'addon.git'), 'show', 'release:new.txt')).toBe('newer');
      const elsewhere = await openGitCarrier({ remote: bare(), branch: 'beta', folder: '' }, work, call());
      onTestFinished(() => elsewhere.dispose());
      expect(await stable.canTakeOver?.(elsewhere, call())).toBe(false);
    },
  );

  test('the same content again is no commit', async () => {
    const remote = bare();
    await put(remote, { 'a.txt': '1' });
    await put(remote, { 'a.txt': '1' });
    expect(git(remote, 'rev-list', '--count', 'release').trim()).toBe('1');
  });

  test('content stays as it is, whatever git is told about line ends, and files beside the folder stay too', async () => {
    const remote = bare();
    await put(remote, { '.gitattributes': '* text=auto\n', 'other/keep.txt': 'kept' });
    await put(remote, { 'dos.txt': 'one\r\ntwo\r\n' }, { folder: 'depot' });
    expect(git(remote, 'show', 'release:depot/dos.txt')).toBe('one\r\ntwo\r\n');
    expect(inBranch(remote)).toEqual(['.gitattributes', 'depot/dos.txt', 'other/keep.txt']);
    const { carrier } = await open({ remote, folder: 'depot' });
    expect((await carrier.list(call())).map(({ path }) => path)).toEqual(['dos.txt']);
    expect((await carrier.stat('dos.txt', call()))?.hash).toMatchObject({ algorithm: 'git-blob' });
  });

  test('names that differ only in case are two files', async () => {
    const remote = bare();
    await put(remote, { 'A.txt': 'large', 'a.txt': 'small' });
    expect(git(remote, 'show', 'release:A.txt') + git(remote, 'show', 'release:a.txt')).toBe('largesmall');
  });

  test('a branch that moved meanwhile is told, and nothing of the other push is lost', async () => {
    const remote = bare();
    await put(remote, { 'a.txt': '1' });
    const { carrier } = await open({ remote });
    await carrier.write('a.txt', textSource('ours'), call());
    await put(remote, { 'theirs.txt': 'theirs' });
    await expect(carrier.commit('Ours', call())).rejects.toMatchObject({ code: 'moved_meanwhile', passing: true });
    expect(inBranch(remote)).toEqual(['a.txt', 'theirs.txt']);
    await put(remote, { 'a.txt': 'ours' });
    expect(git(remote, 'show', 'release:a.txt')).toBe('ours');
  });

  test('a branch that somebody made meanwhile is not written over either', async () => {
    const remote = bare();
    const { carrier } = await open({ remote });
    await carrier.write('a.txt', textSource('ours'), call());
    await put(remote, { 'theirs.txt': 'theirs' });
    await expect(carrier.commit('Ours', call())).rejects.toMatchObject({ code: 'moved_meanwhile' });
    expect(inBranch(remote)).toEqual(['theirs.txt']);
  });

  test('a link in the branch is no folder to write into, and is not listed', async () => {
    const remote = bare();
    await put(remote, { 'a.txt': '1' });
    const clone = join(tempFolder(), 'clone');
    git(tempFolder(), 'clone', '--quiet', '--branch', 'release', remote, clone);
    const blob = join(clone, 'a.txt');
    writeFileSync(blob, '../outside');
    const hash = git(clone, 'hash-object', '-w', blob).trim();
    git(clone, 'update-index', '--add', '--cacheinfo', `120000,${hash},link`);
    git(clone, 'commit', '--quiet', '-m', 'link');
    git(clone, 'push', '--quiet', 'origin', 'HEAD:release');
    const { carrier } = await open({ remote });
    expect((await carrier.list(call())).map(({ path }) => path)).toEqual(['a.txt']);
    await expect(carrier.write('link/x.txt', textSource('x'), call())).rejects.toMatchObject({ code: 'bad_name' });
    await expect(carrier.write('.git/config', textSource('x'), call())).rejects.toMatchObject({ code: 'bad_name' });
  });

  test('a server that refuses the push is quoted in our words', async () => {
    const remote = bare();
    const hook = join(remote, 'hooks', 'pre-receive');
    mkdirSync(join(remote, 'hooks'), { recursive: true });
    writeFileSync(hook, '#!/bin/sh\necho "GH006: Protected branch update failed" >&2\nexit 1\n');
    chmodSync(hook, 0o755);
    await expect(put(remote, { 'a.txt': '1' })).rejects.toMatchObject({
      code: 'not_allowed',
      message: expect.stringContaining('protected'),
    });
  });

  test('what is missing is named: the repository, the author, the key to sign with', async () => {
    await expect(put(join(tempFolder(), 'nowhere.git'), { 'a.txt': '1' })).rejects.toMatchObject({
      code: 'folder_missing',
    });
    const remote = bare();
    const config = join(tempFolder(), 'gitconfig');
    writeFileSync(config, '[user]\n\tuseConfigOnly = true\n');
    vi.stubEnv('GIT_CONFIG_GLOBAL', config);
    await expect(put(remote, { 'a.txt': '1' })).rejects.toMatchObject({ code: 'not_set_up' });
    writeFileSync(
      config,
      '[user]\n\tname = A\n\temail = a@example.org\n\tsigningkey = /nowhere/key\n[gpg]\n\tformat = ssh\n[commit]\n\tgpgsign = true\n',
    );
    await expect(put(remote, { 'a.txt': '1' })).rejects.toMatchObject({
      code: 'not_set_up',
      message: expect.stringContaining('signed'),
    });
    expect(() => git(remote, 'rev-parse', '--verify', 'release')).toThrow();
  });

  test('the ssh that the author has set in git is the one that connects', async () => {
    const folder = tempFolder();
    const ssh = join(folder, 'own-ssh');
    // As ssh to this very machine: what git asks the server to run is its last argument.
    writeFileSync(ssh, '#!/bin/sh\n[ "$1" = -G ] && exit 1\nfor last; do :; done\nexec sh -c "$last"\n');
    chmodSync(ssh, 0o755);
    const config = join(folder, 'gitconfig');
    writeFileSync(config, `[user]\n\tname = A\n\temail = a@example.org\n[core]\n\tsshCommand = "${ssh}"\n`);
    vi.stubEnv('GIT_CONFIG_GLOBAL', config);
    vi.stubEnv('GIT_SSH_COMMAND', undefined);
    vi.stubEnv('GIT_SSH', undefined);
    const remote = bare();
    await put(`ssh://author@127.0.0.1${remote}`, { 'a.txt': '1' });
    expect(inBranch(remote)).toEqual(['a.txt']);
  });

  test('an address or a branch that is an option in disguise is refused', async () => {
    await expect(open({ remote: '--upload-pack=touch x' })).rejects.toMatchObject({ code: 'not_set_up' });
    await expect(open({ remote: 'ext::sh -c touch% x' })).rejects.toMatchObject({ code: 'not_set_up' });
    await expect(open({ remote: bare(), branch: '-x..y' })).rejects.toMatchObject({ code: 'not_set_up' });
    expect(existsSync('x')).toBe(false);
  });

  test('over http by a token, which is never shown; without one it says what is missing', async () => {
    const root = tempFolder();
    makeBare(join(root, 'addon.git'));
    const server = await startGitHttp(root, 's3cret');
    onTestFinished(() => server.close());
    const remote = `${server.url}/addon.git`;
    await expect(put(remote, { 'a.txt': '1' })).rejects.toMatchObject({ code: 'login_refused' });
    const wrong: unknown = await put(remote, { 'a.txt': '1' }, { token: 'other' }).catch((cause: unknown) => cause);
    expect(wrong).toMatchObject({ code: 'login_refused' });
    expect(String(wrong)).not.toContain('other');
    await put(remote, { 'a.txt': '1' }, { token: 's3cret' });
    expect(inBranch(join(root, 'addon.git'))).toEqual(['a.txt']);
    await server.close();
    await expect(put(remote, { 'a.txt': '2' }, { token: 's3cret' })).rejects.toMatchObject({
      code: 'unreachable',
      passing: true,
    });
  });

  test.skipIf(process.platform === 'win32')(
    'a password in the address is in no argument that other users of the machine can read',
    async () => {
      const root = tempFolder();
      makeBare(join(root, 'addon.git'));
      const server = await startGitHttp(root, 's3cret%');
      onTestFinished(() => server.close());
      const trace = join(root, 'trace');
      vi.stubEnv('GIT_TRACE', trace);
      const remote = `${server.url.replace('://', '://x-access-token:s3cret%25@')}/addon.git`;
      await put(remote, { 'a.txt': '1' });
      expect(inBranch(join(root, 'addon.git'))).toEqual(['a.txt']);
      // Git writes down each program that it starts, with its arguments; its own helper for http is among them.
      const started = readFileSync(trace, 'utf8');
      expect(started).toContain('remote-http');
      expect(started).not.toContain('s3cret');
    },
  );

  test('a push to other folders of the branch is no hindrance: the release goes on top of it', async () => {
    const remote = bare();
    await put(remote, { 'a.txt': '1' }, { folder: 'one' });
    const { carrier } = await open({ remote, folder: 'one' });
    await carrier.write('a.txt', textSource('2'), call());
    await put(remote, { 'b.txt': 'theirs' }, { folder: 'two' });
    await carrier.commit('Ours', call());
    expect(inBranch(remote)).toEqual(['one/a.txt', 'two/b.txt']);
    expect(git(remote, 'show', 'release:one/a.txt')).toBe('2');
    expect(git(remote, 'rev-list', '--count', 'release').trim()).toBe('3');
    // To the same folder it is one, also the next time.
    await carrier.write('a.txt', textSource('3'), call());
    await put(remote, { 'a.txt': 'their own' }, { folder: 'one' });
    for (let times = 0; times < 2; times++)
      await expect(carrier.commit('Ours', call())).rejects.toMatchObject({ code: 'moved_meanwhile' });
    expect(git(remote, 'show', 'release:one/a.txt')).toBe('their own');
  });

  test('two add-ons of one machine are released to folders of one branch at the same time', async () => {
    const remote = bare();
    const work = tempFolder();
    await put(remote, { 'README.txt': 'all of mine' });
    const at = async (folder: string) => {
      const carrier = await openGitCarrier({ remote, branch: 'release', folder }, work, call());
      onTestFinished(() => carrier.dispose());
      return carrier;
    };
    const names = ['one', 'two', 'three'];
    const carriers = await Promise.all(names.map(at));
    await Promise.all(
      carriers.map(async (carrier, which) => {
        await carrier.write('a.txt', textSource(names[which] ?? ''), call());
        await carrier.commit(`Version of ${names[which]}`, call());
      }),
    );
    expect(inBranch(remote)).toEqual(['README.txt', 'one/a.txt', 'three/a.txt', 'two/a.txt']);
    expect(git(remote, 'rev-list', '--count', 'release').trim()).toBe('4');
    const trees = git(remote, 'log', '--format=%H', 'release').trim().split('\n');
    // None of them takes back for a moment what the others pushed.
    const files = trees.map((commit) => git(remote, 'ls-tree', '-r', '--name-only', commit).trim().split('\n').length);
    expect(files).toEqual([4, 3, 2, 1]);
  });

  test('what a killed Loadmaster had laid down for a release goes with the next one', async () => {
    const { work, carrier } = await open({ remote: bare() });
    await carrier.dispose();
    const left = join(work, 'session-999999999-abcdef');
    mkdirSync(left);
    writeFileSync(join(left, 'large'), 'x');
    const again = await openGitCarrier({ remote: bare(), branch: 'release', folder: '' }, work, call());
    onTestFinished(() => again.dispose());
    expect(existsSync(left)).toBe(false);
  });

  test('run by a hook of another repository it leaves that one alone', async () => {
    const theirs = join(tempFolder(), 'theirs');
    git(tempFolder(), 'init', '--quiet', theirs);
    const before = readFileSync(join(theirs, '.git', 'config'), 'utf8');
    vi.stubEnv('GIT_DIR', join(theirs, '.git'));
    vi.stubEnv('GIT_INDEX_FILE', join(theirs, '.git', 'index'));
    vi.stubEnv('GIT_OBJECT_DIRECTORY', join(theirs, '.git', 'objects'));
    vi.stubEnv('GIT_WORK_TREE', theirs);
    const remote = join(tempFolder(), 'addon.git');
    vi.stubEnv('GIT_PREFIX', 'sub/');
    await put(makeBareAlone(remote), { 'a.txt': '1' });
    vi.unstubAllEnvs();
    expect(inBranch(remote)).toEqual(['a.txt']);
    expect(readFileSync(join(theirs, '.git', 'config'), 'utf8')).toBe(before);
    expect(existsSync(join(theirs, '.git', 'index'))).toBe(false);
  });

  test('the branch that a repository has checked out is named as such', async () => {
    const remote = join(tempFolder(), 'clone');
    git(tempFolder(), 'init', '--quiet', '--initial-branch=release', remote);
    writeFileSync(join(remote, 'a.txt'), '1');
    git(remote, 'add', '.');
    git(remote, 'commit', '--quiet', '-m', 'first');
    await expect(put(remote, { 'b.txt': '2' })).rejects.toMatchObject({
      code: 'not_allowed',
      message: expect.stringContaining('checked out'),
    });
  });

  test('a thousand files are one quick commit', async () => {
    const remote = bare();
    const { carrier } = await open({ remote });
    for (let at = 0; at < 1000; at++)
      await carrier.write(`d${at % 50}/f${at}.txt`, bytesSource(Buffer.from(`${at}`)), call());
    await carrier.commit('Many', call());
    expect(inBranch(remote)).toHaveLength(1000);
  });
});

/** A repository made without what the environment says of another one. */
function makeBareAlone(folder: string): string {
  const environment = { ...process.env };
  for (const name of Object.keys(environment)) if (/^GIT_(?!CONFIG)/.test(name)) delete environment[name];
  execFileSync('git', ['init', '--quiet', '--bare', folder], { env: environment });
  return folder;
}

test('a branch that was in the list and cannot be fetched is one that somebody took away', () => {
  const failure = new GitFailure("fatal: couldn't find remote ref refs/heads/depot\n", 'fetch');
  const told = explainGit(failure, { remote: 'https://host.example/a.git', branch: 'depot' });
  expect(told).toMatchObject({ code: 'moved_meanwhile', passing: true });
  expect(told.message).toContain('The branch depot was there a moment ago');
});

test.each([
  ['fatal: expected flush after ref listing', 'unreachable', true],
  ['fatal: expected flush after capabilities', 'unreachable', true],
  ['unexpected flush packet while reading remote unpack status', 'unreachable', true],
  ['fatal: protocol error: bad line length character: <htm', 'answer_not_understood', false],
  ['fatal: http://host.example/a.git/info/refs not valid: is this a git repository?', 'answer_not_understood', false],
])(
  'a connection that breaks off inside what git says is none, and what is not git is told as such: %s',
  (stderr, code, passing) => {
    const told = explainGit(new GitFailure(stderr, 'fetch'), { remote: 'https://host.example/a.git', branch: 'depot' });
    expect(told).toMatchObject({ code, passing });
    expect(told.message).toContain('host.example');
  },
);
