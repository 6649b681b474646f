/** Where a tab proves itself before it gets its socket. */
export const RESUME_PATH = '/resume';
/** The socket of the bridge, for a tab that has just been told a pass. */
export const BRIDGE_PATH = '/bridge';
/** Says how to come in; where a page goes that has nothing to prove itself with. */
export const NO_KEY_PATH = '/no-key';

/**
 * How a tab and its Loadmaster know each other. A cookie does not do: a browser sends it to every port of this machine, so
 * another user's program that gets one look of the browser has it. The key is told the tab in its address, where no server
 * sees it, or over its open socket, and is never sent again: each proves to the other that it has it. Who has taken the
 * port of a Loadmaster that ended is asked the same, and cannot answer.
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

const ENTRY = '#entry=';

/** What stands behind the address that a spent ticket leads to. */
export function entryHash({ id, key }: ResumeKey): string {
  return `${ENTRY}${id}.${key}`;
}

export function entryIn(hash: string): ResumeKey | undefined {
  const [id, key, ...more] = hash.startsWith(ENTRY) ? hash.slice(ENTRY.length).split('.') : [];
  return id && key && more.length === 0 ? { id, key } : undefined;
}
