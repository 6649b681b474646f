import { accessSync, constants, mkdirSync } from 'node:fs';
import type { ElectronApi } from './desktop.ts';

/** Why nothing can be kept in the folder, or undefined where it can. */
export function folderFault(folder: string): string | undefined {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return undefined;
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? cause.code : cause;
    return `Loadmaster keeps its data in ${folder} and cannot write there (${reason}). Make the folder writable for you, or name another one in LOADMASTER_DATA.`;
  }
}

/** Says why in the terminal and in a box, and ends with 1. A signal ends the box, too. */
export function refuseToStart({ app, dialog }: ElectronApi, why: string): void {
  process.stderr.write(`Loadmaster cannot start: ${why}\n`);
  app.on('before-quit', () => app.exit(1));
  process.on('SIGTERM', () => app.exit(1));
  void app
    .whenReady()
    .then(() => dialog.showMessageBox({ type: 'error', message: 'Loadmaster cannot start', detail: why }))
    .finally(() => app.exit(1));
}
