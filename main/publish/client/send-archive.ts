import { Readable, Transform } from 'node:stream';
import type { FileIdentity } from '../journal/index.ts';
import {
  ArchiveFault,
  type ArchiveFaultReason,
  type ArchiveToSend,
  type OpenArchive,
  openArchive,
} from './archive-stream.ts';
import { type HttpOutcome, perform, type Timeouts } from './http.ts';
import { type NetworkFault, networkFault } from './network-fault.ts';
import { retryAfter, waitAfterLimit } from './retry-after.ts';

export interface SendRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly fields: Readonly<Record<string, string>>;
  readonly fileName: string;
  readonly archive: ArchiveToSend;
  readonly timeouts: Timeouts;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((sent: number, total: number) => void) | undefined;
  readonly now: number;
}

/** What is certain after one attempt. Only `accepted` and `refused` are words of the registry on this upload. */
export type SendOutcome = { readonly bytesSent: number; readonly proven: FileIdentity | undefined } & (
  | { readonly kind: 'accepted'; readonly httpStatus: number }
  | { readonly kind: 'refused'; readonly httpStatus: number; readonly text: string; readonly left: boolean }
  | { readonly kind: 'rate-limited'; readonly httpStatus: 429; readonly waitMs: number; readonly everything: boolean }
  | { readonly kind: 'archive-fault'; readonly reason: ArchiveFaultReason }
  /** No connection stood: the registry cannot have it. */
  | { readonly kind: 'unsent'; readonly fault: NetworkFault }
  /** `complete`: all bytes had left and no answer came. With a status, the registry's answer was a failure of its own. */
  | {
      readonly kind: 'lost';
      readonly fault: NetworkFault | undefined;
      readonly httpStatus: number | undefined;
      readonly complete: boolean;
      /** All bytes had left, whatever was answered. */
      readonly left: boolean;
      readonly waitMs: number;
    }
);

/** One attempt with a form of its own: streamed, with its length told beforehand, and read from the disk once. */
export async function sendArchive(request: SendRequest): Promise<SendOutcome> {
  let archive: OpenArchive;
  try {
    archive = await openArchive(request.archive);
  } catch (error) {
    if (error instanceof ArchiveFault)
      return { kind: 'archive-fault', reason: error.reason, bytesSent: 0, proven: undefined };
    throw error;
  }
  try {
    return await send(request, archive);
  } finally {
    await archive.close();
  }
}

async function send(request: SendRequest, archive: OpenArchive): Promise<SendOutcome> {
  const { default: FormData } = await import('form-data');
  const form = new FormData();
  for (const [name, value] of Object.entries(request.fields)) form.append(name, value);
  let handed = 0;
  // All that is not the archive counts as if it stood before it, so that no byte is taken for sent too early.
  let around = Number.POSITIVE_INFINITY;
  const chunks = archive.chunks(() => handed - around);
  const file = Readable.from(chunks, { objectMode: false, highWaterMark: 1024 * 1024 });
  // A length of nothing would count as not known.
  form.append('file', request.archive.size === 0 ? Buffer.alloc(0) : file, {
    filename: request.fileName,
    contentType: 'application/zip',
    knownLength: request.archive.size,
  });
  const total = form.getLengthSync();
  around = total - request.archive.size;
  const { body, passed } = countingBody();
  let fault: ArchiveFault | undefined;
  const fail = (error: Error) => {
    if (error instanceof ArchiveFault) fault = error;
    body.destroy(error);
  };
  file.on('error', fail);
  form.on('error', fail);
  form.pipe(body);
  const outcome = await perform({
    method: 'POST',
    url: request.url,
    headers: { ...request.headers, ...form.getHeaders(), 'content-length': String(total) },
    body,
    signal: request.signal,
    timeouts: request.timeouts,
    onSent: (bytes) => {
      handed = bytes;
      request.onProgress?.(bytes, total);
    },
  });
  const complete = passed() === total;
  file.destroy();
  body.destroy();
  const proven = complete ? archive.identity : undefined;
  if (fault)
    return { kind: 'archive-fault', reason: (fault as ArchiveFault).reason, bytesSent: handed, proven: undefined };
  return { ...judge(outcome, complete, request), bytesSent: handed, proven };
}

/** Counts what goes out; all of it must have, before an answer can be a success. */
function countingBody() {
  let count = 0;
  const body = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      count += chunk.length;
      done(null, chunk);
    },
  });
  // Its errors reach us through the request.
  body.on('error', () => {});
  return { body, passed: () => count };
}

/** The one status that says so. */
const RECEIVED = 204;

type AnswerMeaning = SendOutcome extends infer O
  ? O extends unknown
    ? Omit<O, 'bytesSent' | 'proven'>
    : never
  : never;

function judge(outcome: HttpOutcome, complete: boolean, request: SendRequest): AnswerMeaning {
  if (outcome.kind === 'none') {
    const { fault } = outcome;
    if (!fault.connected) return { kind: 'unsent', fault };
    return { kind: 'lost', fault, httpStatus: undefined, complete, left: complete, waitMs: 0 };
  }
  const { status, headers, text } = outcome;
  if (status === 429) {
    const everything = headers['x-retry-after-global'] !== undefined && headers['retry-after'] === undefined;
    return { kind: 'rate-limited', httpStatus: 429, waitMs: waitAfterLimit(headers, request.now), everything };
  }
  if (status >= 500 || status === 408) {
    return {
      kind: 'lost',
      fault: undefined,
      httpStatus: status,
      complete: false,
      left: complete,
      waitMs: retryAfter(headers, request.now) ?? 0,
    };
  }
  if (status >= 200 && status < 300) {
    if (status !== RECEIVED) {
      // A network that wants a sign-in answers like this; what the registry got is not known.
      const fault = networkFault('bad-answer', new URL(request.url).host, true);
      return { kind: 'lost', fault, httpStatus: status, complete, left: complete, waitMs: 0 };
    }
    if (complete && outcome.bodySent) return { kind: 'accepted', httpStatus: status };
    // It cannot have stored what it has not read.
    const fault = networkFault('early-answer', new URL(request.url).host, true);
    return { kind: 'lost', fault, httpStatus: status, complete, left: complete, waitMs: 0 };
  }
  return { kind: 'refused', httpStatus: status, text, left: complete };
}
