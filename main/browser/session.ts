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
  refuse(request: IncomingMessage): Refusal | undefined;
  /** For the one socket of a page that has proved itself. */
  issuePass(lifetimeMs: number): string;
  /** The same as `refuse` for a socket, which also needs its pass. */
  refuseSocket(request: IncomingMessage, query: URLSearchParams): Refusal | undefined;
  /** The same without the cookie: for a tab that has yet to prove itself. */
  refuseForeign(request: IncomingMessage): Refusal | undefined;
  /** The cookie for a request that brings a ticket not used before; a ticket is spent by asking. */
  exchange(query: URLSearchParams): TicketAnswer;
}

export interface Refusal {
  readonly status: 401 | 403 | 405;
  readonly text: string;
}

export type TicketAnswer =
  | { readonly is: 'cookie'; readonly cookie: string }
  /** Used before, too late, or never one of ours. */
  | { readonly is: 'spent' }
  | { readonly is: 'none' };

export interface SessionOptions {
  /** This server's own, `http://127.0.0.1:<port>`. */
  readonly origin: string;
  readonly now: () => number;
}

const TICKETS_AT_ONCE = 20;
const HOW_TO_COME_IN =
  'Open Loadmaster by the address it printed when it was started.\n\n' +
  'A tab that stays open goes on by itself when Loadmaster is started again on the same port. One that is reloaded ' +
  'while Loadmaster does not run has to be opened anew; what was typed in it is kept.';

export const UNAUTHORIZED: Refusal = { status: 401, text: HOW_TO_COME_IN };

export function openSession({ origin, now }: SessionOptions): BrowserSession {
  const own = new URL(origin);
  // Cookies are shared by all ports of a host: two running Loadmasters must not log each other out.
  const cookieName = `loadmaster-${own.port}`;
  // Of this run alone: a tab sends its cookie to whatever answers at the port, which may be another program by then.
  const secret = randomBytes(32).toString('base64url');
  const tickets = openTickets(now);
  const passes = openTickets(now);

  function refuseForeign({ headers: { host, origin: from }, method }: IncomingMessage): Refusal | undefined {
    // A name that was made to point at this machine (DNS rebinding) shows here.
    if (host !== own.host) return { status: 403, text: 'This address is not served here.' };
    if (from !== undefined && from !== origin) return { status: 403, text: 'Requests from other pages are refused.' };
    return method === 'GET' ? undefined : { status: 405, text: 'Only GET.' };
  }

  function refuse(request: IncomingMessage): Refusal | undefined {
    const foreign = refuseForeign(request);
    if (foreign) return foreign;
    const given = cookieValue(request.headers.cookie, cookieName);
    return given !== undefined && same(given, secret) ? undefined : UNAUTHORIZED;
  }

  return {
    issueTicket: (lifetimeMs = Number.POSITIVE_INFINITY) => tickets.issue(lifetimeMs),
    issuePass: (lifetimeMs) => passes.issue(lifetimeMs),
    refuse,
    refuseForeign,
    refuseSocket: (request, query) =>
      refuse(request) ?? (passes.spend(query.get('pass') ?? '') ? undefined : UNAUTHORIZED),
    exchange(query) {
      const given = query.get('ticket');
      if (given === null) return { is: 'none' };
      if (!tickets.spend(given)) return { is: 'spent' };
      return { is: 'cookie', cookie: `${cookieName}=${secret}; Path=/; HttpOnly; SameSite=Strict` };
    },
  };
}

/** Words that are taken once, and in time. */
function openTickets(now: () => number) {
  const lasting = new Map<string, number>();
  return {
    issue(lifetimeMs: number): string {
      const ticket = randomBytes(32).toString('base64url');
      lasting.set(ticket, now() + lifetimeMs);
      for (const old of [...lasting.keys()].slice(0, -TICKETS_AT_ONCE)) lasting.delete(old);
      return ticket;
    },
    spend(given: string): boolean {
      const [ticket] = [...lasting.keys()].filter((one) => same(given, one));
      if (ticket === undefined) return false;
      const until = lasting.get(ticket) ?? 0;
      lasting.delete(ticket);
      return until >= now();
    },
  };
}

function cookieValue(header: string | undefined, name: string): string | undefined {
  for (const pair of header?.split(';') ?? []) {
    const at = pair.indexOf('=');
    if (pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return undefined;
}

/** Takes the same time for every wrong guess of the right length. */
function same(given: string, secret: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(secret)];
  return a.length === b.length && timingSafeEqual(a, b);
}
