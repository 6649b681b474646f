/** Where a tab that has a key from before goes first, when its socket broke. */
export const RESUME_PATH = '/resume';

/**
 * How a tab and its Loadmaster know each other again after a restart. Whoever has taken the port meanwhile is asked the
 * same and cannot answer: the key was told the tab over its open socket and is never sent again.
 */
export interface ResumeKey {
  readonly id: string;
  /** base64url. Made for this origin: what is answered at one port is worth nothing at another. */
  readonly key: string;
}

/** What the server signs for the page, and then the page for the server: never the same words. */
export function resumeWords(who: 'server' | 'page', pageNonce: string, serverNonce: string): string {
  return `loadmaster resume\n${who}\n${pageNonce}\n${serverNonce}`;
}
