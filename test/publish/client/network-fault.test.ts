import { expect, test } from 'vitest';
import { faultFrom, type NetworkReason, networkFault } from '../../../main/publish/client/network-fault.ts';

const HOST = 'registry.example:443';
function thrown(code: string, message = 'it broke') {
  return Object.assign(new Error(message), { code });
}

const CODES: readonly (readonly [code: string, reason: NetworkReason])[] = [
  ['ENOTFOUND', 'dns'],
  ['EAI_AGAIN', 'dns'],
  ['EAI_FAIL', 'dns'],
  ['EAI_NODATA', 'dns'],
  ['ECONNREFUSED', 'refused'],
  ['ENETUNREACH', 'offline'],
  ['EHOSTUNREACH', 'offline'],
  ['ENETDOWN', 'offline'],
  ['EADDRNOTAVAIL', 'offline'],
  ['ECONNRESET', 'reset'],
  ['ECONNABORTED', 'reset'],
  ['EPIPE', 'reset'],
  ['ERR_STREAM_PREMATURE_CLOSE', 'reset'],
  ['ERR_HTTP_REQUEST_TIMEOUT', 'timeout'],
  ['ETIMEDOUT', 'timeout'],
  ['CERT_HAS_EXPIRED', 'tls'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'tls'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls'],
  ['EPROTO', 'tls'],
  ['HPE_INVALID_CONSTANT', 'bad-answer'],
  ['ESOMETHINGELSE', 'other'],
];

test.each(CODES)('%s is told as %s', (code, reason) => {
  expect(faultFrom(thrown(code), HOST, true, false)).toMatchObject({ reason, connected: true });
});

test('a time limit before the connection stood is about connecting, after it about the answer', () => {
  expect(faultFrom(thrown('ETIMEDOUT'), HOST, false, false).reason).toBe('connect-timeout');
  expect(faultFrom(thrown('ETIMEDOUT'), HOST, true, false).reason).toBe('timeout');
});

test('the code counts wherever it stands, and the wrapper of the client does not', () => {
  const wrapped = Object.assign(new Error('outer'), { code: 'ERR_GOT_REQUEST_ERROR', cause: thrown('ECONNREFUSED') });
  expect(faultFrom(wrapped, HOST, false, false).reason).toBe('refused');
  expect(faultFrom(Object.assign(new Error('outer'), { cause: thrown('EPIPE') }), HOST, true, false).reason).toBe(
    'reset',
  );
});

test('what was cancelled is not told as a fault of the network', () => {
  expect(faultFrom(thrown('ECONNRESET'), HOST, true, true).reason).toBe('aborted');
});

test('what nobody knows keeps its own words, and what has none says so', () => {
  expect(faultFrom(new Error('a strange day'), HOST, true, false).error.message).toContain('a strange day');
  expect(faultFrom(null, HOST, true, false)).toMatchObject({ reason: 'other' });
  expect(faultFrom('text', HOST, true, false).error.message).toContain('no reason given');
  expect(faultFrom(thrown('CERT_HAS_EXPIRED', 'certificate has expired'), HOST, true, false).error.message).toContain(
    'certificate has expired',
  );
});

const REASONS: readonly NetworkReason[] = [
  ...new Set(CODES.map(([, reason]) => reason)),
  'connect-timeout',
  'early-answer',
  'aborted',
];

test.each(REASONS)('%s has a code, a sentence with the host in it, and a way on', (reason) => {
  const { error, connected } = networkFault(reason, HOST, false, 'the detail');
  expect(connected).toBe(false);
  expect(error.code).toBe(`net_${reason.replace('-', '_')}`);
  expect(error.message).toMatch(reason === 'aborted' ? /cancelled/ : new RegExp(`${HOST}.*\\.$`));
  expect(error.hint ?? '').toMatch(reason === 'aborted' ? /^$/ : /^[A-Z].+\.$/);
  expect('hint' in error).toBe(reason !== 'aborted');
  expect(error.retry).toBe(reason === 'tls' || reason === 'aborted' ? undefined : 'repeat');
});
