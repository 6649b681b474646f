import type { App, BrowserWindow, PowerSaveBlocker } from 'electron';
import type { Language } from '../../../preload/contract/languages.ts';
import { inWords, type Message, message } from '../../../preload/messages/index.ts';
import type { Activity } from '../../app/reports/activity.ts';

/** Electron's way to say "busy, for who knows how long" in the taskbar. */
const INDETERMINATE = 2;
const NO_BAR = -1;

export function titleOf({ running, failed, progress }: Activity, language: Language): string {
  const parts: Message[] = [];
  if (running > 0) {
    const percent = progress === undefined ? undefined : Math.floor(progress * 100);
    parts.push(
      percent === undefined ? message('title.running', running) : message('title.runningAt', running, percent),
    );
  }
  if (failed > 0) parts.push(message('title.failed', failed));
  const said = parts.map((part) => inWords(part, language)).join(', ');
  return said === '' ? 'Loadmaster' : `${said} - Loadmaster`;
}

/** Title, taskbar or dock progress, badge, and a machine that stays awake while an upload runs. */
export function activityDisplay(
  app: App,
  powerSaveBlocker: PowerSaveBlocker,
  language: () => Language,
): ActivityDisplay {
  let blocker: number | undefined;
  let failed = 0;
  return {
    show(activity, window) {
      // Linux's docks show neither badge nor bar any more: there the title has both, and the window asks to be looked at.
      if (activity.failed > failed && window && !window.isFocused()) window.flashFrame(true);
      failed = activity.failed;
      app.setBadgeCount(activity.failed);
      window?.setTitle(titleOf(activity, language()));
      window?.setProgressBar(activity.running === 0 ? NO_BAR : (activity.progress ?? INDETERMINATE));
      if (activity.running > 0) blocker ??= powerSaveBlocker.start('prevent-app-suspension');
      else if (blocker !== undefined) {
        powerSaveBlocker.stop(blocker);
        blocker = undefined;
      }
    },
  };
}

export interface ActivityDisplay {
  show(activity: Activity, window: BrowserWindow | undefined): void;
}
