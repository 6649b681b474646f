import { execFileSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { COMMANDS } from '../../main/cli/commands.ts';
import { table } from '../../main/cli/output/format.ts';
import { tempFolder } from '../temp-folder.ts';
import { runInProcess } from './run-cli.ts';

async function sample(kind: string): Promise<string> {
  const folder = join(tempFolder(), kind);
  expect((await runInProcess(['sample', kind, folder])).exit).toBe(0);
  // A file as new as the archive may have changed within the same tick of the clock and is never taken from a cache.
  const lastYear = new Date(Date.now() - 365 * 86_400_000);
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!lstatSync(join(folder, path)).isSymbolicLink()) utimesSync(join(folder, path), lastYear, lastYear);
  }
  return folder;
}

test('without a command it says what there is, and asks for a known one', async () => {
  for (const args of [[], ['--help'], ['help']]) {
    const { exit, stdout } = await runInProcess(args);
    expect(exit).toBe(0);
    for (const { name } of COMMANDS) expect(stdout).toContain(`  ${name}`);
  }
  expect(await runInProcess(['publsh'])).toMatchObject({
    exit: 2,
    stderr: expect.stringContaining('no command "publsh". Did you mean publish?'),
  });
});

test.each(COMMANDS.map(({ name }) => name))(
  '%s explains itself, and refuses options it does not have',
  async (name) => {
    const help = await runInProcess([name, '--help']);
    expect(help).toMatchObject({ exit: 0, stderr: '' });
    expect(help.stdout).toContain(`usage: loadmaster ${name}`);
    expect(await runInProcess([name, '--no-such-option'])).toMatchObject({ exit: 2, stdout: '' });
  },
);

test('check says what a folder is, ends with 0 without errors and with 1 with them', async () => {
  const good = await runInProcess(['check', await sample('aircraft')]);
  expect(good.exit).toBe(0);
  expect(good.stdout).toContain('an aircraft for macOS, Windows, Linux');
  const bad = await runInProcess(['check', await sample('mess')]);
  expect(bad.exit).toBe(1);
  expect(bad.stdout).toMatch(/\d\d warnings/);
});

test('check --json is one document with the same findings', async () => {
  const { exit, stdout } = await runInProcess(['check', await sample('mess'), '--json']);
  const found = JSON.parse(stdout);
  expect(exit).toBe(1);
  expect(found).toMatchObject({ kind: 'aircraft', counts: { error: expect.any(Number) } });
  expect(found.findings.length).toBeGreaterThanOrEqual(30);
  expect(found.findings[0]).toMatchObject({ severity: 'error', rule: expect.any(String), why: expect.any(String) });
});

test('check --json names the place, the parts and what is left out, each with its reason', async () => {
  const folder = tempFolder();
  mkdirSync(join(folder, 'My Town/Earth nav data'), { recursive: true });
  writeFileSync(join(folder, 'My Town/Earth nav data/apt.dat'), '1 1906 1 0 LOWI Innsbruck\n');
  writeFileSync(join(folder, 'notes.bak'), '');
  const found = JSON.parse((await runInProcess(['check', folder, '--json'])).stdout);
  expect(found).toMatchObject({
    kind: 'scenery',
    sceneryKind: 'airport',
    root: 'My Town',
    candidates: [{ kind: 'scenery', root: 'My Town', markers: ['My Town/Earth nav data/apt.dat'] }],
    suggested: { packageName: 'LOWI Innsbruck', packageType: 'scenery' },
    plugins: [],
    ignored: 1,
    ignoredFiles: [{ path: 'notes.bak', isFolder: false, rule: { source: 'built-in', pattern: '*.bak' } }],
  });
  expect(found.findings.every(({ severity }: { severity: string }) => /^(error|warning|note)$/.test(severity))).toBe(
    true,
  );
});

test('check says why, and --fix shows first and does with --yes what was asked for', async () => {
  const folder = tempFolder();
  writeFileSync(join(folder, 'plane.acf'), 'I\n1200 Version\n');
  writeFileSync(join(folder, 'plane_icon11.png'), '');
  writeFileSync(join(folder, 'wing.psd'), Buffer.alloc(2 ** 21));
  writeFileSync(join(folder, 'a.pdb'), '');
  const plain = await runInProcess(['check', folder]);
  expect(plain.stdout).toMatch(
    /warning {2}sources +wing\.psd: .*\n +fix: Adds "\*\.psd".*\n +why: X-Plane does not read/,
  );
  const shown = await runInProcess(['check', folder, '--fix', 'sources']);
  expect(shown.stdout).toContain('Nothing was changed. With --yes 1 fix would be done');
  expect(existsSync(join(folder, '.xpkgignore'))).toBe(false);
  const done = JSON.parse((await runInProcess(['check', '--fix', 'sources', folder, '--yes', '--json'])).stdout);
  expect(done.fixes).toMatchObject([
    { rule: 'sources', state: 'done', steps: [{ kind: 'create', path: '.xpkgignore' }] },
  ]);
  expect(readFileSync(join(folder, '.xpkgignore'), 'utf8')).toBe('*.psd\n');
  expect(done.findings.map(({ rule }: { rule: string }) => rule)).toContain('leftovers');
  const wrong = await runInProcess(['check', folder, '--fix', 'sauces']);
  expect(wrong).toMatchObject({ exit: 2, stderr: expect.stringContaining('There is no rule sauces') });
  expect((await runInProcess(['check', folder, '--yes'])).exit).toBe(2);
});

test.each([
  ['a folder that is not there', 'gone', 'is not there'],
  ['a file', 'file.txt', 'is not a folder'],
])('check of %s is a wrong call', async (_what, name, says) => {
  const folder = tempFolder();
  writeFileSync(join(folder, 'file.txt'), '');
  const plain = await runInProcess(['check', join(folder, name)]);
  expect(plain).toMatchObject({ exit: 2, stderr: expect.stringContaining(says) });
  const json = await runInProcess(['check', join(folder, name), '--json']);
  expect(JSON.parse(json.stdout)).toMatchObject({ ok: false, error: { code: 'no_folder' } });
});

test('pack writes an archive that unzip and verify find in order, and the same bytes from its cache', async () => {
  const folder = await sample('plugin');
  const out = join(tempFolder(), 'plugin.zip');
  const first = await runInProcess(['pack', folder, '--id', 'sample.plugin', '--out', out, '--json']);
  expect(first.exit).toBe(0);
  expect(execFileSync('unzip', ['-t', out], { encoding: 'utf8' })).toContain('No errors');
  expect(await runInProcess(['verify', out, '--id', 'sample.plugin'])).toMatchObject({ exit: 0 });
  expect(await runInProcess(['verify', out, '--id', 'other.plugin'])).toMatchObject({ exit: 1 });

  const again = JSON.parse(
    (await runInProcess(['pack', folder, '--id', 'sample.plugin', '--out', out, '--json'])).stdout,
  );
  expect(again).toMatchObject({ sha256: JSON.parse(first.stdout).sha256, reusedBytes: again.bytes });
  const fresh = JSON.parse(
    (await runInProcess(['pack', folder, '--id', 'sample.plugin', '--out', out, '--no-cache', '--json'])).stdout,
  );
  expect(fresh).toMatchObject({ sha256: again.sha256, reusedBytes: 0 });
});

test('pack says everything that stands in the way and writes nothing', async () => {
  const { exit, stderr } = await runInProcess([
    'pack',
    await sample('mess'),
    '--id',
    'a.mess.of.it',
    '--out',
    join(tempFolder(), 'x.zip'),
  ]);
  expect(exit).toBe(1);
  expect(stderr).toContain('tail.png');
});

test.each([
  [['pack', '.', '--out', 'x.zip', '--level', '9'], '9 is slower'],
  [['pack', '.'], '--out is missing'],
  [['pack', '.', '--out', 'x.zip', '--id', 'no id'], 'is not a package id'],
  [['check'], 'missing'],
  [['check', 'a', 'b'], 'Too much'],
  [['destinations', 'no-such-folder'], 'no-such-folder is not there'],
  [['notes', 'package.json'], 'package.json is not a folder'],
  [['sample', 'spaceship', 'x'], 'There is no sample'],
  [['rules', 'version'], 'missing'],
  [['versions', 'abc', '--registry', 'http://127.0.0.1:9/'], 'is not a package id'],
])('%j is a wrong call and says why', async (args, says) => {
  expect(await runInProcess(args)).toMatchObject({ exit: 2, stderr: expect.stringContaining(says) });
});

test('a cancelled pack writes nothing and ends with 130', async () => {
  const out = join(tempFolder(), 'x.zip');
  const { exit } = await runInProcess(['pack', await sample('aircraft'), '--id', 'sample.air', '--out', out], {
    signal: AbortSignal.abort(),
  });
  expect(exit).toBe(130);
  expect(() => readFileSync(out)).toThrow();
});

test.each([
  [['rules', 'version', '1.3b9'], 0, '1.3.0b9'],
  [['rules', 'version', '0'], 1, 'invalid_version'],
  [['rules', 'selection', '5.4'], 0, '5.4-5.4'],
  [['rules', 'selection', '1-2', '2.5'], 0, 'is in'],
  [['rules', 'selection', '1-2', '3'], 1, 'is not in'],
  [['rules', 'compare', '1.0b1', '1'], 0, '1 is newer'],
])('%j', async (args, exit, says) => {
  expect(await runInProcess(args)).toMatchObject({ exit, stdout: expect.stringContaining(says) });
});

test.skipIf(process.platform === 'win32')(
  'a pipe in the place of a file that is read first ends nothing and hides nothing',
  async () => {
    const folder = await sample('livery');
    execFileSync('mkfifo', [join(folder, '.xpkgignore')]);
    const checked = await runInProcess(['check', folder]);
    expect(checked.stdout + checked.stderr).toMatch(/\.xpkgignore.*it is not a file/s);
    expect(checked.exit).toBe(1);
    execFileSync('mkfifo', [join(folder, 'loadmaster.json')]);
    for (const command of ['check', 'publish', 'try', 'release', 'destinations', 'pack']) {
      const more = command === 'pack' ? ['--out', join(tempFolder(), 'x.zip')] : [];
      const env = { LOADMASTER_DATA: tempFolder() };
      const { exit, stdout, stderr } = await runInProcess([command, folder, ...more], { env });
      expect([command, exit]).toEqual([command, 1]);
      expect(stdout + stderr).toContain('loadmaster.json cannot be used: it is not a file');
    }
  },
);

test('a release form in loadmaster.json that cannot be read is not replaced by guesses', async () => {
  const folder = await sample('livery');
  const release = { access: 'secret' };
  writeFileSync(join(folder, 'loadmaster.json'), JSON.stringify({ format: 1, release }));
  const { exit, stderr } = await runInProcess(['publish', folder], { env: { LOADMASTER_DATA: tempFolder() } });
  expect(exit).toBe(1);
  expect(stderr).toMatch(/loadmaster\.json cannot be used: release/);
});

test('a list of 200,000 rows is a list like any other', () => {
  const rows = Array.from({ length: 200_000 }, (_, index) => [`author.package-${index}`, 'plugin', 'A name']);
  expect(table(rows).at(-1)).toBe('author.package-199999  plugin  A name');
});
