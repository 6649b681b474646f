import { chosenLanguage } from '../../preload/contract/languages.ts';
import { inWords, type Message, message } from '../../preload/messages/index.ts';
import type { ElectronApi } from './desktop.ts';

type WhyNot = { readonly folder: string; readonly reason: string } | { readonly cause: unknown };

/** Says why in the terminal and in a box, and ends with 1. A signal ends the box, too. */
export function refuseToStart({ app, dialog }: ElectronApi, whyNot: WhyNot): void {
  const why = messageOf(whyNot);
  process.stderr.write(`Loadmaster cannot start: ${inWords(why)}\n`);
  app.on('before-quit', () => app.exit(1));
  process.on('SIGTERM', () => app.exit(1));
  void app
    .whenReady()
    .then(() => {
      const language = chosenLanguage('system', app.getPreferredSystemLanguages());
      const title = inWords(message('dialog.cannotStart'), language);
      return dialog.showMessageBox({ type: 'error', message: title, detail: inWords(why, language) });
    })
    .finally(() => app.exit(1));
}

function messageOf(why: WhyNot): Message {
  return 'folder' in why
    ? message('dialog.folderNotWritable', why.folder, why.reason)
    : message('notice.verbatim', String(why.cause));
}
