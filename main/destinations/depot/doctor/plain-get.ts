import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { crc32 } from 'node:zlib';

// Thousands of small files are asked for, and what Node's own client does around each request takes longer than the file. This one understands
// exactly one answer: 200 with a length. Whatever else comes is asked for once more, by the client that knows the rest.

export type PlainAnswer =
  | { readonly kind: 'file'; readonly size: number; readonly crc32: number }
  | { readonly kind: 'longer' };

interface PlainGetOptions {
  /** Of silence. */
  readonly idleMs: number;
  /** For one file in all. */
  readonly wholeMs: number;
}

/** No server needs more for what counts here. */
const MOST_HEAD_BYTES = 16 * 1024;
const READ_BYTES = 64 * 1024;
const HEAD_END = '\r\n\r\n';

export class PlainGet {
  readonly #origin: URL;
  readonly #options: PlainGetOptions;
  readonly #idle: Line[] = [];
  readonly #all = new Set<Line>();
  /** Until the server answered otherwise than this can read. */
  #isUnderstood = true;

  constructor(origin: URL, options: PlainGetOptions) {
    this.#origin = origin;
    this.#options = options;
  }

  /** Undefined where somebody else has to ask. Throws where the server says nothing, or takes too long. */
  async get(url: URL, atMost: number, signal: AbortSignal): Promise<PlainAnswer | undefined> {
    if (!this.#isUnderstood || url.origin !== this.#origin.origin) return undefined;
    const line = this.#idle.pop() ?? this.#open();
    const stop = () => line.close();
    signal.addEventListener('abort', stop, { once: true });
    try {
      const answer = await line.ask(requestText(url), atMost);
      if (answer === 'otherwise') this.#isUnderstood = false;
      if (line.isFree) this.#idle.push(line);
      return typeof answer === 'string' ? undefined : answer;
    } finally {
      signal.removeEventListener('abort', stop);
      if (!line.isFree) line.close();
    }
  }

  close(): void {
    for (const line of this.#all) line.close();
  }

  #open(): Line {
    const line = new Line(
      (take) => openSocket(this.#origin, take),
      this.#options,
      () => {
        this.#all.delete(line);
        const at = this.#idle.indexOf(line);
        if (at >= 0) this.#idle.splice(at, 1);
      },
    );
    this.#all.add(line);
    return line;
  }
}

function openSocket({ hostname, port, protocol }: URL, take: (bytes: Buffer) => void): Socket {
  const host = hostname.replace(/^\[|\]$/g, '');
  if (protocol === 'https:') {
    const name = /^[\d.]+$|:/.test(host) ? {} : { servername: host };
    return connectTls({ host, port: Number(port) || 443, ...name, ALPNProtocols: ['http/1.1'] }).on('data', take);
  }
  // The same memory for all that comes: nothing of it is kept.
  const buffer = Buffer.allocUnsafeSlow(READ_BYTES);
  const callback = (count: number) => {
    take(buffer.subarray(0, count));
    return true;
  };
  return connect({ host, port: Number(port) || 80, onread: { buffer, callback } });
}

function requestText({ host, pathname, search }: URL): string {
  const headers = `Host: ${host}\r\nUser-Agent: Loadmaster\r\nAccept-Encoding: identity\r\nCache-Control: no-cache`;
  return `GET ${pathname}${search} HTTP/1.1\r\n${headers}\r\nConnection: keep-alive${HEAD_END}`;
}

/** 'no': not this file; 'otherwise': no file of this server. */
type Answer = PlainAnswer | 'no' | 'otherwise';

interface Asked {
  readonly atMost: number;
  readonly begun: number;
  readonly answer: (answer: Answer) => void;
  readonly refuse: (cause: Error) => void;
}

/** One connection, with one request at a time. */
class Line {
  isFree = true;
  readonly #socket: Socket;
  readonly #wholeMs: number;
  #asked: Asked | undefined;
  #head: Buffer = Buffer.alloc(0);
  #size: number | undefined;
  #seen = 0;
  #sum = 0;
  #isKept = true;

  constructor(
    open: (take: (bytes: Buffer) => void) => Socket,
    { idleMs, wholeMs }: PlainGetOptions,
    onClose: () => void,
  ) {
    this.#wholeMs = wholeMs;
    const socket = open((bytes) => this.#take(bytes));
    this.#socket = socket.setNoDelay(true).setTimeout(idleMs);
    socket.on('timeout', () => this.#fail(timedOut(`no answer for ${idleMs / 1000} s`)));
    // Why it broke, whoever asks again will say.
    socket
      .on('error', () => {})
      .on('close', () => {
        this.#end('no');
        onClose();
      });
  }

  ask(request: string, atMost: number): Promise<Answer> {
    this.isFree = false;
    this.#head = Buffer.alloc(0);
    this.#size = undefined;
    this.#seen = 0;
    this.#sum = 0;
    return new Promise((answer, refuse) => {
      this.#asked = { atMost, begun: performance.now(), answer, refuse };
      if (this.#socket.destroyed) this.#end('no');
      else this.#socket.write(request, 'latin1');
    });
  }

  close(): void {
    this.isFree = false;
    this.#socket.destroy();
  }

  #take(chunk: Buffer): void {
    const asked = this.#asked;
    // Bytes that nobody asked for.
    if (asked === undefined) this.close();
    else if (performance.now() - asked.begun > this.#wholeMs) {
      this.#fail(timedOut(`longer than ${this.#wholeMs / 1000} s`));
    } else {
      const body = this.#size === undefined ? this.#takeHead(chunk, asked) : chunk;
      if (body !== undefined && this.#size !== undefined) this.#takeBody(body, this.#size);
    }
  }

  #takeBody(body: Buffer, size: number): void {
    this.#seen += body.length;
    if (body.length > 0) this.#sum = crc32(body, this.#sum);
    if (this.#seen > size) this.#end('otherwise');
    else if (this.#seen === size) this.#end({ kind: 'file', size, crc32: this.#sum });
  }

  /** What of the chunk is behind the head; undefined before its end, and where the answer is none of a file. */
  #takeHead(chunk: Buffer, { atMost }: Asked): Buffer | undefined {
    const head = this.#head.length === 0 ? chunk : Buffer.concat([this.#head, chunk]);
    const end = head.indexOf(HEAD_END);
    if (end < 0) {
      if (head.length > MOST_HEAD_BYTES) this.#end('otherwise');
      else this.#head = Buffer.from(head);
      return undefined;
    }
    const said = readHead(head.toString('latin1', 0, end));
    if (typeof said === 'string') this.#end(said);
    else if (said.size > atMost) this.#end({ kind: 'longer' });
    else {
      this.#size = said.size;
      this.#isKept = said.isKept;
      return head.subarray(end + HEAD_END.length);
    }
    return undefined;
  }

  #end(answer: Answer): void {
    const asked = this.#asked;
    this.#asked = undefined;
    this.isFree = typeof answer !== 'string' && answer.kind === 'file' && this.#isKept && !this.#socket.destroyed;
    asked?.answer(answer);
  }

  #fail(cause: Error): void {
    const asked = this.#asked;
    this.#asked = undefined;
    this.close();
    asked?.refuse(cause);
  }
}

function readHead(text: string): { readonly size: number; readonly isKept: boolean } | 'no' | 'otherwise' {
  const [first = '', ...lines] = text.split('\r\n');
  if (!/^HTTP\/1\.1 200(?: |$)/.test(first)) return /^HTTP\/1\.1 \d{3}(?: |$)/.test(first) ? 'no' : 'otherwise';
  let size: number | undefined;
  let isKept = true;
  for (const line of lines) {
    const colon = line.indexOf(':');
    const value = line.slice(colon + 1).trim();
    switch (line.slice(0, colon).toLowerCase()) {
      case 'content-length':
        if (size !== undefined || !/^\d{1,15}$/.test(value)) return 'otherwise';
        size = Number(value);
        break;
      case 'transfer-encoding':
      case 'content-encoding':
        return 'otherwise';
      case 'connection':
        isKept = value.toLowerCase() === 'keep-alive';
        break;
    }
  }
  return size === undefined ? 'otherwise' : { size, isKept };
}

/** Told by its code, in the reader's language. */
function timedOut(what: string): Error {
  return Object.assign(new Error(what), { code: 'ETIMEDOUT' });
}
