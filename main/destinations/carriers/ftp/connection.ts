import type { Client, FTPError } from 'basic-ftp';
import { errorText } from '../../../../preload/contract/error-text.ts';
import { fault } from '../../../../preload/messages/index.ts';
import { CarrierError } from '../carrier-error.ts';
import { networkFault } from '../network.ts';
import { certificateProblem, refusedCertificate, tlsOptions, UNVERIFIED_TLS } from '../trust/certificate.ts';
import type { Trust } from '../trust/trust.ts';

export interface FtpLogin {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly secret?: string | undefined;
  /** 'explicit': AUTH TLS on the usual port. 'none' sends the password readable for all on the way. */
  readonly tls: 'explicit' | 'implicit' | 'none';
  readonly idleMs?: number | undefined;
}

/** A server that takes the connection and then says nothing for so long is not one. */
const IDLE_MS = 30_000;

/** A logged-in client. It can do one thing at a time. */
export async function connectFtp(login: FtpLogin, trust: Trust): Promise<Client> {
  const { Client: FtpClient } = await import('basic-ftp');
  const client = new FtpClient(login.idleMs ?? IDLE_MS);
  try {
    withoutStacks(client);
    await client.access(accessOptions(login, tlsOptions(trust, login.host, login.port)));
    // The library asks for owners and groups as well, which servers look up for each file.
    await client.sendIgnoringError('OPTS MLST type;size;modify;');
    return client;
  } catch (cause) {
    client.close();
    const problem = certificateProblem(cause);
    if (problem === undefined) throw connectFault(login, cause);
    throw refusedCertificate(problem, { ...login, trust }, await lookAtCertificate(login));
  }
}

/** The library keeps the stack of each command for a message that we never see: a tenth of the processor's time for small files. */
function withoutStacks({ ftp }: Client): void {
  const handle = ftp.handle.bind(ftp);
  ftp.handle = (...given) => {
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    try {
      return handle(...given);
    } finally {
      Error.stackTraceLimit = stackTraceLimit;
    }
  };
}

function accessOptions(login: FtpLogin, secureOptions: ReturnType<typeof tlsOptions>) {
  const { host, port, user, tls } = login;
  return {
    host,
    port,
    user,
    ...(login.secret === undefined ? {} : { password: login.secret }),
    secure: tls === 'implicit' ? ('implicit' as const) : tls === 'explicit',
    // Names of certificates are checked; a number has no name.
    secureOptions: { ...secureOptions, host, ...(/^[\d.:]+$/.test(host) ? {} : { servername: host }) },
  };
}

/** To show its fingerprint. Nothing is sent but the wish for encryption. */
async function lookAtCertificate({
  host,
  port,
  tls,
  idleMs = IDLE_MS,
}: FtpLogin): Promise<{ readonly raw: Buffer } | undefined> {
  const { Client: FtpClient } = await import('basic-ftp');
  const client = new FtpClient(idleMs);
  try {
    if (tls === 'implicit') await client.connectImplicitTLS(host, port, { ...UNVERIFIED_TLS });
    else {
      await client.connect(host, port);
      const encrypt = client.useTLS.bind(client);
      await encrypt({ host, ...UNVERIFIED_TLS });
    }
    const socket = client.ftp.socket;
    if (!('getPeerCertificate' in socket)) return undefined;
    const { raw } = socket.getPeerCertificate();
    return raw === undefined ? undefined : { raw };
  } catch {
    return undefined;
  } finally {
    client.close();
  }
}

function connectFault(login: FtpLogin, cause: unknown): CarrierError {
  const { host, port, user } = login;
  const place = `${host}:${port}`;
  const network = networkFault(cause, place);
  if (network) return network;
  const code = replyCode(cause);
  if (code === 530 || code === 430 || code === 332) {
    return new CarrierError(fault('login_refused.ftp', host, user), { cause });
  }
  if (code === 421) return new CarrierError(fault('unreachable.full', host), { cause });
  if (login.tls === 'explicit' && code !== undefined && code >= 500) {
    return new CarrierError(fault('not_set_up.noFtps', place), { cause });
  }
  return ftpFault(cause, place);
}

/** The number of the server's answer. */
export function replyCode(cause: unknown): number | undefined {
  return isReply(cause) ? cause.code : undefined;
}

function isReply(cause: unknown): cause is FTPError {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'number';
}

/** What went wrong on a connection that stood. */
export function ftpFault(cause: unknown, host: string, path?: string): CarrierError {
  if (cause instanceof CarrierError) return cause;
  const network = networkFault(cause, host);
  if (network) return network;
  const more = { cause, ...(path === undefined ? {} : { path }) };
  const message = errorText(cause);
  const code = replyCode(cause);
  const about = path === undefined ? host : path;
  if (code === undefined) {
    if (/timeout/i.test(message)) return new CarrierError(fault('timed_out.text', host), more);
    if (/closed|socket|FIN|disconnected|TLS|ECONN/i.test(message)) {
      return new CarrierError(fault('unreachable.broken', host), more);
    }
    return new CarrierError(fault('failed.at', about, message), more);
  }
  if (code === 421 || code === 425 || code === 426) {
    return new CarrierError(fault('unreachable.brokenBecause', host, message), more);
  }
  if (code === 452 || code === 552 || /quota|no space|disk full|exceeded/i.test(message)) {
    return new CarrierError(fault('no_room.ftp', about), { ...more });
  }
  if (code === 553) return new CarrierError(fault('bad_name.server', about), more);
  if (code === 550 || code === 450 || code === 532) {
    return new CarrierError(fault('not_allowed.ftp', about, message), more);
  }
  return new CarrierError(fault('failed.server', about, message), more);
}
