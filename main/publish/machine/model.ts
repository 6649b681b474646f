import type { AppError, BuiltArchive, Finding } from '../../../preload/contract.ts';
import type { Machine, Memory, SendRoute } from './memory.ts';

/** What the registry says about the version when it is asked. */
export type RegistryAnswer =
  | { readonly is: 'absent' }
  | {
      readonly is: 'present';
      readonly status: string;
      readonly hash: string | undefined;
      readonly size: number | undefined;
      readonly uploadedAt: number | undefined;
      /** What the registry's clock said with this answer. */
      readonly registryNow: number | undefined;
      /** The unpacked size of the stored version cannot come of our archive. */
      readonly otherSize: boolean;
      /** The fields in which the registry's copy differs from the release form. */
      readonly differences: readonly string[];
    }
  | { readonly is: 'unreachable'; readonly error: AppError }
  | { readonly is: 'rate-limited'; readonly waitMs: number }
  | { readonly is: 'refused'; readonly error: AppError };

export type MachineEvent =
  | { readonly type: 'build-begins' }
  | { readonly type: 'blocked'; readonly findings: Finding[]; readonly error: Machine['error'] }
  | { readonly type: 'built'; readonly archive: BuiltArchive }
  | { readonly type: 'build-failed'; readonly error: AppError }
  /** The client's own limiter asks for patience before the request is made. */
  | { readonly type: 'send-delayed'; readonly until: number }
  | { readonly type: 'send-begins' }
  | { readonly type: 'accepted' }
  | { readonly type: 'rate-limited'; readonly waitMs: number }
  /** `left`: every byte had left when the answer came, so it may be about what came of these bytes. */
  | { readonly type: 'rejected'; readonly httpStatus: number; readonly error: AppError; readonly left: boolean }
  /** No connection came about, so the registry cannot have it. `final`: trying again by itself cannot help. */
  | { readonly type: 'unsent'; readonly error: AppError; readonly final: boolean }
  /**
   * `complete`: every byte had left and nothing was answered, so the registry may be at work on it still. `left`: every
   * byte had left, whatever was answered.
   */
  | {
      readonly type: 'lost';
      readonly error: AppError;
      readonly complete: boolean;
      readonly left: boolean;
      readonly waitMs: number;
    }
  | { readonly type: 'archive-fault'; readonly error: AppError }
  | { readonly type: 'told'; readonly told: RegistryAnswer }
  | { readonly type: 'due' }
  | { readonly type: 'cancel' }
  | { readonly type: 'restarted' }
  /** The author's word to go on, or to stop waiting. */
  | { readonly type: 'resume' }
  /** It had ended for us, but the registry is said to be at work on it. */
  | { readonly type: 'look-again' }
  | {
      readonly type: 'retry';
      readonly route: SendRoute;
      /** Send the kept archive, or build anew first. */
      readonly with: 'kept-archive' | 'new-archive';
      readonly accepted: boolean;
      readonly previousUploadAt: Memory['previousUploadAt'];
    };

export type MachineEventType = MachineEvent['type'];

/** What has to be done once the new state is in the journal. Timers follow from the state itself (`dueAt`). */
export type Act =
  | 'build'
  /** Stand in line for the registry's one upload. */
  | 'queue-send'
  | 'send'
  | 'ask'
  /** Stop the build or the upload under way. */
  | 'abort-work'
  /** Tell the add-on how its version stands. */
  | 'mark-version';

export interface Step {
  readonly machine: Machine;
  readonly acts: readonly Act[];
}

/** The moment and the dice are given, so that a step is a function of what goes in. */
export interface Circumstances {
  readonly now: number;
  /** In [0, 1). */
  readonly random: number;
}

/** When the machine wants to be woken with `due`, if nothing else happens before. */
export function dueAt(machine: Machine): number | undefined {
  if (machine.state.phase === 'waiting') return machine.interrupted ? undefined : machine.state.until;
  if (machine.state.phase === 'uncertain') return machine.state.nextCheckAt ?? undefined;
  if (machine.state.phase === 'processing') return machine.memory.askAt ?? undefined;
  return undefined;
}
