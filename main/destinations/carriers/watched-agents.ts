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

function isOther(only: Server | undefined, asked: ClientRequestArgs): boolean {
  if (only === undefined) return false;
  const { host, port } = only;
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

/** What both kinds of agents do with each connection. */
class Guard {
  readonly #only: Server | undefined;
  readonly #limit: Limit;
  constructor(only: Server | undefined, limit: Limit) {
    this.#only = only;
    this.#limit = limit;
  }

  connect<S extends Duplex | null | undefined>(
    asked: ClientRequestArgs,
    connected: Connected | undefined,
    make: () => S,
  ) {
    return isOther(this.#only, asked) ? refuse(connected) : watched(make(), this.#limit);
  }
}

class WatchedHttp extends HttpAgent {
  readonly #guard: Guard;
  constructor(guard: Guard, options: AgentOptions) {
    super(options);
    this.#guard = guard;
  }
  override createConnection(asked: ClientRequestArgs, connected?: Connected) {
    return this.#guard.connect(asked, connected, () => super.createConnection(asked, connected));
  }
}

class WatchedHttps extends HttpsAgent {
  readonly #guard: Guard;
  constructor(guard: Guard, options: AgentOptions) {
    super(options);
    this.#guard = guard;
  }
  override createConnection(asked: ClientRequestArgs, connected?: Connected) {
    return this.#guard.connect(asked, connected, () => super.createConnection(asked, connected));
  }
}

interface Wanted {
  /** Connections to this server and no other. */
  readonly only?: Server;
  readonly options: AgentOptions;
  readonly tls: AgentOptions;
  readonly mostBytes?: number;
}

/** Connections that end where nobody says anything for the time of the options, or an answer does not end by itself. */
export function watchedAgents({ only, options, tls, mostBytes = MOST_BYTES }: Wanted) {
  const limit: Limit = { bytes: mostBytes, isPassed: false };
  const guard = new Guard(only, limit);
  return {
    httpAgent: new WatchedHttp(guard, options),
    httpsAgent: new WatchedHttps(guard, { ...options, ...tls }),
    wasEndless: () => limit.isPassed,
  };
}
