import type { Attempt } from '../../preload/contract.ts';
import { text } from '../text/text.ts';

/** `400 self_dep`, `204`, or that none came. */
export function answerOf({ httpStatus, code, endedAt }: Attempt): string {
  if (httpStatus === null) return code ?? (endedAt === null ? '' : text.activity.attempts.noAnswer);
  return code === null ? String(httpStatus) : `${httpStatus} ${code}`;
}
