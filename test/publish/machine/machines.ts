import type { Machine, MachineEvent, Memory } from '../../../main/publish/machine/index.ts';
import { NEW_MEMORY } from '../../../main/publish/machine/memory.ts';
import type { AppError, SubmissionPhase, SubmissionState } from '../../../preload/contract.ts';

// One machine for each phase, and one event of each type, with nothing special about them.

export const AN_ERROR: AppError = { code: 'net_reset', message: 'The connection broke off.' };
export const AT = { now: 1_000_000, random: 0.5 };

export const ARCHIVE = {
  sha256: 'a'.repeat(64),
  size: 1000,
  files: 3,
  bytes: 2000,
  reusedBytes: 0,
  durationMs: 5,
};

const STATES: { readonly [P in SubmissionPhase]: Extract<SubmissionState, { phase: P }> } = {
  queued: { phase: 'queued' },
  building: { phase: 'building' },
  blocked: { phase: 'blocked', findings: [] },
  built: { phase: 'built' },
  waiting: { phase: 'waiting', until: AT.now + 5000, reason: 'offline' },
  sending: { phase: 'sending', attempt: 1 },
  uncertain: { phase: 'uncertain', nextCheckAt: AT.now },
  processing: { phase: 'processing', since: AT.now - 1000, cancelAsked: false },
  processed: { phase: 'processed', hash: 'b'.repeat(64), size: 900 },
  failed: { phase: 'failed', status: 'failed_no_file_dir' },
  rejected: { phase: 'rejected', httpStatus: 400 },
  stopped: { phase: 'stopped' },
  cancelled: { phase: 'cancelled', versionUsed: false },
  rehearsed: { phase: 'rehearsed' },
};

export const PHASES = Object.keys(STATES) as SubmissionPhase[];

export function machineIn(phase: SubmissionPhase, memory: Partial<Memory> = {}, more: Partial<Machine> = {}): Machine {
  const packed = phase !== 'queued' && phase !== 'building' && phase !== 'blocked';
  return {
    state: STATES[phase],
    error: null,
    interrupted: false,
    dryRun: phase === 'rehearsed',
    archive: packed ? ARCHIVE : null,
    memory: { ...NEW_MEMORY, archiveKept: packed, sends: phase === 'sending' ? 1 : 0, ...memory },
    ...more,
  };
}

/** A version that was stored long ago, by the registry's clock, unless it is said when. */
export function present(
  status: string,
  uploadedAt: number | null = 5,
  differences: string[] = [],
  more: { registryNow?: number | undefined; otherSize?: boolean } = {},
): MachineEvent {
  return {
    type: 'told',
    told: {
      is: 'present',
      status,
      hash: 'b'.repeat(64),
      size: 900,
      uploadedAt: uploadedAt ?? undefined,
      differences,
      registryNow: AT.now,
      otherSize: false,
      ...more,
    },
  };
}

/** An attempt began a minute ago and may have arrived. */
export const CLAIM = { doubt: true, sentAt: AT.now - 60_000, claim: AT.now - 60_000 } as const;

export const EVENTS: readonly MachineEvent[] = [
  { type: 'build-begins' },
  { type: 'blocked', findings: [], error: null },
  { type: 'built', archive: ARCHIVE },
  { type: 'build-failed', error: AN_ERROR },
  { type: 'send-delayed', until: AT.now + 3000 },
  { type: 'send-begins' },
  { type: 'accepted' },
  { type: 'rate-limited', waitMs: 2500 },
  { type: 'rejected', httpStatus: 400, error: { code: 'invalid_version', message: 'No.' }, left: true },
  { type: 'unsent', error: AN_ERROR, final: false },
  { type: 'lost', error: AN_ERROR, complete: true, left: true, waitMs: 0 },
  { type: 'archive-fault', error: AN_ERROR },
  { type: 'told', told: { is: 'absent' } },
  { type: 'due' },
  { type: 'cancel' },
  { type: 'restarted' },
  { type: 'resume' },
  { type: 'look-again' },
  { type: 'retry', route: 'upload', with: 'new-archive', accepted: false, previousUploadAt: null },
];
