import { errorText } from '../contract/error-text.ts';
import { reasons } from './en/reasons.ts';
import { errorIn } from './fault.ts';
import { type Message, message } from './message.ts';

type ReasonCode = keyof (typeof reasons)['reason'];

/** Why something failed, as part of a sentence: by what the error says of itself, by the system's code, or as it came. */
export function reasonOf(cause: unknown): Message {
  const known = errorIn(cause)?.said?.message;
  if (known !== undefined) return known;
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  const reason = reasonByCode(code);
  if (reason === undefined) return message('error.plain', errorText(cause));
  const path = cause instanceof Error && 'path' in cause ? cause.path : undefined;
  return typeof path === 'string' ? message('error.atPath', reason, path) : reason;
}

function reasonByCode(code: unknown): Message | undefined {
  return isReasonCode(code) ? message(`reason.${code}`) : undefined;
}

/** The same without a full stop, for a sentence that goes on or ends by itself. */
export function reasonInside(cause: unknown): Message {
  return message('error.inside', reasonOf(cause));
}

function isReasonCode(code: unknown): code is ReasonCode {
  return typeof code === 'string' && Object.hasOwn(reasons.reason, code);
}
