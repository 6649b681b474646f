import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { Readable } from 'node:stream';
import { crc32, createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { message, reasonOf } from '../../../../preload/messages/index.ts';
import { depotFileUrl } from '../../../../protocol/index.ts';
import type { DepotAnswer, DepotSource, FileFacts } from './source.ts';

export interface HttpSourceOptions {
  readonly atOnce?: number;
  readonly idleMs?: number;
  /** For one file in all; a server that sends a byte a minute is not a server. */
  readonly wholeMs?: number;
}

const MOST_REDIRECTS = 5;
const SHORT_BODY_BYTES = 64 * 1024;
const SHORT_BODY_MS = 1000;
const MAX_UNSIZED_BYTES = 16 * 1024 ** 3;

type Opened =
  | { readonly kind: 'open'; readonly answer: IncomingMessage; readonly body: Readable }
  | Exclude<DepotAnswer, { kind: 'file' }>;

/** A depot at its address, asked as the clients ask: plain GET, no login, no cookies. */
export function openHttpSource(module: string, options: HttpSourceOptions = {}): DepotSource {
  return new HttpSource(module, options);
}

/** How bytes come although they were asked for as they are; a client that does not expect it gets these. */
const UNPACK: Readonly<Record<string, () => ReturnType<typeof createGunzip>>> = {
  gzip: () => createGunzip(),
  'x-gzip': () => createGunzip(),
  deflate: () => createInflate(),
  br: () => createBrotliDecompress(),
};

class HttpSource implements DepotSource {
  readonly name: string;
  readonly url: string;
  readonly atOnce: number;
  readonly #idleMs: number;
  readonly #wholeMs: number;
  readonly #http: HttpAgent;
  readonly #https: HttpsAgent;
  #packed: DepotSource['packed'];

  constructor(module: string, { atOnce = 8, idleMs = 20_000, wholeMs = 10 * 60_000 }: HttpSourceOptions) {
    this.name = module;
    this.url = module;
    this.atOnce = atOnce;
    this.#idleMs = idleMs;
    this.#wholeMs = wholeMs;
    this.#http = new HttpAgent({ keepAlive: true, maxSockets: atOnce });
    this.#https = new HttpsAgent({ keepAlive: true, maxSockets: atOnce });
  }

  get packed(): DepotSource['packed'] {
    return this.#packed;
  }

  read(name: string, atMost: number, signal: AbortSignal): Promise<DepotAnswer> {
    return this.#fetch<DepotAnswer>(name, signal, async (body) => {
      const chunks: Buffer[] = [];
      let seen = 0;
      for await (const chunk of body) {
        seen += chunk.length;
        if (seen > atMost) return { kind: 'too_large', said: message('depot.tooLarge', name, atMost) };
        chunks.push(chunk);
      }
      return { kind: 'file', bytes: Buffer.concat(chunks) };
    });
  }

  facts(path: string, size: number, signal: AbortSignal): Promise<FileFacts> {
    const atMost = Math.min(size, MAX_UNSIZED_BYTES);
    return this.#fetch<FileFacts>(path, signal, async (body) => {
      let seen = 0;
      let sum = 0;
      for await (const chunk of body) {
        seen += chunk.length;
        if (seen > atMost) return { kind: 'longer' };
        sum = crc32(chunk, sum);
      }
      return { kind: 'file', size: seen, crc32: sum };
    });
  }

  async list(): Promise<undefined> {
    return undefined;
  }

  close(): void {
    this.#http.destroy();
    this.#https.destroy();
  }

  /** Opens, gives the body to `use`, and lets go of the connection whatever happens. */
  async #fetch<T>(
    path: string,
    signal: AbortSignal,
    use: (body: Readable) => Promise<T>,
  ): Promise<T | Exclude<DepotAnswer, { kind: 'file' }>> {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(this.#wholeMs)]);
    try {
      const opened = await this.#open(path, limit);
      if (opened.kind !== 'open') return opened;
      try {
        return await use(opened.body);
      } finally {
        if (!opened.answer.complete) opened.answer.destroy();
      }
    } catch (cause) {
      signal.throwIfAborted();
      const why = limit.aborted ? message('depot.tooSlow', this.#wholeMs / 1000) : reasonOf(cause);
      return { kind: 'fault', said: message('depot.notFetched', path, why) };
    }
  }

  async #open(path: string, signal: AbortSignal): Promise<Opened> {
    let url = new URL(depotFileUrl(this.url, path));
    for (let hops = 0; hops <= MOST_REDIRECTS; hops++) {
      const answer = await this.#get(url, signal);
      const status = answer.statusCode ?? 0;
      if (status === 200) return this.#bodyOf(answer, path);
      letGo(answer);
      const said = message('depot.status', status, path);
      if (status === 404 || status === 410) return { kind: 'absent' };
      if (status === 401 || status === 403) return { kind: 'refused', said };
      const { location } = answer.headers;
      if (status < 300 || status > 399 || location === undefined) return { kind: 'fault', said };
      if (!URL.canParse(location, url.href) || !/^https?:$/.test(new URL(location, url.href).protocol)) {
        return { kind: 'fault', said: message('depot.badRedirect', path) };
      }
      url = new URL(location, url.href);
    }
    return {
      kind: 'fault',
      said: message('depot.redirects', path, MOST_REDIRECTS),
    };
  }

  #bodyOf(answer: IncomingMessage, path: string): Opened {
    const encoding = answer.headers['content-encoding']?.trim().toLowerCase() ?? '';
    if (encoding === '' || encoding === 'identity') return { kind: 'open', answer, body: answer };
    this.#packed ??= { path, encoding };
    const unpack = UNPACK[encoding]?.();
    if (unpack === undefined) {
      answer.destroy();
      return { kind: 'fault', said: message('depot.packed', path, encoding) };
    }
    answer.on('error', (cause) => unpack.destroy(cause));
    return { kind: 'open', answer, body: answer.pipe(unpack) };
  }

  #get(url: URL, signal: AbortSignal): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const secure = url.protocol === 'https:';
      const call = { agent: secure ? this.#https : this.#http, signal, timeout: this.#idleMs };
      const headers = { 'user-agent': 'Loadmaster', 'accept-encoding': 'identity', 'cache-control': 'no-cache' };
      const sent = (secure ? httpsRequest : httpRequest)(url, { ...call, headers });
      sent.on('timeout', () => sent.destroy(Object.assign(new Error('silent'), { code: 'ETIMEDOUT' })));
      sent.on('error', reject);
      sent.on('response', resolve);
      sent.end();
    });
  }
}

/** Of an answer that is no file the body is nothing to read. A short one is let through, so that the connection can be used again. */
function letGo(answer: IncomingMessage): void {
  const length = Number(answer.headers['content-length']);
  if (!(length <= SHORT_BODY_BYTES)) {
    answer.destroy();
    return;
  }
  const late = setTimeout(() => answer.destroy(), SHORT_BODY_MS);
  answer.on('error', () => {}).on('close', () => clearTimeout(late));
  answer.resume();
}
