import type { App, BrowserWindow, PowerSaveBlocker } from 'electron';
import type { Activity } from '../../app/activity.ts';

/** Electron's way to say "busy, for who knows how long" in the taskbar. */
const INDETERMINATE = 2;
const NO_BAR = -1;

export function titleOf({ running, failed, progress }: Activity): string {
  const parts = [
    ...(running > 0 ? [`${running} under way${progress === null ? '' : `, ${Math.floor(progress * 100)} %`}`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
  ];
  return parts.length === 0 ? 'Loadmaster' : `${parts.join(', ')} - Loadmaster`;
}

/** Title, taskbar or dock progress, badge, and a machine that stays awake while an upload runs. */
export function activityDisplay(app: App, powerSaveBlocker: PowerSaveBlocker): ActivityDisplay {
  let blocker: number | null = null;
  let failed = 0;
  return {
    show(activity, window) {
      // Linux's docks show neither badge nor bar any more: there the title has both, and the window asks to be looked at.
      if (activity.failed > failed && window && !window.isFocused()) window.flashFrame(true);
      failed = activity.failed;
      app.setBadgeCount(activity.failed);
      window?.setTitle(titleOf(activity));
      window?.setProgressBar(activity.running === 0 ? NO_BAR : (activity.progress ?? INDETERMINATE));
      if (activity.running > 0) blocker ??= powerSaveBlocker.start('prevent-app-suspension');
      else if (blocker !== null) {
        powerSaveBlocker.stop(blocker);
        blocker = null;
      }
    },
  };
}

export interface ActivityDisplay {
  show(activity: Activity, window: BrowserWindow | null): void;
}
