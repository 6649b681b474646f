import { platform } from 'node:os';
import type { AppInfo, Handlers } from '../../../preload/contract.ts';
import { fault } from '../../../preload/messages/index.ts';
import { done, fail, ok } from '../../library/index.ts';
import { listFolders } from '../list-folders.ts';
import { diagnose, reportText, type SelfCheck } from '../reports/diagnostics.ts';
import type { ErrorLog } from '../reports/error-log.ts';
import type { NoticeBoard } from '../reports/notices.ts';
import type { AppShell } from '../shell.ts';

interface Parts {
  readonly shell: AppShell;
  readonly log: ErrorLog;
  readonly notices: NoticeBoard;
  readonly checks: readonly SelfCheck[];
  /** The first screen stands: what was held back for it may start. */
  readonly onInteractive: (msSinceNavigation: number) => void;
}

export function appHandlers({ shell, log, notices, checks, onInteractive }: Parts): Handlers['app'] {
  const { openers } = shell;
  return {
    async info() {
      return ok({
        version: shell.version,
        shell: shell.shell,
        platform: platformName(),
        homeFolder: shell.paths.home,
        canPickFolders: openers.pickFolder !== undefined,
        canReveal: openers.reveal !== undefined,
        secretsKept: shell.secrets.mode,
      });
    },
    async interactive({ msSinceNavigation }) {
      onInteractive(msSinceNavigation);
      return done;
    },
    async pageFault({ text }) {
      log.write('page', text);
      return done;
    },
    async pickFolder() {
      if (!openers.pickFolder) return fail(fault('no_dialog.folder'));
      const folder = await openers.pickFolder();
      return ok(folder === undefined ? null : { folder });
    },
    listFolders: ({ folder }) => listFolders(shell.paths.home, folder ?? undefined),
    async openExternal({ url }) {
      await openers.openExternal(url);
      return done;
    },
    async notices() {
      return ok(notices.list());
    },
    async dismissNotice({ id }) {
      notices.dismiss(id);
      return done;
    },
    async diagnostics() {
      return ok(await diagnose(shell, log, checks));
    },
    async report() {
      return ok({ text: reportText(await diagnose(shell, log, checks), log, shell.paths.home) });
    },
  };
}

function platformName(): AppInfo['platform'] {
  if (platform() === 'darwin') return 'macOS';
  return platform() === 'win32' ? 'windows' : 'linux';
}
