import { homedir } from 'node:os';
import { parseArgs } from 'node:util';
import { errorText } from '../../preload/contract/error-text.ts';
import { fault } from '../../preload/messages/index.ts';
import type { AppServices } from '../app/open-app.ts';
import { openInBrowser } from '../app/open-browser.ts';
import { appPaths, loadmasterFolder } from '../app/paths.ts';
import { openErrorLog } from '../app/reports/error-log.ts';
import { createDispatcher, createEmitters } from '../bridge/index.ts';
import type { ConnectedPage } from './bridge-sockets.ts';
import { ensureBuilt } from './ensure-built.ts';
import { type BrowserServer, startBrowserServer } from './server.ts';
import { sessionSecret } from './session-secret.ts';
import { browserAppShell, downloadsFolder } from './shell.ts';

export { type BuiltApp, ensureBuilt } from './ensure-built.ts';

/** How long a browser may take to come up. */
const BROWSER_START_MS = 60_000;

const HELP = `Loadmaster in a browser tab.

  --port N    listen on this port of 127.0.0.1 (any free one when it is taken)
  --no-open   print the address, open no browser
`;

/** The same app in a tab of the author's own browser, for machines without Electron's runtime. */
export async function startBrowserShell(parameters: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...parameters],
    options: { port: { type: 'string' }, 'no-open': { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) return void process.stdout.write(HELP);
  // Read before the address is given out: a page that waits for modules to load looks slow, a start does not.
  const [{ pageFolder, preloadFolder }, { openApp }] = await Promise.all([
    ensureBuilt(say),
    import('../app/open-app.ts'),
  ]);
  const folder = loadmasterFolder();
  const paths = appPaths(folder, homedir(), downloadsFolder());
  const log = openErrorLog(paths.logs, Date.now);
  const onFault = (where: string, cause: unknown): void => log.write(where, cause);
  // Run from its sources, never from a package: answers are checked here as in tests.
  const dispatcher = createDispatcher<ConnectedPage>({ trusts: () => true, onFault, checkOutput: true });
  const secret = await sessionSecret(paths.data);
  const server = await listen(portFrom(values.port), (port) =>
    startBrowserServer({ pageFolder, bridgeFolder: preloadFolder, port, secret, answer: dispatcher.answer }),
  );
  say(`Loadmaster is open at ${server.newAddress()}`);
  // Every user of the machine can read the arguments of a program, so what is passed as one is good for seconds.
  if (!values['no-open'] && !(await openInBrowser(server.newAddress(BROWSER_START_MS)))) {
    say('Open that address in your browser.');
  }
  newAddressOnEnter(server);

  const emit = createEmitters({ send: server.sockets.broadcast, onFault, checkPayload: true });
  let app: AppServices | undefined;
  try {
    app = await openApp(await browserAppShell(folder, paths, log, emit));
    dispatcher.provide(app.handlers);
  } catch (cause) {
    onFault('start', cause);
    dispatcher.giveUp(fault('services_failed.text', paths.logs));
  }
  closeOnSignal(server, () => app);
}

/** The printed address opens one tab; whoever wants another presses Enter where only the author can. */
function newAddressOnEnter(server: BrowserServer): void {
  if (!process.stdin.isTTY) return;
  say('Press Enter for an address that opens another tab.');
  process.stdin.on('data', () => say(server.newAddress())).unref();
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function portFrom(text: string | undefined): number {
  const port = Number(text ?? '0');
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new Error(`--port takes a number from 0 to 65535, not ${text}`);
}

/** A port that is taken is no reason not to start. */
async function listen(port: number, start: (port: number) => Promise<BrowserServer>): Promise<BrowserServer> {
  try {
    return await start(port);
  } catch (cause) {
    if (port === 0 || !(cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE')) throw cause;
    say(`Port ${port} is taken; another one is used.`);
    return start(0);
  }
}

/** Ctrl-C closes the services, so that the journal ends on a whole line; a second one does not wait. */
function closeOnSignal(server: BrowserServer, app: () => AppServices | undefined): void {
  const close = (): void => {
    process.once('SIGINT', () => process.exit(130));
    void Promise.all([server.close(), app()?.close()]).finally(() => process.exit(0));
  };
  process.once('SIGINT', close);
  process.once('SIGTERM', close);
}

if (import.meta.main) {
  startBrowserShell(process.argv.slice(2)).catch((cause: unknown) => {
    process.stderr.write(`${errorText(cause)}\n`);
    process.exitCode = 1;
  });
}
