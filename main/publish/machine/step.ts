import type { AppError, SubmissionState } from '../../../preload/contract.ts';
import { statusInfo } from '../../../protocol/index.ts';
import { AUTO_RETRY_MS, afterRateLimitMs, BACK_OFF, backOffMs } from './back-off.ts';
import { gaveUp } from './faults.ts';
import type { Machine, Memory } from './memory.ts';
import type { Act, Circumstances, Step } from './model.ts';

// The steps that more than one phase takes.

interface Change {
  readonly state?: SubmissionState;
  readonly error?: Machine['error'];
  readonly interrupted?: boolean;
  readonly archive?: Machine['archive'];
  readonly memory?: Partial<Memory>;
}

export function stay(machine: Machine): Step {
  return { machine, acts: [] };
}

export function go(machine: Machine, change: Change, ...acts: Act[]): Step {
  const { memory, ...rest } = change;
  return { machine: { ...machine, ...rest, memory: { ...machine.memory, ...memory } }, acts };
}

export function cancelled(machine: Machine, ...acts: Act[]): Step {
  const state = { phase: 'cancelled', versionUsed: machine.memory.accepted } as const;
  const memory = { cancelAsked: true, archiveKept: false };
  return go(machine, { state, error: null, interrupted: false, memory }, ...acts);
}

export function stopped(machine: Machine, error: AppError): Step {
  return go(machine, { state: { phase: 'stopped' }, error, interrupted: false });
}

/** The registry told us to come back later; it has not taken anything. */
export function waitForLimit(machine: Machine, waitMs: number, at: Circumstances): Step {
  const limited = machine.memory.limited + 1;
  const until = at.now + afterRateLimitMs(waitMs, limited, at.random);
  return go(machine, { state: { phase: 'waiting', until, reason: 'rate-limit' }, memory: { limited } });
}

/** The registry certainly does not have what was sent: again after a while, but not for ever. */
export function waitAndSendAgain(
  machine: Machine,
  reason: 'offline' | 'server-trouble',
  error: Machine['error'],
  atLeastMs: number,
  at: Circumstances,
): Step {
  const failures = machine.memory.failures + 1;
  const memory = { failures, absences: 0, asks: 0 };
  if (failures >= BACK_OFF.tries) return stopped(go(machine, { memory }).machine, gaveUp(error ?? undefined));
  const until = at.now + Math.max(atLeastMs, backOffMs(failures, at.random));
  return go(machine, { state: { phase: 'waiting', until, reason }, error, memory });
}

/** The registry holds the version, but processing it failed. Only what the server broke is retried by itself. */
export function failedOnRegistry(
  machine: Machine,
  status: string,
  uploadedAt: number | undefined,
  at: Circumstances,
): Step {
  const { memory } = machine;
  const learnt = {
    accepted: true,
    doubt: false,
    claim: null,
    route: 'retry',
    previousUploadAt: uploadedAt ?? null,
    askAt: null,
  } as const;
  const delay = AUTO_RETRY_MS[memory.autoRetries];
  const mayRetry =
    statusInfo(status).fault === 'server' && memory.archiveKept && !memory.cancelAsked && delay !== undefined;
  if (!mayRetry) {
    const change = { state: { phase: 'failed', status } as const, error: null, interrupted: false, memory: learnt };
    return go(machine, change, 'mark-version');
  }
  const state = { phase: 'waiting', until: at.now + delay, reason: 'auto-retry' } as const;
  return go(machine, { state, error: null, memory: { ...learnt, autoRetries: memory.autoRetries + 1, failures: 0 } });
}
