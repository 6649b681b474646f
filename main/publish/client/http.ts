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
  /** Bytes a second that an upload must reach on the whole, or a registry that sips at it would hold it for ever. */
  readonly leastUploadRate: number;
}

export const TIMEOUTS: Timeouts = { connectMs: 20_000, idleMs: 60_000, answerMs: 120_000, leastUploadRate: 4096 };

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
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

/** Bytes a second. What comes more slowly is no file: a byte now and then would hold it open for ever. */
const LEAST_DOWNLOAD_RATE = 1024;
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** From the first attempt to connect to the first word of an answer. */
function longestSendMs({ headers, timeouts }: HttpRequest): number {
  const bytes = Number(headers['content-length'] ?? 0);
  const { connectMs, idleMs, answerMs, leastUploadRate } = timeouts;
  return Math.min(3 * connectMs + idleMs + answerMs + (bytes / leastUploadRate) * 1000, LONGEST_TIMER_MS);
}

function outcomeOf(stream: Request, request: HttpRequest, host: string): Promise<HttpOutcome> {
  let connected = false;
  let sender: ClientRequest | undefined;
  const secure = request.url.startsWith('https:');
  return new Promise((resolve) => {
    const late = setTimeout(() => stream.destroy(tooLate()), longestSendMs(request));
    const end = (outcome: HttpOutcome) => {
      clearTimeout(late);
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
      clearTimeout(late);
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
    const stop = endWhenTooSlow(stream, request.timeouts.idleMs);
    await request.onBody(stream).finally(stop);
    return { kind: 'answer', status, headers, text: '', bodySent };
  }
  return { kind: 'answer', status, headers, text: await readText(stream, status, request.timeouts.answerMs), bodySent };
}

function tooLate(): Error {
  return Object.assign(new Error('it took too long'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' });
}

/** A file may take as long as it is large, as long as it comes. */
function endWhenTooSlow(stream: Request, windowMs: number): () => void {
  let before = 0;
  const look = setInterval(() => {
    const { transferred } = stream.downloadProgress;
    if (transferred - before < (LEAST_DOWNLOAD_RATE * windowMs) / 1000) stream.destroy(tooLate());
    before = transferred;
  }, windowMs);
  return () => clearInterval(look);
}

/** A body that breaks off behind an error status changes nothing: the status has been said. */
async function readText(stream: Request, status: number, longestMs: number): Promise<string> {
  const chunks: Buffer[] = [];
  // A byte now and then is no silence, but no answer either.
  const late = setTimeout(() => stream.destroy(tooLate()), longestMs);
  let length = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > LONGEST_ANSWER) throw Object.assign(new Error('the answer is too long'), { code: 'HPE_TOO_LONG' });
      chunks.push(chunk);
    }
  } catch (error) {
    if (status < 300) throw error;
  } finally {
    clearTimeout(late);
  }
  return Buffer.concat(chunks).toString('utf8');
}
