import { parseArgs } from 'node:util';
import { createDispatcher } from '../bridge/index.ts';
import { ensureBuilt } from './ensure-built.ts';
import { openInBrowser } from './open-browser.ts';
import { startBrowserServer } from './server.ts';

/** The same app in a tab of the author's own browser, for machines without Electron's runtime. */
export async function startBrowserShell(parameters: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...parameters],
    options: { port: { type: 'string', default: '0' }, 'no-open': { type: 'boolean', default: false } },
  });
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  const { pageFolder, preloadFolder } = await ensureBuilt(say);
  const dispatcher = createDispatcher({ trusts: () => true, onFault: () => {}, checkOutput: false });
  const server = await startBrowserServer({
    pageFolder,
    bridgeFolder: preloadFolder,
    port: Number(values.port),
    answer: dispatcher.answer,
  });
  dispatcher.giveUp({ code: 'not_there', message: 'The services are not there yet.' });
  say(`Loadmaster is open at ${server.address}`);
  if (!values['no-open']) await openInBrowser(server.address);
}

if (import.meta.main) await startBrowserShell(process.argv.slice(2));
