import { accessSync, constants, mkdirSync } from 'node:fs';
import { chosenLanguage } from '../../preload/contract/languages.ts';
import { inWords, type Message, message } from '../../preload/messages/index.ts';
import type { ElectronApi } from './desktop.ts';

/** Why nothing can be kept in the folder, or undefined where it can. */
export function folderFault(folder: string): Message | undefined {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return undefined;
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? cause.code : cause;
    return message('dialog.folderNotWritable', folder, String(reason));
  }
}

/** Says why in the terminal and in a box, and ends with 1. A signal ends the box, too. */
export function refuseToStart({ app, dialog }: ElectronApi, why: Message): void {
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
