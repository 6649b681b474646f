import type { Notice } from '../../preload/contract.ts';
import type { AppShell } from './shell.ts';

/** Settings that could not be read, kept or understood are said once, in words. */
export function tellAboutStore(
  { opened }: AppShell,
  fromNewer: boolean,
  dropped: readonly string[],
  post: (notice: Omit<Notice, 'id' | 'at'>) => void,
): void {
  if (opened?.setAside) {
    post({
      level: 'warning',
      title: 'Your settings could not be read',
      text: `They were kept as ${opened.setAside.movedTo}; Loadmaster started with its defaults.`,
    });
  }
  if (opened?.readOnly) {
    post({
      level: 'warning',
      title: 'Settings cannot be saved',
      text: `What you change lasts until Loadmaster ends: ${opened.readOnly}`,
    });
  }
  if (fromNewer) {
    post({
      level: 'info',
      title: 'A newer Loadmaster was here',
      text: 'Its settings are used as far as this one understands them, and are not written over.',
    });
  }
  if (dropped.length > 0) {
    post({
      level: 'info',
      title: 'Some settings have their default again',
      text: `They made no sense: ${dropped.join(', ')}.`,
    });
  }
}
