import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { ensureBuilt } from '../../main/browser/ensure-built.ts';
import { chromiumArguments, findChromium } from '../chromium.ts';
import { makeFolder } from '../make-folder.ts';
import { describeMachine, figureTable, median, writeBenchmarkSection } from './section.ts';
import { electronSection } from './start/electron.ts';
import { ADDONS, fillHangar } from './start/hangar.ts';

// npm run bench:start: the browser shell under the system's Chromium, with a Hangar of 50 add-ons of 20,000 files each; then
// the desktop shell on a real Electron, where there is one.

const FILES = 20_000;
const RUNS = 5;
const TARGET_MS = 1000;

async function startShell(dataFolder: string): Promise<{ address: string; end(): Promise<void> }> {
  const shell = spawn(
    process.execPath,
    [join(import.meta.dirname, '..', '..', 'main', 'browser', 'index.ts'), '--no-open'],
    {
      env: { ...process.env, LOADMASTER_DATA: dataFolder },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const ended = new Promise<void>((resolve) => shell.once('exit', () => resolve()));
  const address = await new Promise<string>((resolve, reject) => {
    let said = '';
    shell.once('exit', (code, signal) =>
      reject(new Error(`the shell ended before it told its address: ${signal ?? code}`)),
    );
    shell.stdout.on('data', (chunk) => {
      said += chunk;
      const found = /(http:\/\/127\.0\.0\.1:\d+\/\?ticket=\S+)\n/.exec(said)?.[1];
      if (found) resolve(found);
    });
  });
  return {
    address,
    async end() {
      shell.kill('SIGTERM');
      await ended;
    },
  };
}

interface Seen {
  readonly interactive: number;
  readonly firstPaint: number;
  readonly cards: number;
}

/** What the page itself tells main when its first screen takes clicks, read on its way through the socket. */
async function measure(browser: Browser, address: string): Promise<{ first: Seen; again: Seen }> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 820 } });
  const told: ((ms: number) => void)[] = [];
  page.on('websocket', (socket) =>
    socket.on('framesent', ({ payload }) => {
      const { channel, input } = JSON.parse(String(payload));
      if (channel === 'app.interactive') told.shift()?.(input.msSinceNavigation);
    }),
  );
  const look = async (go: () => Promise<unknown>): Promise<Seen> => {
    const interactive = new Promise<number>((resolve) => told.push(resolve));
    await go();
    const ms = await interactive;
    const cards = await page.evaluate(async () => {
      const list = await window.loadmaster.addons.list();
      return list.ok ? list.value.length : 0;
    });
    const firstPaint = await page.evaluate(
      () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null,
    );
    if (firstPaint === null) throw new Error('the page did not tell when it was painted first');
    return { interactive: ms, firstPaint, cards };
  };
  const first = await look(() => page.goto(address));
  // Now all folders are being read.
  const again = await look(() => page.reload());
  await page.close();
  return { first, again };
}

// A start shares the machine with whatever else runs on it: the figures are read with this one.
const load = loadavg()[0] ?? 0;
const folder = makeFolder('start');
const browser = await chromium.launch({ executablePath: findChromium(), args: chromiumArguments() });
try {
  await ensureBuilt((line) => console.log(line));
  const data = fillHangar(folder, FILES);
  const runs: { first: Seen; again: Seen }[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const shell = await startShell(data);
    runs.push(await measure(browser, shell.address));
    await shell.end();
  }
  if (runs.some(({ first }) => first.cards !== ADDONS)) throw new Error('the Hangar is not full');
  const figure = (what: string, milliseconds: readonly number[]) => {
    const middle = Math.round(median(milliseconds));
    return { what, measured: `${middle} ms`, target: `< ${TARGET_MS} ms`, met: middle < TARGET_MS };
  };
  const table = figureTable([
    figure(
      'navigation to interactive, app just started',
      runs.map(({ first }) => first.interactive),
    ),
    figure(
      'navigation to first contentful paint',
      runs.map(({ first }) => first.firstPaint),
    ),
    figure(
      'reload while all folders are being read',
      runs.map(({ again }) => again.interactive),
    ),
  ]);
  console.log(table);
  const desktop = await electronSection();
  console.log(desktop);
  writeBenchmarkSection(
    'start',
    `## Start-up (\`npm run bench:start\`)\n\nThe browser shell under the system's Chromium, a Hangar of ${ADDONS} add-ons of ${FILES.toLocaleString('en')} files each (one folder by fifty names), medians of ${RUNS} starts.\n\n${table}\n\n${desktop}\n\n${describeMachine()}; load when it began: ${load.toFixed(1)}`,
  );
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
