import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { _electron as electron } from 'playwright-core';
import { giveToTestUser, isRoot, openToAll, TEST_UID } from '../electron-runtime/test-user.ts';
import { makeFolder } from '../make-folder.ts';
import type { OpenOptions, OpenShell } from './open-shell.ts';
import { exitOf, listenTo } from './processes.ts';
import { electronUnderTest } from './projects.ts';

const AS_TEST_USER = join(import.meta.dirname, '..', 'electron-runtime', 'as-test-user.sh');
/** Before the fixture that waits for a shell gives up, so that what the app said until then is told. */
const LONGEST_START_MS = 100_000;
/** Longer than the app gives its own services to close. */
const LONGEST_END_MS = 10_000;

export interface ElectronCommand {
  readonly executable: string;
  readonly app: string;
  readonly env: Record<string, string>;
}

/** How a real Electron is started on this machine, on a data folder that is its user's own. */
export function electronCommand({ dataFolder, env, before }: OpenOptions): ElectronCommand {
  const under = electronUnderTest();
  if (!under) throw new Error('there is no Electron in this run: start it by npm run test:electron');
  const home = join(under.app, 'home');
  mkdirSync(home, { recursive: true });
  giveToTestUser(home);
  giveToTestUser(dataFolder);
  const all = {
    ...process.env,
    NO_COLOR: '1',
    FORCE_COLOR: undefined,
    HOME: home,
    LOADMASTER_DATA: dataFolder,
    LOADMASTER_TEST_UID: String(TEST_UID),
    ...env,
  };
  return {
    executable: isRoot() ? AS_TEST_USER : under.executable,
    app: before === undefined ? under.app : appAfter(before, under.app),
    env: Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined)),
  };
}

/** An app that runs a module and then Loadmaster. It goes with the folder that Loadmaster is in. */
function appAfter(before: string, app: string): string {
  const folder = makeFolder('before', app);
  openToAll(folder);
  const manifest = JSON.parse(readFileSync(join(app, 'package.json'), 'utf8'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...manifest, main: 'before.mjs' }));
  const main = pathToFileURL(join(app, manifest.main)).href;
  writeFileSync(
    join(folder, 'before.mjs'),
    `import * as electron from 'electron';\n${before}\nawait import('${main}');\n`,
  );
  return folder;
}

export async function openElectron(options: OpenOptions): Promise<OpenShell> {
  const { executable, app, env } = electronCommand(options);
  const timeout = LONGEST_START_MS;
  const args = [...(options.switches ?? []), app];
  const main = await electron.launch({ executablePath: executable, args, env, chromiumSandbox: true, timeout });
  const child = main.process();
  const output = listenTo(child);
  const ended = exitOf(child);
  const page = await main.firstWindow({ timeout }).catch(async (cause: unknown) => {
    const said = output() || 'nothing';
    const load = loadavg().map((one) => one.toFixed(1));
    await endElectron(child, ended);
    throw new Error(`No window. The app said: ${said}\nLoad average: ${load.join(' ')}`, { cause });
  });
  return {
    page,
    main,
    output,
    ended,
    ask: async () => {
      throw new Error('the desktop belongs to the stand-in');
    },
    close: () => endElectron(child, ended),
  };
}

/** A real Electron as its author starts it, not looked into. */
export function startElectron(options: OpenOptions, ...parameters: string[]) {
  const { executable, app, env } = electronCommand(options);
  const child = spawn(executable, [...parameters, app], { env, cwd: app, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = listenTo(child);
  const ended = exitOf(child);
  return { child, output, ended, end: () => endElectron(child, ended) };
}

/** As a logout does it; what does not end by itself is ended. */
async function endElectron(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), LONGEST_END_MS);
  await ended;
  clearTimeout(timer);
}
