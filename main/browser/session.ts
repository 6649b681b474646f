import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Who may use this server: the one browser that was opened with the token, and pages this server gave it. */
export type BrowserSession = {
  /** For the address that is opened once; the page itself never sees it again. */
  readonly token: string;
  /** Null when the request may go on, else the status and the words to refuse it with. */
  refuse(request: IncomingMessage): { readonly status: 401 | 403 | 405; readonly text: string } | null;
  /** The cookie for a request that brings the right token, null for every other. */
  cookieFor(query: URLSearchParams): string | null;
};

/** `origin` is this server's own, `http://127.0.0.1:<port>`. */
export function openSession(origin: string): BrowserSession {
  const token = randomBytes(32).toString('base64url');
  const ticket = randomBytes(32).toString('base64url');
  const own = new URL(origin);
  // Cookies are shared by all ports of a host: two running Loadmasters must not log each other out.
  const cookieName = `loadmaster-${own.port}`;

  return {
    token,
    refuse(request) {
      const { host, origin: from, cookie } = request.headers;
      // A name that was made to point at this machine (DNS rebinding) shows here.
      if (host !== own.host) return { status: 403, text: 'This address is not served here.' };
      if (from !== undefined && from !== origin) return { status: 403, text: 'Requests from other pages are refused.' };
      if (request.method !== 'GET') return { status: 405, text: 'Only GET.' };
      const given = cookieValue(cookie, cookieName);
      if (given === null || !same(given, ticket)) {
        return { status: 401, text: 'Open Loadmaster by the address it printed when it was started.' };
      }
      return null;
    },
    cookieFor(query) {
      const given = query.get('token');
      if (given === null || !same(given, token)) return null;
      return `${cookieName}=${ticket}; Path=/; HttpOnly; SameSite=Strict`;
    },
  };
}

function cookieValue(header: string | undefined, name: string): string | null {
  for (const pair of header?.split(';') ?? []) {
    const at = pair.indexOf('=');
    if (pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return null;
}

/** Takes the same time for every wrong guess of the right length. */
function same(given: string, secret: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(secret)];
  return a.length === b.length && timingSafeEqual(a, b);
}
