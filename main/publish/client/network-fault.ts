import type { AppError } from '../../../preload/contract.ts';
import { fault, type Message, message } from '../../../preload/messages/index.ts';

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

const FAULTS = {
  dns: 'net_dns.text',
  refused: 'net_refused.text',
  offline: 'net_offline.text',
  'connect-timeout': 'net_connect_timeout.text',
  timeout: 'net_timeout.text',
  reset: 'net_reset.text',
  'early-answer': 'net_early_answer.text',
  'bad-answer': 'net_bad_answer.text',
} as const;

export function networkFault(reason: NetworkReason, host: string, connected: boolean, detail = ''): NetworkFault {
  const repeats = reason !== 'tls' && reason !== 'aborted';
  const error = faultOf(reason, host, detail || message('unnamed.noReason'));
  return { reason, connected, error: { ...error, ...(repeats && { retry: 'repeat' as const }) } };
}

function faultOf(reason: NetworkReason, host: string, detail: string | Message): AppError {
  if (reason === 'aborted') return fault('net_aborted.text');
  if (reason === 'tls') return fault('net_tls.text', host, detail);
  return reason === 'other' ? fault('net_other.text', host, detail) : fault(FAULTS[reason], host);
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
