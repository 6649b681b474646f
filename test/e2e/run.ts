import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureBuilt } from '../../main/browser/ensure-built.ts';
import { findChromium } from '../chromium.ts';
import { COMPILE_CACHE } from '../compile-cache.ts';
import { type Display, openDisplay } from '../electron-runtime/display.ts';
import { type PreparedApp, prepareApp } from '../electron-runtime/prepare-app.ts';
import { findRuntime, needRuntime, type Runtime } from '../electron-runtime/runtime.ts';
import { environmentOf } from './projects.ts';

// npm run test:e2e [-- what Playwright takes]: says what is missing, builds what is old, runs Playwright.
// npm run test:electron, or --with-electron beside the other shells: a real Electron is made when there is none.

function say(line: string): void {
  console.log(line);
}

const OURS = ['--electron', '--with-electron'];
const given = process.argv.slice(2);
const electronAlone = given.includes('--electron');
const needsElectron = electronAlone || given.includes('--with-electron');
const others = given.filter((parameter) => !OURS.includes(parameter));
const parameters = electronAlone ? ['--project=electron', ...others] : others;

async function chooseRuntime(): Promise<Runtime | undefined> {
  if (needsElectron) return needRuntime(say);
  const found = findRuntime();
  if (!found) say('Project electron: left out, there is no Electron runtime here (npm run test:electron makes one).');
  return found;
}

function runPlaywright(env: NodeJS.ProcessEnv): Promise<number> {
  const playwright = join(import.meta.dirname, '..', '..', 'node_modules', '@playwright', 'test', 'cli.js');
  const child = spawn(process.execPath, [playwright, 'test', ...parameters], { stdio: 'inherit', env });
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
}

async function run(): Promise<number> {
  if (!electronAlone) say(`Chromium: ${findChromium()}`);
  const runtime = await chooseRuntime();
  await ensureBuilt(say, true);
  let app: PreparedApp | undefined;
  let display: Display | undefined;
  try {
    const env: NodeJS.ProcessEnv = { ...process.env, ...COMPILE_CACHE };
    if (runtime) {
      say(`Electron: ${runtime.executable}`);
      app = prepareApp(runtime);
      display = await openDisplay();
      Object.assign(env, environmentOf({ executable: runtime.executable, app: app.folder }));
      if (display.name !== undefined) env.DISPLAY = display.name;
    }
    return await runPlaywright(env);
  } finally {
    display?.close();
    app?.remove();
  }
}

try {
  process.exitCode = await run();
} catch (cause) {
  console.error(cause instanceof Error ? cause.message : cause);
  process.exitCode = 1;
}
