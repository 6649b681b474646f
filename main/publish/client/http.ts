import { type ClientRequest, Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Readable } from 'node:stream';
import type { PlainResponse, Request } from 'got';
import { faultFrom, type NetworkFault, networkFault } from './network-fault.ts';

export interface Timeouts {
  /** Until a connection stands, name and handshake included, each. */
  readonly connectMs: number;
  /** Without a byte in either direction. */
  readonly idleMs: number;
  /** From the last byte of the request to the first of the answer. */
  readonly answerMs: number;
}

export const TIMEOUTS: Timeouts = { connectMs: 20_000, idleMs: 60_000, answerMs: 120_000 };

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Readable;
  readonly signal?: AbortSignal | undefined;
  readonly timeouts: Timeouts;
  /** Hears how many bytes of the request's body have been handed to the system. */
  readonly onSent?: (bytes: number) => void;
  /** Takes the answer's body instead of having it collected as text, when it is a success. */
  readonly onBody?: (body: Request) => Promise<void>;
}

export type HttpOutcome =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers: PlainResponse['headers'];
      readonly text: string;
      /** The request's body had left completely when the answer came. */
      readonly bodySent: boolean;
    }
  | { readonly kind: 'none'; readonly fault: NetworkFault };

/** The longest answer that is read: the list of a registry with far more than 10,000 packages. */
const LONGEST_ANSWER = 64 * 1024 * 1024;

// A connection of its own for each request: a kept one may be closed by the registry just as the next request goes out,
// which looks exactly like a request that was received and broke off. The registry is asked to keep it all the same:
// told to close, it closes right behind an early refusal, and the reset swallows the answer.
class HttpOnce extends HttpAgent {
  override keepSocketAlive(): boolean {
    return false;
  }
}
class HttpsOnce extends HttpsAgent {
  override keepSocketAlive(): boolean {
    return false;
  }
}
const AGENTS = { http: new HttpOnce({ keepAlive: true }), https: new HttpsOnce({ keepAlive: true }) };

/** One request, one outcome. Never throws, never repeats, never follows a redirect. */
export async function perform(request: HttpRequest): Promise<HttpOutcome> {
  const { default: got } = await import('got');
  const host = new URL(request.url).host;
  if (request.signal?.aborted) return { kind: 'none', fault: networkFault('aborted', host, false) };
  const { connectMs, idleMs, answerMs } = request.timeouts;
  const stream = got.stream(request.url, {
    method: request.method,
    headers: { ...request.headers },
    ...(request.body === undefined ? {} : { body: request.body }),
    ...(request.signal === undefined ? {} : { signal: request.signal }),
    // With it, got would wait for a body that nobody writes.
    allowGetBody: request.body !== undefined,
    followRedirect: false,
    throwHttpErrors: false,
    retry: { limit: 0 },
    agent: AGENTS,
    timeout: { lookup: connectMs, connect: connectMs, secureConnect: connectMs, socket: idleMs, response: answerMs },
  });
  return outcomeOf(stream, request, host);
}

function outcomeOf(stream: Request, request: HttpRequest, host: string): Promise<HttpOutcome> {
  let connected = false;
  let sender: ClientRequest | undefined;
  const secure = request.url.startsWith('https:');
  return new Promise((resolve) => {
    const end = (outcome: HttpOutcome) => {
      resolve(outcome);
      // Late errors of a connection that has said what it had to say are nobody's business.
      stream.on('error', () => {});
      stream.destroy();
    };
    const { onSent } = request;
    if (onSent) stream.on('uploadProgress', ({ transferred }) => onSent(transferred));
    stream.on('request', (made: ClientRequest) => {
      sender = made;
      made.once('socket', (socket) => socket.once(secure ? 'secureConnect' : 'connect', () => (connected = true)));
    });
    stream.once('error', (error) => {
      const aborted = request.signal?.aborted === true;
      end({ kind: 'none', fault: faultFrom(error, host, connected, aborted) });
    });
    stream.once('response', (response: PlainResponse) => {
      void readAnswer(stream, response, request, () => sender).then(end, (error) => {
        const aborted = request.signal?.aborted === true;
        end({ kind: 'none', fault: faultFrom(error, host, true, aborted) });
      });
    });
    // Without a reader or a body, got waits for somebody to write.
    if (request.body === undefined && request.method !== 'GET') stream.end();
  });
}

async function readAnswer(
  stream: Request,
  response: PlainResponse,
  request: HttpRequest,
  sender: () => ClientRequest | undefined,
): Promise<HttpOutcome> {
  const { statusCode: status, headers } = response;
  // The end of the last write and the answer can arrive in one turn of the loop, in either order.
  if (sender()?.writableFinished === false) await new Promise((turned) => setImmediate(turned));
  const bodySent = sender()?.writableFinished ?? true;
  if (request.onBody && status >= 200 && status < 300) {
    await request.onBody(stream);
    return { kind: 'answer', status, headers, text: '', bodySent };
  }
  return { kind: 'answer', status, headers, text: await readText(stream, status, request.timeouts.answerMs), bodySent };
}

const LATE = { code: 'ERR_HTTP_REQUEST_TIMEOUT' } as const;

/** A body that breaks off behind an error status changes nothing: the status has been said. */
async function readText(stream: Request, status: number, longestMs: number): Promise<string> {
  const chunks: Buffer[] = [];
  // A byte now and then is no silence, but no answer either.
  const late = setTimeout(() => stream.destroy(Object.assign(new Error('the answer took too long'), LATE)), longestMs);
  let length = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > LONGEST_ANSWER) throw new Error('the answer is too long');
      chunks.push(chunk);
    }
  } catch (error) {
    if (status < 300) throw error;
  } finally {
    clearTimeout(late);
  }
  return Buffer.concat(chunks).toString('utf8');
}
