import { type ChildProcess, fork, spawn } from 'node:child_process';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { chromiumArguments, findChromium } from '../chromium.ts';
import { openElectron } from './electron-shell.ts';
import type { OpenOptions, OpenShell } from './open-shell.ts';
import { exitOf, listenTo } from './processes.ts';
import type { ShellName } from './projects.ts';

const ROOT = join(import.meta.dirname, '..', '..');
/** How the stand-in shows `app://loadmaster/` to Chromium. */
const LOADMASTER_PAGE = 'https://loadmaster.app.standin/';
const STANDIN = join(ROOT, 'test', 'electron-standin', 'register.ts');
const BUILT_MAIN = join(ROOT, 'out', 'main', 'index.js');

export function openShell(shell: ShellName, options: OpenOptions): Promise<OpenShell> {
  switch (shell) {
    case 'browser':
      return openBrowserShell(options);
    case 'desktop':
      return openStandin(BUILT_MAIN, options);
    case 'electron':
      return openElectron(options);
  }
}

function environment({ dataFolder, env }: OpenOptions): NodeJS.ProcessEnv {
  // No colours in what the tests read, and nothing of this machine's own Loadmaster.
  return { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, LOADMASTER_DATA: dataFolder, ...env };
}

async function openBrowserShell(options: OpenOptions): Promise<OpenShell> {
  const child = spawn(process.execPath, [join(ROOT, 'main', 'browser', 'index.ts'), '--no-open'], {
    env: environment(options),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = listenTo(child);
  const address = await said(child, output, /(http:\/\/127\.0\.0\.1:\d+\/\?ticket=\S+)/);
  const browser = await chromium.launch({ executablePath: findChromium(), args: chromiumArguments() });
  // A context of its own, in which a spec may open a second tab.
  const context = await browser.newContext({ viewport: { width: 1280, height: 820 } });
  const page = await context.newPage();
  await page.goto(address);
  return opened(child, output, page, browser, async () => {
    throw new Error('the browser shell has no desktop');
  });
}

/** A built desktop shell on the stand-in for Electron. */
export async function openStandin(main: string, options: OpenOptions, page = LOADMASTER_PAGE): Promise<OpenShell> {
  const { child, output, ask } = startStandin(options, main);
  const browser = await chromium.connectOverCDP(await ask<string>({ ask: 'endpoint' }));
  return opened(child, output, await findPage(browser, page), browser, ask);
}

/** The built desktop shell on the stand-in, in a Node process of its own, not yet looked into. */
export function startStandin(
  options: OpenOptions,
  main = BUILT_MAIN,
): {
  child: ChildProcess;
  output: () => string;
  ask: OpenShell['ask'];
} {
  const child = fork(main, [], {
    execArgv: ['--disable-warning=ExperimentalWarning', '--import', STANDIN],
    env: environment(options),
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const output = listenTo(child);
  return { child, output, ask: asker(child) };
}

function opened(
  child: ChildProcess,
  output: () => string,
  page: Page,
  browser: Browser,
  ask: OpenShell['ask'],
): OpenShell {
  const ended = exitOf(child);
  return {
    page,
    output,
    ask,
    ended,
    async close() {
      await browser.close().catch(() => {});
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** The page of the app's window: there at once, or when Chromium tells of it. */
async function findPage(browser: Browser, prefix: string): Promise<Page> {
  const [context] = browser.contexts();
  if (!context) throw new Error('Chromium has no context');
  const isIt = (page: Page): boolean => page.url().startsWith(prefix);
  for (;;) {
    const there = context.pages().find(isIt);
    if (there) return there;
    await Promise.race([
      context.waitForEvent('page'),
      ...context.pages().map((page) => page.waitForURL((url) => url.href.startsWith(prefix))),
    ]);
  }
}

function asker(child: ChildProcess): OpenShell['ask'] {
  interface Answer {
    readonly re: number;
    readonly value?: unknown;
    readonly error?: string;
  }
  const waiting = new Map<number, (answer: Answer) => void>();
  let lastId = 0;
  child.on('message', (answer: Answer) => {
    waiting.get(answer.re)?.(answer);
    waiting.delete(answer.re);
  });
  child.once('exit', (code) => {
    for (const [re, answered] of waiting) answered({ re, error: `the desktop shell ended with ${code}` });
  });
  return (request) =>
    new Promise((resolve, reject) => {
      const id = ++lastId;
      waiting.set(id, ({ value, error }) => (error === undefined ? resolve(value as never) : reject(new Error(error))));
      child.send({ id, request });
    });
}

function said(child: ChildProcess, output: () => string, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      const match = pattern.exec(output());
      if (match) resolve(match[1] ?? match[0]);
    };
    child.stdout?.on('data', look);
    child.once('exit', (code) => reject(new Error(`it ended with ${code} before saying ${pattern}:\n${output()}`)));
    look();
  });
}
