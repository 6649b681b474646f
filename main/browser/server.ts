import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { entryHash, NO_KEY_PATH } from '../../preload/contract/resume.ts';
import { readPageFile, SECURITY_HEADERS } from '../bridge/index.ts';
import { type BridgeSockets, type ConnectedPage, openBridgeSockets } from './bridge-sockets.ts';
import { openResumeKeys, type ResumeKeys } from './resume-keys.ts';
import { type BrowserSession, openSession, UNAUTHORIZED } from './session.ts';

export interface BrowserServer {
  /** The page, without the token. */
  readonly origin: string;
  /** An address that opens the page once, within `lifetimeMs` where that is given. */
  newAddress(lifetimeMs?: number): string;
  readonly sockets: BridgeSockets;
  close(): Promise<void>;
}

export interface BrowserServerOptions {
  /** The built page. */
  readonly pageFolder: string;
  /** Where the script is that gives the page its bridge. */
  readonly bridgeFolder: string;
  readonly port: number;
  /** Kept in the author's data folder: what open tabs and the next Loadmaster know each other by. */
  readonly secret: string;
  readonly now?: () => number;
  readonly answer: (page: ConnectedPage, channel: string, input: unknown) => Promise<unknown>;
}

const HOST = '127.0.0.1';
const BRIDGE_TAG = '<script src="/bridge.js"></script>';

export async function startBrowserServer(options: BrowserServerOptions): Promise<BrowserServer> {
  const server = createServer();
  await listening(server, options.port);
  const { port } = server.address() as AddressInfo;
  const origin = `http://${HOST}:${port}`;
  const session = openSession({ origin, now: options.now ?? Date.now });
  const { issueTicket, issuePass } = session;
  const keys = openResumeKeys({ origin, secret: options.secret, issueTicket, issuePass });
  const sockets = openBridgeSockets({ server, session, keys, answer: options.answer });
  server.on('request', (request, response) => {
    respond(request, response, { session, keys }, options).catch(() => {
      response.writeHead(500, SECURITY_HEADERS).end();
    });
  });
  return {
    origin,
    newAddress: (lifetimeMs) => `${origin}/?ticket=${session.issueTicket(lifetimeMs)}`,
    sockets,
    async close() {
      sockets.close();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  { session, keys }: { readonly session: BrowserSession; readonly keys: ResumeKeys },
  options: BrowserServerOptions,
): Promise<void> {
  // Not parsed as a URL before the checks: what does not look like a path is not looked at any further.
  const [path = '/', query = ''] = (request.url ?? '/').split('?', 2);
  const refusal = session.refuse(request) ?? (path === NO_KEY_PATH ? UNAUTHORIZED : undefined);
  if (path === '/' && (refusal === undefined || refusal.status === 401)) {
    const answer = session.exchange(new URLSearchParams(query));
    // On to the same page without the ticket, so that it stays out of the history and of what is copied.
    if (answer.is === 'cookie' || (answer.is === 'spent' && refusal === undefined)) {
      // What follows a # is seen by the page and by no server.
      const entered =
        answer.is === 'cookie'
          ? { location: `/${entryHash(keys.entry)}`, 'set-cookie': answer.cookie }
          : { location: '/' };
      response.writeHead(303, { ...SECURITY_HEADERS, ...entered, 'cache-control': 'no-store' });
      return void response.end();
    }
    if (answer.is === 'spent') return spentTicket(response);
  }
  if (refusal) {
    response.writeHead(refusal.status, { ...SECURITY_HEADERS, 'content-type': 'text/plain; charset=utf-8' });
    return void response.end(refusal.text);
  }
  const file =
    path === '/bridge.js'
      ? await readPageFile(options.bridgeFolder, '/browser.cjs')
      : await readPageFile(options.pageFolder, path, (html) => html.replace('<head>', `<head>${BRIDGE_TAG}`));
  response.writeHead(file.status, file.headers);
  response.end(file.body);
}

function spentTicket(response: ServerResponse): void {
  const headers = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' };
  response.writeHead(401, { ...SECURITY_HEADERS, ...headers });
  response.end(
    'This address was used before, or too late: it opens Loadmaster once.\n\n' +
      'In the terminal where Loadmaster runs, press Enter for a new one. If you did not open it the first time, ' +
      'somebody else on this machine did: end Loadmaster and start it again.\n',
  );
}
