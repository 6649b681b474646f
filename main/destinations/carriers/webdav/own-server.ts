import { type ClientRequestArgs, Agent as HttpAgent } from 'node:http';
import { type AgentOptions, Agent as HttpsAgent } from 'node:https';
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

/** The agent sets the time on each use of the connection; what it means is left to whoever listens. */
function endWhenSilent<S extends Duplex | null | undefined>(stream: S): S {
  stream?.on('timeout', () => {
    stream.destroy(Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' }));
  });
  return stream;
}

class OwnServerHttp extends HttpAgent {
  readonly #server: Server;
  constructor(server: Server, options: AgentOptions) {
    super(options);
    this.#server = server;
  }
  override createConnection(asked: ClientRequestArgs, connected?: Connected) {
    if (isOther(this.#server, asked)) return refuse(connected);
    return endWhenSilent(super.createConnection(asked, connected));
  }
}

class OwnServerHttps extends HttpsAgent {
  readonly #server: Server;
  constructor(server: Server, options: AgentOptions) {
    super(options);
    this.#server = server;
  }
  override createConnection(asked: ClientRequestArgs, connected?: Connected) {
    if (isOther(this.#server, asked)) return refuse(connected);
    return endWhenSilent(super.createConnection(asked, connected));
  }
}

/** Connections to one server and no other; one that is silent for the time of the options ends. */
export function ownServerAgents(server: Server, options: AgentOptions, tls: AgentOptions) {
  return {
    httpAgent: new OwnServerHttp(server, options),
    httpsAgent: new OwnServerHttps(server, { ...options, ...tls }),
  };
}
