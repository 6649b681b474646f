import { X509Certificate } from 'node:crypto';
import { type ConnectionOptions, checkServerIdentity, type PeerCertificate, rootCertificates } from 'node:tls';
import { fault, message } from '../../../../preload/messages/index.ts';
import { CarrierError } from '../carrier-error.ts';
import { type Trust, UnknownServerError } from './trust.ts';

const PROBLEMS = [
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
] as const;
type CertificateProblem = (typeof PROBLEMS)[number];

/** For a connection that is made to see a certificate and ask the author about it, and closed before anything is said on it. */
export const UNVERIFIED_TLS: { readonly rejectUnauthorized: boolean } = { rejectUnauthorized: false };

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
export function certificateProblem(cause: unknown): CertificateProblem | undefined {
  for (let error = cause, depth = 0; error instanceof Error && depth < 5; error = error.cause, depth++) {
    const code = 'code' in error ? error.code : undefined;
    const problem = PROBLEMS.find((one) => one === code);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/** What to throw for it. An accepted certificate that no longer counts is told, and never replaced by asking again. */
export function refusedCertificate(
  problem: CertificateProblem,
  place: { readonly host: string; readonly port: number; readonly trust: Trust },
  seen: { readonly raw: Buffer } | undefined,
): CarrierError {
  const { host, port, trust } = place;
  const reason = message(`reason.${problem}`);
  const changed = trust.certificate(host, port) !== undefined;
  if (seen === undefined || changed || problem === 'CERT_HAS_EXPIRED' || problem === 'CERT_NOT_YET_VALID') {
    const id = changed ? 'certificate_refused.changed' : 'certificate_refused.because';
    return new CarrierError(fault(id, `${host}:${port}`, reason));
  }
  const certificate = new X509Certificate(seen.raw);
  return new UnknownServerError({
    kind: 'certificate',
    host,
    port,
    pem: certificate.toString(),
    fingerprint: certificate.fingerprint256,
    reason,
  });
}
