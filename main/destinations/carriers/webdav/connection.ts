import type { WebDAVClient } from 'webdav';
import { errorText } from '../../../../preload/contract/error-text.ts';
import { fault, faultAt, type OwnError, reasonOf } from '../../../../preload/messages/index.ts';
import { CarrierError, type CarrierFault } from '../carrier-error.ts';
import { networkFault } from '../network.ts';
import { certificateProblem, refusedCertificate, tlsOptions } from '../trust/certificate.ts';
import { lookAtCertificate } from '../trust/look-at-certificate.ts';
import type { Trust } from '../trust/trust.ts';
import { OTHER_SERVER, watchedAgents } from '../watched-agents.ts';

export interface WebdavPlace {
  /** Of the depot's folder, as https://host/path. */
  readonly url: string;
  readonly user: string;
  readonly secret?: string | undefined;
  readonly idleMs?: number | undefined;
  /** For the first question, about one folder alone. */
  readonly firstMs?: number | undefined;
}

export interface WebdavConnection {
  readonly client: WebDAVClient;
  readonly place: WebdavPlace;
  /** The server's name and port. */
  readonly at: string;
  readonly trust: Trust;
  /** Of a file in the folder, as other requests name it. */
  addressOf(path: string): string;
  /** An answer had to be given up since it did not end. */
  wasEndless(): boolean;
  close(): void;
}

/** A large file may take a server a while after its last byte; a server that is silent for longer is not one. */
const IDLE_MS = 300_000;

export async function connectWebdav(place: WebdavPlace, trust: Trust, atOnce: number): Promise<WebdavConnection> {
  const address = readAddress(place.url);
  const { createClient, AuthType } = await import('webdav');
  const sockets = { keepAlive: true, maxSockets: atOnce * 2, timeout: place.idleMs ?? IDLE_MS };
  const tls = tlsOptions(trust, address.host, address.port);
  const { httpAgent, httpsAgent, wasEndless } = watchedAgents({ only: address, options: sockets, tls });
  const client = createClient(place.url, {
    // Basic or Digest, as the server wants it.
    authType: AuthType.Auto,
    username: place.user,
    password: place.secret ?? '',
    httpAgent,
    httpsAgent,
  });
  const close = () => {
    httpAgent.destroy();
    httpsAgent.destroy();
  };
  const addressOf = (path: string) =>
    `${place.url.replace(/\/+$/, '')}/${path.split('/').map(encodeURIComponent).join('/')}`;
  return { client, place, at: `${address.host}:${address.port}`, trust, addressOf, wasEndless, close };
}

function readAddress(text: string): { readonly host: string; readonly port: number } {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.username !== '') {
    throw new CarrierError(fault('not_set_up.davAddress'));
  }
  return { host: url.hostname, port: Number(url.port) || (url.protocol === 'https:' ? 443 : 80) };
}

const STATUS: Readonly<Record<number, OwnError<CarrierFault>>> = {
  403: fault('not_allowed.server'),
  404: fault('file_missing.there'),
  405: fault('not_allowed.serverHere'),
  409: fault('folder_missing.belongs'),
  413: fault('too_large.server'),
  414: fault('bad_name.longForServer'),
  423: fault('moved_meanwhile.locked'),
  507: fault('no_room.serverOrQuota'),
};

/** What went wrong, in a sentence. A certificate that nobody knows becomes a question. */
export async function webdavFault(cause: unknown, connection: WebdavConnection, path: string): Promise<CarrierError> {
  if (cause instanceof CarrierError) return cause;
  const { place, trust } = connection;
  const { host, port } = readAddress(place.url);
  const problem = certificateProblem(cause);
  if (problem) return refusedCertificate(problem, { host, port, trust }, await lookAtCertificate(host, port));
  if (connection.wasEndless()) return new CarrierError(fault('answer_not_understood.endless', host), { path, cause });
  const network = networkFault(cause, `${host}:${port}`);
  if (network) return network;
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (code === OTHER_SERVER) {
    return new CarrierError(fault('answer_not_understood.davElsewhere', host), { path, cause });
  }
  const status = statusOf(cause);
  if (status === 401) {
    return new CarrierError(fault('login_refused.dav', host, place.user), { cause });
  }
  const known = status === undefined ? undefined : STATUS[status];
  const about = path === '' ? place.url : path;
  if (known) return new CarrierError(faultAt(about, known), { path, cause });
  if (status !== undefined && status >= 500) {
    return new CarrierError(fault('unreachable.trouble', host, status), { cause });
  }
  if (/multistatus|Invalid response/.test(errorText(cause))) {
    return new CarrierError(fault('answer_not_understood.dav', host), { path, cause });
  }
  return new CarrierError(fault('failed.at', about, reasonOf(cause)), { path, cause });
}

export function statusOf(cause: unknown): number | undefined {
  return cause instanceof Error && 'status' in cause && typeof cause.status === 'number' ? cause.status : undefined;
}
