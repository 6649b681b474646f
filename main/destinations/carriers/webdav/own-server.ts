import { type ClientRequestArgs, Agent as HttpAgent } from 'node:http';
import { type AgentOptions, Agent as HttpsAgent } from 'node:https';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** The code of a connection that was not made. */
export const OTHER_SERVER = 'ERR_OTHER_SERVER';

interface Server {
  readonly host: string;
  readonly port: number;
}

type Connected = (error: Error | null, stream: Duplex) => void;

function isOther({ host, port }: Server, asked: ClientRequestArgs): boolean {
  return asked.host !== host.replace(/^\[|\]$/g, '') || Number(asked.port) !== port;
}

/** The library follows redirects and takes the password along. */
function refuse(connected: Connected | undefined): undefined {
  const error = Object.assign(new Error('it leads to another server'), { code: OTHER_SERVER });
  if (connected === undefined) throw error;
  // What stands for "no connection" beside an error.
  Reflect.apply(connected, undefined, [error]);
}

/** More than the longest list that is read; the library keeps all of an answer in memory. */
const MOST_BYTES = 320 * 1024 * 1024;
const LOOKS_EACH_MS = 100;

/** The library makes a broken connection of whatever ends one, so that it was this is kept here. */
interface Limit {
  readonly bytes: number;
  isPassed: boolean;
}

/** Ends a connection on which nobody says anything for the time that the agent sets, or one answer goes on and on. */
function watched<S extends Duplex | null | undefined>(stream: S, limit: Limit): S {
  stream?.on('timeout', () => {
    stream.destroy(Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' }));
  });
  if (!(stream instanceof Socket)) return stream;
  let before = 0;
  const look = setInterval(() => {
    if (stream.bytesRead - before <= limit.bytes) return;
    limit.isPassed = true;
    stream.destroy(new Error('the answer is too long'));
  }, LOOKS_EACH_MS);
  look.unref();
  // Between two answers.
  stream.on('free', () => {
    before = stream.bytesRead;
  });
  stream.on('close', () => clearInterval(look));
  return stream;
}

class OwnServerHttp extends HttpAgent {
  readonly #server: Server;
  readonly #limit: Limit;
  constructor(server: Server, options: AgentOptions, limit: Limit) {
    super(options);
    this.#server = server;
    this.#limit = limit;
  }
  override createConnection(asked: ClientRequestArgs, connected?: Connected) {
    if (isOther(this.#server, asked)) return refuse(connected);
    return watched(super.createConnection(asked, connected), this.#limit);
  }
}

class OwnServerHttps extends HttpsAgent {
  readonly #server: Server;
  readonly #limit: Limit;
  constructor(server: Server, options: AgentOptions, limit: Limit) {
    super(options);
    this.#server = server;
    this.#limit = limit;
  }
  override createConnection(asked: ClientRequestArgs, connected?: Connected) {
    if (isOther(this.#server, asked)) return refuse(connected);
    return watched(super.createConnection(asked, connected), this.#limit);
  }
}

/** Connections to one server and no other, which end when it is silent for the time of the options, or does not end by itself. */
export function ownServerAgents(server: Server, options: AgentOptions, tls: AgentOptions, bytes = MOST_BYTES) {
  const limit: Limit = { bytes, isPassed: false };
  return {
    httpAgent: new OwnServerHttp(server, options, limit),
    httpsAgent: new OwnServerHttps(server, { ...options, ...tls }, limit),
    wasEndless: () => limit.isPassed,
  };
}
