import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chosenLanguage, type Language } from '../../../preload/contract/languages.ts';
import { inWords, message } from '../../../preload/messages/index.ts';

/** What the browser brought back: a code, or that the author said no. */
export type BrowserAnswer = { readonly code: string } | 'refused';

export interface Waiting {
  readonly port: number;
  /** Never before the right state was named; whatever else comes is told so and changes nothing. */
  readonly answer: Promise<BrowserAnswer>;
  close(): void;
}

/** Waits at a free port of this computer, which nobody outside of it reaches, for the browser to come back. */
export async function waitForBrowser(state: string): Promise<Waiting> {
  let settle: (answer: BrowserAnswer) => void = () => {};
  const answer = new Promise<BrowserAnswer>((resolve) => {
    settle = resolve;
  });
  const server = createServer({ requestTimeout: 10_000 }, (request, reply) => {
    const brought = answerIn(request, port, state);
    // Told before anything else happens: the browser must not be left with a page that never comes.
    show(request, reply, brought, () => {
      if (brought !== undefined) settle(brought);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    answer,
    close() {
      server.close();
      server.closeIdleConnections();
    },
  };
}

function answerIn(
  { method, url = '/', headers }: IncomingMessage,
  port: number,
  state: string,
): BrowserAnswer | undefined {
  const here = `127.0.0.1:${port}`;
  if (method !== 'GET' || headers.host !== here) return undefined;
  const asked = URL.parse(url, `http://${here}`);
  if (asked === null || asked.pathname !== '/' || asked.searchParams.get('state') !== state) return undefined;
  const code = asked.searchParams.get('code');
  if (code !== null && code !== '') return { code };
  return asked.searchParams.has('error') ? 'refused' : undefined;
}

function show(
  request: IncomingMessage,
  reply: ServerResponse,
  brought: BrowserAnswer | undefined,
  then: () => void,
): void {
  const language = languageOf(request);
  const said =
    brought === undefined ? 'signIn.notHere' : brought === 'refused' ? 'signIn.refusedHere' : 'signIn.broughtBack';
  const sentence = inWords(message(said), language);
  const page = `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Loadmaster</title><h1>Loadmaster</h1><p>${sentence}</p></html>`;
  reply.writeHead(brought === undefined ? 404 : 200, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': "default-src 'none'",
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-store',
    Connection: 'close',
  });
  reply.end(page, then);
}

function languageOf({ headers }: IncomingMessage): Language {
  const asked = headers['accept-language']?.split(',').map((one) => one.split(';', 1)[0]?.trim() ?? '');
  return chosenLanguage('system', asked ?? []);
}
