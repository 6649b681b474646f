import type { Notification as ElectronNotification, NotificationConstructorOptions } from 'electron';
import type { Language } from '../../preload/contract/languages.ts';
import type { Notice, Place } from '../../preload/contract.ts';
import { knownInWords } from '../../preload/messages/index.ts';

interface Parts {
  readonly language: () => Language;
  readonly create: (options: NotificationConstructorOptions) => ElectronNotification;
  readonly supported: () => boolean;
  /** Whether the author is looking at the window. */
  readonly inFront: () => boolean;
  readonly goTo: (place: Place | undefined) => void;
  /** macOS shows none of an app that is not signed, and says why. */
  readonly onFailed: (reason: string) => void;
}

/** The system's notification for what the author would miss: only while the window is not in front. */
export function desktopNotifier({
  language,
  create,
  supported,
  inFront,
  goTo,
  onFailed,
}: Parts): (notice: Notice) => void {
  // Held until clicked or closed: a notification that was collected as garbage no longer hears its click.
  const shown = new Set<ElectronNotification>();
  return (notice) => {
    if (inFront() || !supported()) return;
    const notification = create({ ...inLanguage(notice, language()), silent: notice.level === 'info' });
    shown.add(notification);
    notification.once('close', () => shown.delete(notification));
    notification.once('failed', (_event, reason) => {
      shown.delete(notification);
      onFailed(reason);
    });
    notification.once('click', () => {
      shown.delete(notification);
      goTo(placeOf(notice));
    });
    notification.show();
  };
}

function inLanguage({ title, text, said }: Notice, language: Language): { title: string; body: string } {
  return {
    title: (said && knownInWords(said.title, language)) ?? title,
    body: (said && knownInWords(said.text, language)) ?? text,
  };
}

function placeOf({ submissionId, addonId }: Notice): Place | undefined {
  if (submissionId !== undefined) return { screen: 'activity', submissionId };
  return addonId === undefined ? undefined : { screen: 'addon', addonId, tab: 'checks' };
}
