import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { WebDAVClient } from 'webdav';
import { errorText } from '../../../../preload/contract/error-text.ts';
import { CarrierError, type CarrierFault } from '../carrier-error.ts';
import { networkFault } from '../network.ts';
import { certificateProblem, refusedCertificate, tlsOptions } from '../trust/certificate.ts';
import { lookAtCertificate } from '../trust/look-at-certificate.ts';
import type { Trust } from '../trust/trust.ts';

export interface WebdavPlace {
  /** Of the depot's folder, as https://host/path. */
  readonly url: string;
  readonly user: string;
  readonly secret?: string | undefined;
}

export interface WebdavConnection {
  readonly client: WebDAVClient;
  readonly place: WebdavPlace;
  readonly trust: Trust;
  close(): void;
}

export async function connectWebdav(place: WebdavPlace, trust: Trust, atOnce: number): Promise<WebdavConnection> {
  const address = readAddress(place.url);
  const { createClient, AuthType } = await import('webdav');
  const sockets = { keepAlive: true, maxSockets: atOnce * 2 };
  const httpAgent = new HttpAgent(sockets);
  const httpsAgent = new HttpsAgent({ ...sockets, ...tlsOptions(trust, address.host, address.port) });
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
  return { client, place, trust, close };
}

function readAddress(text: string): { readonly host: string; readonly port: number } {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.username !== '') {
    const hint = 'It has to look like https://example.org/dav/folder, without name and password.';
    throw new CarrierError('not_set_up', 'The address of the WebDAV folder cannot be understood.', { hint });
  }
  return { host: url.hostname, port: Number(url.port) || (url.protocol === 'https:' ? 443 : 80) };
}

const STATUS: Readonly<Record<number, readonly [CarrierFault, string]>> = {
  403: ['not_allowed', 'The server does not allow that.'],
  404: ['file_missing', 'It is not there.'],
  405: ['not_allowed', 'The server does not allow that here. Is it a WebDAV folder?'],
  409: ['folder_missing', 'The folder it belongs into is not there.'],
  413: ['too_large', 'The server refuses files of this size.'],
  414: ['bad_name', 'The name is too long for the server.'],
  423: ['moved_meanwhile', 'Somebody has locked it.'],
  507: ['no_room', "The server's disk or your quota there is full."],
};

/** What went wrong, in a sentence. A certificate that nobody knows becomes a question. */
export async function webdavFault(cause: unknown, connection: WebdavConnection, path: string): Promise<CarrierError> {
  if (cause instanceof CarrierError) return cause;
  const { place, trust } = connection;
  const { host, port } = readAddress(place.url);
  const problem = certificateProblem(cause);
  if (problem) return refusedCertificate(problem, { host, port, trust }, await lookAtCertificate(host, port));
  const network = networkFault(cause, `${host}:${port}`);
  if (network) return network;
  const status = statusOf(cause);
  if (status === 401) {
    const sentence = `${host} refuses the user "${place.user}" with this password.`;
    return new CarrierError('login_refused', sentence, { hint: 'Some hosters want an app password here.', cause });
  }
  const known = status === undefined ? undefined : STATUS[status];
  const about = path === '' ? place.url : path;
  if (known) return new CarrierError(known[0], `${about}: ${known[1]}`, { path, cause });
  if (status !== undefined && status >= 500) {
    return new CarrierError('unreachable', `${host} has a problem of its own (${status}).`, { cause });
  }
  if (/multistatus|Invalid response/.test(errorText(cause))) {
    const sentence = `${host} answers, but not as a WebDAV server does.`;
    const hint =
      'Look at the address in a browser: a page to log in, or of the network you are in, may answer instead.';
    return new CarrierError('answer_not_understood', sentence, { path, hint, cause });
  }
  return new CarrierError('failed', `${about}: ${errorText(cause)}`, { path, cause });
}

export function statusOf(cause: unknown): number | undefined {
  return cause instanceof Error && 'status' in cause && typeof cause.status === 'number' ? cause.status : undefined;
}
