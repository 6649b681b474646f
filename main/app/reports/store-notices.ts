import { message } from '../../../preload/messages/index.ts';
import type { AppShell } from '../shell.ts';
import type { NoticeBoard } from './notices.ts';

/** Settings that could not be read, kept or understood are said once, in words. */
export function tellAboutStore(
  { opened }: AppShell,
  fromNewer: boolean,
  dropped: readonly string[],
  post: NoticeBoard['post'],
): void {
  if (opened?.setAside) {
    post({
      level: 'warning',
      title: message('notice.settingsUnread'),
      text: message('notice.settingsUnreadText', opened.setAside.movedTo),
    });
  }
  if (opened?.readOnly) {
    post({
      level: 'warning',
      title: message('notice.settingsUnsaved'),
      text: message('notice.settingsUnsavedText', opened.readOnly),
    });
  }
  if (fromNewer) {
    post({
      level: 'info',
      title: message('notice.newer'),
      text: message('notice.newerText'),
    });
  }
  if (dropped.length > 0) {
    post({
      level: 'info',
      title: message('notice.settingsReset'),
      text: message('notice.settingsResetText', dropped),
    });
  }
}
