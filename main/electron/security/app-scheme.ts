import type { CustomScheme, Protocol } from 'electron';
import { readPageFile } from '../../bridge/index.ts';

const HOST = 'loadmaster';
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

/** Answers `app://loadmaster/...` from the built page's folder, GET only, and nothing outside of it. */
export async function answerAppRequest(request: Request, pageFolder: string): Promise<Response> {
  const { host, pathname } = new URL(request.url);
  if (request.method !== 'GET') return new Response('Only GET', { status: 405 });
  if (host !== HOST) return new Response('Not found', { status: 404 });
  // The URL parser has resolved dots by now; what it leaves (encoded ones) the page's own rule refuses.
  const file = await readPageFile(pageFolder, pathname);
  return new Response(new Uint8Array(file.body), { status: file.status, headers: file.headers });
}

export function serveApp(protocol: Protocol, pageFolder: string): void {
  protocol.handle(APP_SCHEME.scheme, (request) => answerAppRequest(request, pageFolder));
}
