import type { CustomScheme } from 'electron';

export const HOST = 'loadmaster';
/** The entry document: the only page there is. */
export const ENTRY_URL = `app://${HOST}/index.html`;

/**
 * Registered before `ready`. Not a `file:` page: such a page could read every file the author can. No `codeCache`: it keeps compiled
 * scripts in the data folder, where any program of the author's may plant its own, past the seal of the packed app.
 */
export const APP_SCHEME: CustomScheme = {
  scheme: 'app',
  privileges: { standard: true, secure: true, supportFetchAPI: true },
};

export function isEntryPage(url: string): boolean {
  try {
    const { protocol, host, pathname } = new URL(url);
    return protocol === 'app:' && host === HOST && pathname === '/index.html';
  } catch {
    return false;
  }
}
