import type { WebContents } from 'electron';
import { isEntryPage } from './app-scheme.ts';

/** Nothing leads away from the one page: no navigation, no redirect, no frame, no window, no webview. */
export function lockNavigation(contents: WebContents, openOutside: (url: string) => void): void {
  contents.on('will-navigate', (details) => {
    if (!isEntryPage(details.url)) details.preventDefault();
  });
  contents.on('will-redirect', (details) => details.preventDefault());
  contents.on('will-frame-navigate', (details) => {
    if (!details.isMainFrame || !isEntryPage(details.url)) details.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    openOutside(url);
    return { action: 'deny' };
  });
}
