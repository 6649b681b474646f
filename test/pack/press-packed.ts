import { execFileSync, spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect } from '@playwright/test';
import { electronCommand, openElectron } from '../e2e/electron-shell.ts';
import { exitOf, listenTo } from '../e2e/processes.ts';
import { giveToTestUser, isRoot } from '../electron-runtime/test-user.ts';

// The packed app on its real Electron, by keys of the X server: nothing else can be said to it, by fuse.

const SAMPLE = 'Try it with a sample: aircraft';
/** What a start takes on a machine that does nothing else. There the palette comes and goes within a second. */
const QUICK_START_MS = 2_000;
const PUBLISH = 'Publish';
const LONGEST = { timeout: 180_000 };

/**
 * How often Shift+Tab leads from where the palette leaves the focus to the button that publishes: learnt from the same
 * app, not packed, which can be looked into.
 */
async function stepsToPublish(dataFolder: string): Promise<number> {
  const { page, close } = await openElectron({ dataFolder });
  try {
    await expect(page.getByRole('heading', { name: 'Hangar', level: 1 })).toBeFocused(LONGEST);
    for (const words of [SAMPLE, PUBLISH]) {
      await page.keyboard.press('Control+k');
      await page.keyboard.type(words);
      await page.keyboard.press('Enter');
      await expect(page.getByRole('dialog')).toHaveCount(0, LONGEST);
      await expect(page.getByLabel('Version', { exact: true })).toHaveValue('1.0.0', LONGEST);
    }
    await expect.poll(() => page.evaluate(() => document.activeElement !== document.body)).toBe(true);
    for (let steps = 1; steps < 60; steps += 1) {
      await page.keyboard.press('Shift+Tab');
      if (await page.evaluate(() => document.activeElement?.hasAttribute('data-publish') ?? false)) return steps;
    }
    throw new Error('Shift+Tab never came to the button that publishes');
  } finally {
    await close();
  }
}

function xdotool(...words: string[]): void {
  execFileSync('xdotool', words, { stdio: ['ignore', 'ignore', 'inherit'] });
}

/** In seconds, as xdotool takes it: a machine that took long to start the app takes long for the rest, too. */
function paceOf(output: string): string {
  const started = Number(/start: interactive at (\d+) ms/.exec(output)?.[1] ?? 0);
  return Math.max(1, started / QUICK_START_MS).toFixed(1);
}

/** At the pace of a person, who waits for the palette to come and to go: nothing tells here that it has. */
function runInPalette(words: string, pause: string): void {
  xdotool('key', 'ctrl+k', 'sleep', pause);
  xdotool('type', '--delay', '40', words);
  xdotool('sleep', pause, 'key', 'Return', 'sleep', pause);
}

/** Whether anything was put into a folder of the app's: it tells of its work while its journal is its own. */
function hasSome(dataFolder: string, name: string): boolean {
  const folder = join(dataFolder, name);
  return existsSync(folder) && readdirSync(folder).length > 0;
}

/** The phases of every release, by a copy of the app's own journal: the app has the journal to itself. */
function phases(dataFolder: string): string[] {
  const journal = join(dataFolder, 'workshop', 'publish', 'journal.db');
  const copy = join(dataFolder, 'looked-at.db');
  for (const suffix of ['', '-wal', '-shm']) {
    rmSync(`${copy}${suffix}`, { force: true });
    if (suffix !== '-shm' && existsSync(`${journal}${suffix}`)) copyFileSync(`${journal}${suffix}`, `${copy}${suffix}`);
  }
  const database = new DatabaseSync(copy);
  try {
    return database
      .prepare('SELECT phase FROM transition ORDER BY seq')
      .all()
      .map(({ phase }) => String(phase));
  } catch {
    // Copied in the middle of a write: looked at again.
    return [];
  } finally {
    database.close();
  }
}

/** Starts the packed app under a window manager and publishes a sample add-on by its keyboard. Returns what went wrong. */
export async function pressPacked(executable: string, folder: string): Promise<string[]> {
  const steps = await stepsToPublish(makeFolder(folder, 'learnt'));
  const dataFolder = makeFolder(folder, 'pressed');
  const manager = spawn('openbox', { stdio: 'ignore' });
  const { executable: starter, env } = electronCommand({ dataFolder });
  const app = spawn(isRoot() ? starter : executable, {
    env: { ...env, LOADMASTER_TEST_ELECTRON: executable },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = listenTo(app);
  const ended = exitOf(app);
  try {
    await expect.poll(output, LONGEST).toContain('start: interactive');
    xdotool('search', '--sync', '--onlyvisible', '--name', 'Loadmaster', 'windowactivate', '--sync');
    const pause = paceOf(output());
    runInPalette(SAMPLE, pause);
    // The form fills itself, which nothing tells here: tried again until a release has begun.
    await expect(async () => {
      if (!hasSome(dataFolder, 'archives')) {
        runInPalette(PUBLISH, pause);
        xdotool('key', '--repeat', String(steps), '--delay', '100', 'shift+Tab');
        xdotool('key', 'Return');
      }
      await expect.poll(() => hasSome(dataFolder, 'archives'), { timeout: 5_000 }).toBe(true);
    }).toPass(LONGEST);
    await expect.poll(() => phases(dataFolder), LONGEST).toContain('processed');
    app.kill('SIGTERM');
    const code = await ended;
    return code === 0 ? [] : [`the packed app ended with ${code}\n${output()}`];
  } catch (cause) {
    return [`the packed app: ${cause instanceof Error ? cause.message : cause}\n${output()}`];
  } finally {
    app.kill('SIGKILL');
    manager.kill();
  }
}

function makeFolder(folder: string, name: string): string {
  const made = join(folder, name);
  mkdirSync(made);
  giveToTestUser(made);
  return made;
}
