import { fault, faultAt, type Message, message, type OwnError, reasonOf } from '../../../../preload/messages/index.ts';
import { CarrierError, type CarrierFault } from '../carrier-error.ts';
import { networkFault } from '../network.ts';
import { certificateProblem, refusedCertificate } from '../trust/certificate.ts';
import { lookAtCertificate } from '../trust/look-at-certificate.ts';
import type { S3Connection } from './connection.ts';

interface Names {
  readonly host: string;
  readonly bucket: string;
  readonly key: string | Message;
}

type Explain = (names: Names) => OwnError<CarrierFault>;

const otherRegion: Explain = ({ bucket }) => fault('not_set_up.s3Region', bucket);
const notThere: Explain = () => fault('file_missing.there');

/** By the codes that S3 has in its answers. */
const CODES: Readonly<Record<string, Explain>> = {
  InvalidAccessKeyId: ({ host, key }) => fault('login_refused.s3Key', host, key),
  SignatureDoesNotMatch: ({ key }) => fault('login_refused.s3Secret', key),
  ExpiredToken: () => fault('login_refused.awsExpired'),
  InvalidToken: () => fault('login_refused.awsToken'),
  CredentialsProviderError: ({ bucket }) => fault('not_set_up.s3NoKey', bucket),
  RequestTimeTooSkewed: ({ host }) => fault('not_set_up.s3Clock', host),
  NoSuchBucket: ({ bucket, host }) => fault('folder_missing.bucket', bucket, host),
  InvalidBucketName: ({ bucket }) => fault('not_set_up.s3Name', bucket),
  AccessDenied: ({ bucket }) => fault('not_allowed.bucket', bucket),
  AllAccessDisabled: ({ bucket }) => fault('not_allowed.bucketOff', bucket),
  AccessControlListNotSupported: ({ bucket }) => fault('not_set_up.s3Rights', bucket),
  AuthorizationHeaderMalformed: otherRegion,
  PermanentRedirect: otherRegion,
  IllegalLocationConstraintException: otherRegion,
  QuotaExceeded: ({ host }) => fault('no_room.quotaAt', host),
  EntityTooLarge: () => fault('too_large.service'),
  KeyTooLongError: () => fault('bad_name.longForService'),
  PreconditionFailed: () => fault('moved_meanwhile.changed'),
  ConditionalRequestConflict: () => fault('moved_meanwhile.changing'),
  NoSuchUpload: () => fault('moved_meanwhile.upload'),
  BadDigest: () => fault('unreachable.damaged'),
  NoSuchKey: notThere,
  NotFound: notThere,
  TimeoutError: ({ host }) => fault('timed_out.text', host),
};

/** What went wrong, in a sentence. A certificate that nobody knows becomes a question. */
export async function s3Fault(cause: unknown, connection: S3Connection, path: string): Promise<CarrierError> {
  if (cause instanceof CarrierError) return cause;
  const { host, port, trust, place } = connection;
  const problem = certificateProblem(cause);
  if (problem) return refusedCertificate(problem, { host, port, trust }, await lookAtCertificate(host, port));
  if (connection.wasEndless()) return new CarrierError(fault('answer_not_understood.endless', host), { cause });
  const network = networkFault(cause, `${host}:${port}`);
  if (network) return network;
  const code = s3Code(cause);
  const status = s3Status(cause);
  const explain = CODES[code] ?? byStatus(status) ?? (() => fault('failed.because', reasonOf(cause)));
  const error = explain({ host, bucket: place.bucket, key: place.accessKey ?? message('unnamed.settingsOfAws') });
  return new CarrierError(path === '' ? error : faultAt(path, error), { ...(path !== '' && { path }), cause });
}

/** An answer without a code, as proxies and HEAD requests have. */
function byStatus(status: number | undefined): Explain | undefined {
  if (status === undefined) return undefined;
  if (status === 403) return CODES.AccessDenied;
  if (status === 404) return CODES.NotFound;
  if (status === 412) return CODES.PreconditionFailed;
  if (status === 413) return CODES.EntityTooLarge;
  if (status === 507) return CODES.QuotaExceeded;
  if (status === 301) return CODES.PermanentRedirect;
  if (status === 429 || status >= 500) return ({ host }) => fault('unreachable.trouble', host, status);
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
