import type { Protocol } from 'electron';
import { readPageFile } from '../../bridge/index.ts';
import { APP_SCHEME, HOST } from './app-scheme.ts';

/** Answers `app://loadmaster/...` from the built page's folder, GET only, and nothing outside of it. */
export async function answerAppRequest(request: Request, pageFolder: string): Promise<Response> {
  const { host, pathname } = new URL(request.url);
  if (request.method !== 'GET') return new Response('Only GET', { status: 405 });
  if (host !== HOST) return new Response('Not found', { status: 404 });
  // The URL parser has resolved dots by now; what it leaves (encoded ones) the page's own rule refuses.
  const file = await readPageFile(pageFolder, pathname);
  return new Response(new Uint8Array(file.body), { status: file.status, headers: file.headers });
}

/** Node reads its `fetch` classes when one is first named. Not by the first request for the page, for which the window waits. */
export function prepareToServe(): void {
  void new Response('');
}

export function serveApp(protocol: Protocol, pageFolder: string): void {
  protocol.handle(APP_SCHEME.scheme, (request) => answerAppRequest(request, pageFolder));
}
