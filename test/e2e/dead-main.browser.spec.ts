import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { freePort } from '../free-port.ts';
import { expect, test } from './fixtures.ts';

// A tab whose Loadmaster ended, hangs, or was started again on its port.

const SHELL = join(import.meta.dirname, '..', '..', 'main', 'browser', 'index.ts');

async function start(port: number, dataFolder: string): Promise<{ child: ChildProcess; address: string }> {
  const child = spawn(process.execPath, [SHELL, '--no-open', '--port', String(port)], {
    env: { ...process.env, LOADMASTER_DATA: dataFolder },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  const address = await new Promise<string>((resolve) =>
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk;
      const found = /(http:\S+\?ticket=\S+)\n/.exec(said)?.[1];
      if (found) resolve(found);
    }),
  );
  return { child, address };
}

async function end({ child }: { readonly child: ChildProcess }, signal: NodeJS.Signals): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await ended;
}

test('a main process that died or hangs is said in one bar, and the tab goes on with the next one', async ({
  app,
  page,
}) => {
  // It waits out a silence and two starts.
  test.setTimeout(150_000);
  const dataFolder = join(app.dataFolder, 'second');
  const port = await freePort();
  let running = await start(port, dataFolder);
  try {
    await page.goto(running.address);
    await page.getByRole('button', { name: 'Try it with a sample add-on' }).click();
    const notes = page.getByLabel('Release notes');
    await notes.fill('Typed before.');
    const bar = page.getByText('Loadmaster is not answering.');
    const registry = page.getByRole('button', { name: /^Connected registry: .*, reachable$/ });
    await expect(registry).toBeVisible();

    await end(running, 'SIGKILL');
    await expect(bar).toBeVisible();
    await expect(registry).toHaveCount(0);
    await notes.fill('Typed while nobody listened.');
    await expect(page.getByRole('region', { name: 'Notices' }).getByRole('alert')).toHaveCount(0);

    running = await start(port, dataFolder);
    await page.getByRole('button', { name: 'Try again' }).first().click();
    await expect(bar).toBeHidden();
    await expect(notes).toHaveValue('Typed while nobody listened.');
    await page.reload();
    await expect(notes).toHaveValue('Typed while nobody listened.');

    running.child.kill('SIGSTOP');
    await expect(bar).toBeVisible();
    running.child.kill('SIGCONT');
    await expect(bar).toBeHidden();
  } finally {
    running.child.kill('SIGCONT');
    await end(running, 'SIGKILL');
  }
});
