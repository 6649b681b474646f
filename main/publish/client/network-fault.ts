import type { AppError } from '../../../preload/contract.ts';

/** Why there is no answer. */
export type NetworkReason =
  | 'dns'
  | 'refused'
  | 'offline'
  | 'tls'
  | 'connect-timeout'
  | 'timeout'
  | 'reset'
  | 'early-answer'
  | 'bad-answer'
  | 'aborted'
  | 'other';

export interface NetworkFault {
  readonly reason: NetworkReason;
  /** A connection stood, so the registry may have read something. */
  readonly connected: boolean;
  readonly error: AppError;
}

const BY_CODE: Readonly<Record<string, NetworkReason>> = {
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  EAI_FAIL: 'dns',
  EAI_NODATA: 'dns',
  ECONNREFUSED: 'refused',
  ENETUNREACH: 'offline',
  EHOSTUNREACH: 'offline',
  ENETDOWN: 'offline',
  EADDRNOTAVAIL: 'offline',
  ECONNRESET: 'reset',
  ECONNABORTED: 'reset',
  EPIPE: 'reset',
  ERR_STREAM_PREMATURE_CLOSE: 'reset',
  ERR_HTTP_REQUEST_TIMEOUT: 'timeout',
  ETIMEDOUT: 'timeout',
};

/** Failed at the certificate or the handshake: going around it is not an option. */
const TLS = /^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|EPROTO|ERR_OSSL|HOSTNAME_MISMATCH)/;

const TEXTS: Readonly<Record<NetworkReason, readonly [message: string, hint: string]>> = {
  dns: ['The name {host} is not known to this network.', 'Check the address of the registry and the connection.'],
  refused: ['Nothing answers at {host}.', 'Check that the registry is running and its address is right.'],
  offline: ['There is no way to {host} from here.', 'Check the network connection.'],
  tls: ['{host} could not be trusted: {detail}.', 'Check the date of this computer and the address of the registry.'],
  'connect-timeout': ['{host} did not take the connection in time.', 'Check the network connection.'],
  timeout: ['{host} stopped answering.', 'Loadmaster asks the registry what it has received.'],
  reset: ['The connection to {host} broke off.', 'Loadmaster asks the registry what it has received.'],
  'early-answer': ['{host} answered before it had the whole archive.', 'Loadmaster asks the registry what it has.'],
  'bad-answer': [
    '{host} answered with something that is not HTTP or not the API.',
    'Check the address of the registry.',
  ],
  aborted: ['The request was cancelled.', ''],
  other: ['The request to {host} failed: {detail}.', 'Try again in a moment.'],
};

export function networkFault(reason: NetworkReason, host: string, connected: boolean, detail = ''): NetworkFault {
  const [message, hint] = TEXTS[reason];
  const filled = message.replace('{host}', host).replace('{detail}', detail || 'no reason given');
  const repeats = reason !== 'tls' && reason !== 'aborted';
  const error: AppError = { code: `net_${reason.replace('-', '_')}`, message: filled };
  return {
    reason,
    connected,
    error: { ...error, ...(hint && { hint }), ...(repeats && { retry: 'repeat' as const }) },
  };
}

interface Cause {
  readonly code?: unknown;
  readonly message?: unknown;
  readonly event?: unknown;
  readonly cause?: unknown;
}

/** From what node and got throw. */
export function faultFrom(thrown: unknown, host: string, connected: boolean, aborted: boolean): NetworkFault {
  if (aborted) return networkFault('aborted', host, connected);
  const cause = asCause(thrown);
  const inner = asCause(cause.cause);
  const code = [cause.code, inner.code].find((one) => typeof one === 'string' && one !== 'ERR_GOT_REQUEST_ERROR');
  const detail = typeof cause.message === 'string' ? cause.message : '';
  if (typeof code !== 'string') return networkFault('other', host, connected, detail);
  if (code === 'ETIMEDOUT' && !connected) return networkFault('connect-timeout', host, connected);
  if (TLS.test(code)) return networkFault('tls', host, connected, detail);
  if (code.startsWith('HPE_')) return networkFault('bad-answer', host, connected);
  return networkFault(BY_CODE[code] ?? 'other', host, connected, detail);
}

function asCause(value: unknown): Cause {
  return typeof value === 'object' && value !== null ? value : {};
}
