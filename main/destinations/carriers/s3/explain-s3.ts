import { errorText } from '../../../../preload/contract/error-text.ts';
import { CarrierError, type CarrierFault } from '../carrier-error.ts';
import { networkFault } from '../network.ts';
import { certificateProblem, refusedCertificate } from '../trust/certificate.ts';
import { lookAtCertificate } from '../trust/look-at-certificate.ts';
import type { S3Connection } from './connection.ts';

type Sentence = readonly [CarrierFault, string, string?];

/** By the codes that S3 has in its answers. {key}, {bucket} and {host} are those of the place. */
const CODES: Readonly<Record<string, Sentence>> = {
  InvalidAccessKeyId: ['login_refused', '{host} does not know the access key {key}.'],
  SignatureDoesNotMatch: ['login_refused', 'The secret does not belong to the access key {key}.'],
  ExpiredToken: [
    'login_refused',
    'The login of your AWS settings has expired.',
    'Log in again with the tool that made it.',
  ],
  InvalidToken: ['login_refused', 'The session token of your AWS settings is not taken.'],
  CredentialsProviderError: [
    'not_set_up',
    'There is no access key for {bucket}.',
    'Name one (`accessKey`) and give its secret, or set up an AWS profile.',
  ],
  RequestTimeTooSkewed: [
    'not_set_up',
    'The clock of this machine is too far from that of {host}.',
    'Set the clock by the network, then try again.',
  ],
  NoSuchBucket: ['folder_missing', 'There is no bucket {bucket} at {host}.', 'Buckets are made at the hoster.'],
  InvalidBucketName: ['not_set_up', '{bucket} cannot be the name of a bucket.'],
  AccessDenied: [
    'not_allowed',
    'The access key may not do that in the bucket {bucket}.',
    'It has to list, read, write and delete.',
  ],
  AllAccessDisabled: ['not_allowed', 'All access to the bucket {bucket} is switched off.'],
  AccessControlListNotSupported: [
    'not_set_up',
    'The bucket {bucket} has no rights for single files.',
    'Leave `publicRead` away; open the bucket by its policy.',
  ],
  AuthorizationHeaderMalformed: [
    'not_set_up',
    'The bucket {bucket} lies in another region.',
    'Set `region` as the hoster names it.',
  ],
  PermanentRedirect: [
    'not_set_up',
    'The bucket {bucket} lies in another region.',
    'Set `region` as the hoster names it.',
  ],
  IllegalLocationConstraintException: [
    'not_set_up',
    'The bucket {bucket} lies in another region.',
    'Set `region` as the hoster names it.',
  ],
  QuotaExceeded: ['no_room', 'Your quota at {host} is used up.'],
  EntityTooLarge: ['too_large', 'The service refuses files of this size.'],
  KeyTooLongError: ['bad_name', 'The name is too long for the service.'],
  PreconditionFailed: ['moved_meanwhile', 'Somebody else changed it meanwhile.'],
  ConditionalRequestConflict: ['moved_meanwhile', 'Somebody else changes it at this moment.'],
  NoSuchUpload: ['moved_meanwhile', 'The upload was given up meanwhile by somebody else.'],
  BadDigest: ['unreachable', 'It arrived damaged.'],
  NoSuchKey: ['file_missing', 'It is not there.'],
  NotFound: ['file_missing', 'It is not there.'],
  TimeoutError: ['timed_out', '{host} did not answer in time.'],
};

/** What went wrong, in a sentence. A certificate that nobody knows becomes a question. */
export async function s3Fault(cause: unknown, connection: S3Connection, path: string): Promise<CarrierError> {
  if (cause instanceof CarrierError) return cause;
  const { host, port, trust, place } = connection;
  const problem = certificateProblem(cause);
  if (problem) return refusedCertificate(problem, { host, port, trust }, await lookAtCertificate(host, port));
  const network = networkFault(cause, `${host}:${port}`);
  if (network) return network;
  const code = s3Code(cause);
  const status = s3Status(cause);
  const [fault, text, hint] = CODES[code] ?? byStatus(status) ?? (['failed', errorText(cause)] as const);
  const sentence = text
    .replaceAll('{host}', host)
    .replaceAll('{bucket}', place.bucket)
    .replaceAll('{key}', place.accessKey ?? 'of your AWS settings');
  const more = { ...(path !== '' && { path }), ...(hint !== undefined && { hint }), cause };
  return new CarrierError(fault, path === '' ? sentence : `${path}: ${sentence}`, more);
}

/** An answer without a code, as proxies and HEAD requests have. */
function byStatus(status: number | undefined): Sentence | undefined {
  if (status === undefined) return undefined;
  if (status === 403) return CODES.AccessDenied;
  if (status === 404) return CODES.NotFound;
  if (status === 412) return CODES.PreconditionFailed;
  if (status === 413) return CODES.EntityTooLarge;
  if (status === 507) return CODES.QuotaExceeded;
  if (status === 301) return CODES.PermanentRedirect;
  if (status === 429 || status >= 500) return ['unreachable', `{host} has a problem of its own (${status}).`];
  return undefined;
}

export function s3Code(cause: unknown): string {
  if (!(cause instanceof Error)) return '';
  return 'Code' in cause && typeof cause.Code === 'string' ? cause.Code : cause.name;
}

export function s3Status(cause: unknown): number | undefined {
  if (!(cause instanceof Error) || !('$metadata' in cause)) return undefined;
  const metadata = cause.$metadata;
  if (typeof metadata !== 'object' || metadata === null || !('httpStatusCode' in metadata)) return undefined;
  return typeof metadata.httpStatusCode === 'number' ? metadata.httpStatusCode : undefined;
}
