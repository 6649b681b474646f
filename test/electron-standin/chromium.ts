import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { type BrowserContext, chromium } from 'playwright-core';
import { chromiumArguments, findChromium } from '../chromium.ts';
import { makeFolder } from '../make-folder.ts';

export interface RunningChromium {
  readonly context: BrowserContext;
  readonly endpoint: string;
  close(): Promise<void>;
}

/** A Chromium of its own, with a profile that goes when it ends, which the test may look into at `endpoint`. */
export async function launchChromium(): Promise<RunningChromium> {
  const profile = makeFolder('chromium');
  const child = spawn(
    findChromium(),
    [
      ...chromiumArguments(),
      '--headless=new',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      'about:blank',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const remove = (): void => rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  // Whatever ends this process ends its Chromium.
  process.once('exit', () => {
    child.kill('SIGKILL');
    if (existsSync(profile)) remove();
  });
  const endpoint = await endpointOf(child);
  const browser = await chromium.connectOverCDP(endpoint);
  const [context] = browser.contexts();
  if (!context) throw new Error('Chromium has no context');
  return {
    context,
    endpoint,
    async close() {
      child.kill('SIGKILL');
      await gone;
      remove();
    },
  };
}

function endpointOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr?.on('data', (chunk) => {
      said += chunk;
      const endpoint = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
      if (endpoint) resolve(endpoint);
    });
    child.once('exit', (code) => reject(new Error(`Chromium ended with ${code}: ${said.slice(-500)}`)));
    child.once('error', reject);
  });
}
