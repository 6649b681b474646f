import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Who may use this server: a browser that was opened with a fresh ticket, and pages this server gave it. */
export interface BrowserSession {
  /**
   * A ticket for an address that is opened once. What is handed to another program as an argument can be read by every
   * user of the machine, so such a ticket is worth something for seconds only; `undefined` lets it last until it is used.
   */
  issueTicket(lifetimeMs?: number): string;
  /** Undefined when the request may go on, else the status and the words to refuse it with. */
  refuse(request: IncomingMessage): { readonly status: 401 | 403 | 405; readonly text: string } | undefined;
  /** The cookie for a request that brings a ticket not used before; a ticket is spent by asking. */
  exchange(query: URLSearchParams): TicketAnswer;
}

export type TicketAnswer =
  | { readonly is: 'cookie'; readonly cookie: string }
  /** Used before, too late, or never one of ours. */
  | { readonly is: 'spent' }
  | { readonly is: 'none' };

export interface SessionOptions {
  /** This server's own, `http://127.0.0.1:<port>`. */
  readonly origin: string;
  /** What the cookie holds. Kept by the author's data folder, so that a tab outlives a restart on the same port. */
  readonly secret: string;
  readonly now: () => number;
}

const TICKETS_AT_ONCE = 20;

export function openSession({ origin, secret, now }: SessionOptions): BrowserSession {
  const own = new URL(origin);
  // Cookies are shared by all ports of a host: two running Loadmasters must not log each other out.
  const cookieName = `loadmaster-${own.port}`;
  const tickets = new Map<string, number>();

  return {
    issueTicket(lifetimeMs = Number.POSITIVE_INFINITY) {
      const ticket = randomBytes(32).toString('base64url');
      tickets.set(ticket, now() + lifetimeMs);
      for (const old of [...tickets.keys()].slice(0, -TICKETS_AT_ONCE)) tickets.delete(old);
      return ticket;
    },
    refuse(request) {
      const { host, origin: from, cookie } = request.headers;
      // A name that was made to point at this machine (DNS rebinding) shows here.
      if (host !== own.host) return { status: 403, text: 'This address is not served here.' };
      if (from !== undefined && from !== origin) return { status: 403, text: 'Requests from other pages are refused.' };
      if (request.method !== 'GET') return { status: 405, text: 'Only GET.' };
      const given = cookieValue(cookie, cookieName);
      if (given === null || !same(given, secret)) {
        return { status: 401, text: 'Open Loadmaster by the address it printed when it was started.' };
      }
      return undefined;
    },
    exchange(query) {
      const given = query.get('ticket');
      if (given === null) return { is: 'none' };
      const [ticket] = [...tickets.keys()].filter((one) => same(given, one));
      if (ticket === undefined) return { is: 'spent' };
      const lasts = tickets.get(ticket) ?? 0;
      tickets.delete(ticket);
      if (lasts < now()) return { is: 'spent' };
      return { is: 'cookie', cookie: `${cookieName}=${secret}; Path=/; HttpOnly; SameSite=Strict` };
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
