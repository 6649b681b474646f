import { ACCOUNT_ERRORS, type ErrorRow, PACKAGE_ERRORS, UPLOAD_ERRORS } from './error-table.ts';
import { type StatusInfo, statusInfo, VERSION_STATUSES } from './version-status.ts';

/** What a code means to a person. */
export interface ErrorInfo {
  readonly code: string;
  /** The field of the form it belongs to, where that is always the same one. */
  readonly field: string | undefined;
  readonly sentence: string;
  readonly hint: string;
  /** The very same request may succeed later. */
  readonly repeatable: boolean;
}

const REGISTRY_ROWS = { ...UPLOAD_ERRORS, ...PACKAGE_ERRORS, ...ACCOUNT_ERRORS };

/** A code that routes of a registry answer with. */
export type RegistryCode = keyof typeof REGISTRY_ROWS;
export const REGISTRY_CODES = Object.keys(REGISTRY_ROWS) as readonly RegistryCode[];

const ROWS: Readonly<Record<string, ErrorRow>> = REGISTRY_ROWS;

/** Every code a registry can answer with, and the statuses in which the processing of a version can end. */
export const ERRORS: Readonly<Record<string, ErrorInfo>> = Object.fromEntries([
  ...Object.entries(ROWS).map(([code, row]) => [code, fromRow(code, row)] as const),
  ...VERSION_STATUSES.map(statusInfo)
    .filter(({ retryable }) => retryable)
    .map((info) => [info.status, fromStatus(info)] as const),
]);

/** Never fails: a code nobody knows is named as it came. */
export function explainCode(code: string): ErrorInfo {
  const known = Object.hasOwn(ERRORS, code) ? ERRORS[code] : undefined;
  if (known !== undefined) return known;
  const shown = code.length > LONGEST_SHOWN ? `${code.slice(0, LONGEST_SHOWN)}…` : code;
  const hint = 'This registry may be newer than this app. Check the form and the version on the registry.';
  return { code: shown, field: undefined, sentence: `The registry answered "${shown}".`, hint, repeatable: false };
}

/** For answers that are only an HTTP status. */
export function explainHttpStatus(status: number): ErrorInfo {
  const [sentence, hint, repeatable] = HTTP_STATUSES[status] ?? otherStatus(status);
  return { code: `http_${status}`, field: undefined, sentence, hint, repeatable: repeatable === 'repeatable' };
}

const LONGEST_SHOWN = 80;

function fromRow(code: string, [field, sentence, hint, repeatable]: ErrorRow): ErrorInfo {
  return { code, field, sentence, hint, repeatable: repeatable === 'repeatable' };
}

function fromStatus({ status, sentence, advice, fault }: StatusInfo): ErrorInfo {
  return { code: status, field: undefined, sentence, hint: advice, repeatable: fault === 'server' };
}

type StatusRow = readonly [sentence: string, hint: string, repeatable?: 'repeatable'];

const HTTP_STATUSES: Readonly<Record<number, StatusRow>> = {
  400: ['The registry could not make sense of the request.', 'Check every field of the form.'],
  401: [
    'The registry does not accept the token, or the token lacks the permission for this.',
    'Test the connection, and give it a token that may upload versions of this package.',
  ],
  403: [
    'The package does not exist on this registry, or belongs to somebody else.',
    'Check the package id and the account.',
  ],
  404: [
    'The registry has nothing there, or does not show it to this account.',
    'Check the package id and the version.',
  ],
  409: [
    'The registry could not tell who is asking, so it could not count the request.',
    'Try again in a moment.',
    'repeatable',
  ],
  413: ['The upload is larger than this registry takes.', 'Make the archive smaller, or ask who runs the registry.'],
  418: ['The registry asks for a proof that you are human.', 'Do this step on the web site of the registry.'],
  429: [
    'Too many requests in a short time.',
    'Loadmaster waits as long as the registry asks and goes on.',
    'repeatable',
  ],
};

function otherStatus(status: number): StatusRow {
  if (status >= 500)
    return [`The registry has a problem of its own (${status}).`, 'Try again in a moment.', 'repeatable'];
  return [`The registry answered with status ${status}.`, 'Check the address of the registry.'];
}
