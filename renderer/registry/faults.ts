import {
  ERRORS,
  explainCode,
  type FailedStatus,
  isVersionStatus,
  type RehearsalFault,
  statusInfo,
} from '../../protocol/index.ts';
import { isFormField } from '../submissions/form-field.ts';
import { explain } from '../text/explain.ts';
import { text } from '../text/text.ts';

const t = text.registry.rehearsal;

export type FaultKind = RehearsalFault['fault'];

export type FaultRoute = keyof typeof t.routes;
export const FAULT_ROUTES = Object.keys(t.routes) as readonly FaultRoute[];

/** What the controls of a fault hold, as typed. */
export interface FaultControls {
  readonly times: string;
  readonly route: FaultRoute;
  readonly code: string;
  readonly status: FailedStatus;
  readonly amount: string;
}

/** The codes of the form, and the bare statuses a registry answers with. */
export const ANSWER_CODES: readonly string[] = [
  ...Object.values(ERRORS)
    .filter(({ code, field }) => field !== undefined && !isVersionStatus(code))
    .map(({ code }) => code),
  ...['401', '403', '413', '500', '503', 'a_code_from_tomorrow'],
];

const AMOUNTS: Partial<Record<FaultKind, string>> = {
  'slow-processing': '20',
  slow: '1000000',
  drop: '100000',
  'rate-limit': '3.5',
};

export function startControls(kind: FaultKind): FaultControls {
  return { times: '1', route: 'upload', code: 'self_dep', status: 'failed_server', amount: AMOUNTS[kind] ?? '' };
}

/** Undefined while what is typed is no number the registry takes. */
export function faultFrom(kind: FaultKind, controls: FaultControls): RehearsalFault | undefined {
  const count = controls.times.trim() === '' ? undefined : Number(controls.times);
  if (count !== undefined && !(Number.isInteger(count) && count >= 1)) return undefined;
  const times = count === undefined ? {} : { times: count };
  const amount = Number(controls.amount);
  const { route } = controls;
  switch (kind) {
    case 'answer':
      return { fault: kind, route, ...answerOf(controls.code), ...times };
    case 'processing':
      return { fault: kind, status: controls.status, ...times };
    case 'slow-processing':
      return amount > 0 && amount <= 3600 ? { fault: kind, seconds: amount, ...times } : undefined;
    case 'slow':
      return Number.isInteger(amount) && amount >= 1
        ? { fault: kind, route, bytesPerSecond: amount, ...times }
        : undefined;
    case 'drop':
      return amount >= 0 ? { fault: kind, route, afterBytes: amount, ...times } : undefined;
    case 'rate-limit':
      return amount >= 0 && amount <= 3600 ? { fault: kind, route, retryAfterSeconds: amount, ...times } : undefined;
    case 'no-answer':
    case 'error-after-accept':
      return { fault: kind, route, ...times };
    case 'offline':
      return { fault: kind };
  }
}

function answerOf(code: string): { readonly status: number; readonly code: string } {
  const status = Number(code);
  return Number.isInteger(status) ? { status, code: '' } : { status: 400, code };
}

/** A fault in one line, as it is listed while it is rehearsed. */
export function faultName(fault: RehearsalFault): string {
  const { title } = t.kinds[fault.fault];
  switch (fault.fault) {
    case 'answer':
      return `${title}: ${fault.status} ${fault.code}`.trimEnd();
    case 'processing':
      return `${title}: ${fault.status}`;
    default:
      return title;
  }
}

/** What the author should see when it strikes. */
export function expectation(fault: RehearsalFault): string {
  switch (fault.fault) {
    case 'answer':
      return expectedOfAnswer(fault.status, fault.code);
    case 'processing': {
      const { expect, expectByItself } = t.kinds.processing;
      return statusInfo(fault.status).fault === 'server' ? expectByItself : expect(explain(fault.status).sentence);
    }
    default:
      return t.kinds[fault.fault].expect;
  }
}

const SIGN_IN = 401;

/** A refusal stands where it can be mended: at its field, at the connection, or beside the version with a retry. */
function expectedOfAnswer(status: number, code: string): string {
  const { answer, drop } = t.kinds;
  // Whether such a registry has stored it is not known from its answer.
  if (status >= 500) return drop.expect;
  const name = code === '' ? String(status) : code;
  const { sentence } = explain(code === '' ? `http_${status}` : code);
  if (status === SIGN_IN) return answer.expectSignIn(name, sentence);
  const { field } = explainCode(code);
  return field !== undefined && isFormField(field) ? answer.expect(name, sentence) : answer.expectRetry(name, sentence);
}
