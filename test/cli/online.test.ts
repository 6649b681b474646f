import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { PERMISSIONS } from '../../protocol/index.ts';
import { aRegistry, PACKAGE, rehearse, stored, TOKEN } from '../publish/world.ts';
import { tempFolder } from '../temp-folder.ts';
import { runInProcess } from './run-cli.ts';

// The terminal against a real registry: what a CI job sees.

const UPLOAD_ONLY = 'a-token-that-may-only-upload';

async function aSample(): Promise<string> {
  const folder = join(tempFolder(), 'aircraft');
  expect((await runInProcess(['sample', 'aircraft', folder])).exit).toBe(0);
  return folder;
}

function registryWithTokens() {
  return aRegistry({
    seed: {
      authors: [
        {
          authorId: 'author1',
          name: 'Author',
          tokens: [{ token: TOKEN }, { token: UPLOAD_ONLY, permissions: PERMISSIONS.UploadVersionAnyPackage }],
        },
      ],
      packages: [{ packageId: PACKAGE, packageName: 'A package' }],
    },
  });
}

function envFor(url: string, data: string, token = TOKEN) {
  return {
    ...process.env,
    LOADMASTER_DATA: data,
    LOADMASTER_REGISTRY: url,
    LOADMASTER_TOKEN: token,
  };
}

function publish(folder: string, ...more: string[]) {
  return ['publish', folder, '--id', PACKAGE, '--version', '1.0.0', ...more];
}

test('a token that may upload and not view is said before sending, and ends with 4 after the registry has it', async () => {
  const registry = await registryWithTokens();
  const env = envFor(registry.url, tempFolder(), UPLOAD_ONLY);
  const { exit, stdout, stderr } = await runInProcess(publish(await aSample()), { env });
  expect(stderr.indexOf('nor confirm what becomes of an upload')).toBeGreaterThanOrEqual(0);
  expect(stderr.indexOf('nor confirm')).toBeLessThan(stderr.indexOf('was received'));
  expect(stderr).toContain('was received; this token cannot see how it ends');
  expect(stdout).toContain('loadmaster resume author.package 1.0.0');
  expect(exit).toBe(4);
  await expect.poll(() => stored(registry), { timeout: 10_000 }).toMatchObject({ status: 'processed' });
  const seen = await runInProcess(['resume', PACKAGE, '1.0'], { env: { ...env, LOADMASTER_TOKEN: TOKEN } });
  expect(seen).toMatchObject({ exit: 0, stderr: expect.stringContaining('is published') });
});

test('a token that is no token is refused with its sentence, whatever the size of the archive', async () => {
  const registry = await registryWithTokens();
  const env = envFor(registry.url, tempFolder(), 'no-token');
  expect(await runInProcess(publish(await aSample()), { env })).toMatchObject({
    exit: 3,
    stdout: expect.stringContaining('http_401'),
  });
});

test('a publish that was killed goes on when it is called again, and can be cancelled', async () => {
  const registry = await registryWithTokens();
  await rehearse(registry, { fault: 'slow-processing', seconds: 4 });
  const env = envFor(registry.url, tempFolder());
  const folder = await aSample();
  const child = spawn(process.execPath, [join(import.meta.dirname, '../../main/cli/index.ts'), ...publish(folder)], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  await heard(child, 'was received');
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
  const cancelled = await runInProcess(['cancel', PACKAGE, '1.0.0'], { env });
  expect(cancelled).toMatchObject({ exit: 0, stdout: expect.stringContaining('cannot be taken back') });
  const again = await runInProcess(publish(folder), { env });
  expect(again.stderr).toContain('was begun before; it goes on');
  expect(again.stderr).toContain('is published');
  expect(again.exit).toBe(0);
  expect(await runInProcess(['resume', PACKAGE, '1.0.0'], { env })).toMatchObject({
    exit: 1,
    stderr: expect.stringContaining('not_under_way'),
  });
});

test('a lock is a thing of releases: retry --take-over without them is a wrong call', async () => {
  const env = envFor((await registryWithTokens()).url, tempFolder());
  const { exit, stderr } = await runInProcess(['retry', PACKAGE, '1.0.0', '--take-over'], { env });
  expect(stderr).toContain('--releases');
  expect(exit).toBe(2);
});

test('retry --all-failed tells what was interrupted, and that this is not done', async () => {
  const registry = await registryWithTokens();
  const env = envFor(registry.url, tempFolder());
  const nothing = await runInProcess(['retry', '--all-failed'], { env });
  expect(nothing).toMatchObject({ exit: 0, stdout: expect.stringContaining('Nothing has failed.') });
  const folder = await aSample();
  const child = spawn(process.execPath, [join(import.meta.dirname, '../../main/cli/index.ts'), ...publish(folder)], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  await heard(child, 'is checked and packed');
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
  const { exit, stdout, stderr } = await runInProcess(['retry', '--all-failed'], { env });
  expect(stderr).toContain(`${PACKAGE} 1.0.0 was interrupted`);
  expect(stdout).not.toContain('Nothing has failed.');
  expect(exit).toBe(4);
  expect((await runInProcess(['resume', PACKAGE, '1.0.0'], { env })).exit).toBe(0);
  expect((await runInProcess(['retry', '--all-failed'], { env })).exit).toBe(0);
});

function heard(child: ChildProcess, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr?.on('data', (chunk) => {
      said += String(chunk);
      if (said.includes(text)) resolve();
    });
    child.on('exit', () => reject(new Error(said)));
  });
}

test('publish says what the checks found, and with an error sends nothing and offers no retry', async () => {
  const registry = await registryWithTokens();
  const env = envFor(registry.url, tempFolder());
  const folder = await aSample();
  writeFileSync(join(folder, 'wing.psd'), Buffer.alloc(2 ** 21));
  writeFileSync(join(folder, 'aux.txt'), '');
  const { exit, stdout, stderr } = await runInProcess(publish(folder), { env });
  expect(exit).toBe(1);
  expect(stderr).toMatch(/error {4}windows-names {2}aux\.txt: /);
  expect(stderr).toMatch(/warning {2}sources {2}wing\.psd: /);
  expect(stderr).not.toContain('is sent');
  expect(stdout).toContain('Nothing was sent: the checks found errors.');
  expect(stdout).toContain('`loadmaster check DIR --fix`');
  expect(stdout).not.toContain('loadmaster retry');
  const json = await runInProcess([...publish(folder), '--json'], { env });
  expect(JSON.parse(json.stdout)).toMatchObject({ ok: false, error: { code: 'check_errors' } });
  expect(await stored(registry, '1.0.0')).toBeNull();
});

test.skipIf(process.platform === 'win32')(
  'nobody else can read what is not published yet, whatever the umask',
  async () => {
    const before = process.umask(0);
    onTestFinished(() => void process.umask(before));
    const registry = await registryWithTokens();
    const data = join(tempFolder(), 'data');
    expect((await runInProcess(publish(await aSample()), { env: envFor(registry.url, data) })).exit).toBe(0);
    const open = readdirSync(data, { recursive: true, encoding: 'utf8' }).filter((name) => {
      const shut = (path: string) => (statSync(join(data, path)).mode & 0o077) === 0;
      return !name.split('/').some((_, at, parts) => shut(parts.slice(0, at + 1).join('/')));
    });
    expect(open).toEqual([]);
  },
);
