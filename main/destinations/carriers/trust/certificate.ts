import { X509Certificate } from 'node:crypto';
import { type ConnectionOptions, checkServerIdentity, type PeerCertificate, rootCertificates } from 'node:tls';
import { fault } from '../../../../preload/messages/index.ts';
import { CarrierError } from '../carrier-error.ts';
import { type Trust, UnknownServer } from './trust.ts';

const REASONS: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'the server signed it itself',
  SELF_SIGNED_CERT_IN_CHAIN: 'it is signed by an authority that nobody here knows',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'it is signed by an authority that nobody here knows',
  UNABLE_TO_GET_ISSUER_CERT: 'it is signed by an authority that nobody here knows',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'it is signed by an authority that nobody here knows',
  ERR_TLS_CERT_ALTNAME_INVALID: 'it was made for another name',
  CERT_HAS_EXPIRED: 'it has expired',
  CERT_NOT_YET_VALID: 'it is not valid yet',
};

/** For a connection that is made to see a certificate and ask the author about it, and closed before anything is said on it. */
export const ONLY_TO_LOOK: { readonly rejectUnauthorized: boolean } = { rejectUnauthorized: false };

/** Options for every TLS connection of a carrier: the system's authorities, and the one certificate the author accepted. */
export function tlsOptions(trust: Trust, host: string, port: number): ConnectionOptions {
  const pem = trust.certificate(host, port);
  if (pem === undefined) return { rejectUnauthorized: true };
  const accepted = new X509Certificate(pem).fingerprint256;
  return {
    rejectUnauthorized: true,
    ca: [...rootCertificates, pem],
    // The accepted one need not be an authority.
    allowPartialTrustChain: true,
    checkServerIdentity: (name: string, seen: PeerCertificate) =>
      seen.fingerprint256 === accepted ? undefined : checkServerIdentity(name, seen),
  };
}

/** The code of a certificate that was refused, however deep a library wrapped it. */
export function certificateProblem(cause: unknown): string | undefined {
  for (let error = cause, depth = 0; error instanceof Error && depth < 5; error = error.cause, depth++) {
    const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
    if (REASONS[code] !== undefined) return code;
  }
  return undefined;
}

/** What to throw for it. An accepted certificate that no longer counts is told, and never replaced by asking again. */
export function refusedCertificate(
  problem: string,
  place: { readonly host: string; readonly port: number; readonly trust: Trust },
  seen: { readonly raw: Buffer } | undefined,
): CarrierError {
  const { host, port, trust } = place;
  const reason = REASONS[problem] ?? problem;
  const changed = trust.certificate(host, port) !== undefined;
  if (seen === undefined || changed || problem === 'CERT_HAS_EXPIRED' || problem === 'CERT_NOT_YET_VALID') {
    const id = changed ? 'certificate_refused.changed' : 'certificate_refused.because';
    return new CarrierError(fault(id, `${host}:${port}`, reason));
  }
  const certificate = new X509Certificate(seen.raw);
  return new UnknownServer({
    kind: 'certificate',
    host,
    port,
    pem: certificate.toString(),
    fingerprint: certificate.fingerprint256,
    reason,
  });
}
