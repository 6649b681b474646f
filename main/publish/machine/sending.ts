import { askAgainMs } from './back-off.ts';
import type { Machine } from './memory.ts';
import type { Circumstances, MachineEvent, Step } from './model.ts';
import { claimAfter, isOwnEcho } from './proof.ts';
import { cancelled, go, stay, stopped, waitAndSendAgain, waitForLimit } from './step.ts';

// One attempt is under way. Whatever is not a clear answer makes it uncertain, never failed.

/** A registry that has read every byte may store the version after we asked: it gets time, and is asked three times. */
const LATE_STORE_MS = 1500;
const ABSENCES_AFTER_ALL = 3;

export function stepSending(machine: Machine, event: MachineEvent, at: Circumstances): Step {
  const { cancelAsked } = machine.memory;
  switch (event.type) {
    case 'accepted':
      return accepted(machine, at);
    case 'rate-limited':
      return cancelAsked ? cancelled(machine) : waitForLimit(machine, event.waitMs, at);
    case 'rejected':
      return rejected(machine, event, at);
    case 'unsent':
      if (cancelAsked) return cancelled(machine);
      if (event.final) return stopped(machine, event.error);
      return waitAndSendAgain(machine, 'offline', event.error, 0, at);
    case 'lost':
      return uncertain(
        go(machine, { memory: claimAfter(machine, event.left) }).machine,
        event.error,
        event.complete,
        at.now + Math.max(event.waitMs, event.complete ? LATE_STORE_MS : 0),
      );
    case 'archive-fault':
      // The last bytes are held back until the archive has proved to be the one that was checked.
      return stopped(go(machine, { memory: { archiveKept: false } }).machine, event.error);
    case 'cancel':
      return cancelAsked ? stay(machine) : go(machine, { memory: { cancelAsked: true } }, 'abort-work');
    case 'restarted':
      // What had left when the process ended is not known, and may have been everything.
      return restarted(machine, at);
    default:
      return stay(machine);
  }
}

function accepted(machine: Machine, at: Circumstances): Step {
  const { cancelAsked } = machine.memory;
  const memory = {
    accepted: true,
    doubt: false,
    failures: 0,
    limited: 0,
    asks: 0,
    absences: 0,
    claim: null,
    // When it was told to process its own copy again, the registry has what it had before.
    ours: machine.memory.route === 'reprocess' ? machine.memory.ours : true,
    askAt: at.now + askAgainMs(0, at.random),
  };
  const state = { phase: 'processing', since: at.now, cancelAsked } as const;
  return go(machine, { state, error: null, interrupted: false, memory }, 'mark-version');
}

function restarted(machine: Machine, at: Circumstances): Step {
  const claimed = go(machine, { memory: claimAfter(machine, true) }).machine;
  return go(uncertain(claimed, null, true, at.now).machine, { interrupted: true });
}

type Rejected = Extract<MachineEvent, { type: 'rejected' }>;

function rejected(machine: Machine, { httpStatus, error, left }: Rejected, at: Circumstances): Step {
  const memory = claimAfter(machine, left);
  const claimed = go(machine, { memory }).machine;
  if (isOwnEcho(error.code) && memory.claim !== null) return uncertain(claimed, error, false, at.now);
  if (machine.memory.cancelAsked) return cancelled(claimed);
  return go(claimed, { state: { phase: 'rejected', httpStatus }, error, interrupted: false });
}

function uncertain(machine: Machine, error: Machine['error'], complete: boolean, nextCheckAt: number): Step {
  const memory = { doubt: true, asks: 0, absences: 0, absencesNeeded: complete ? ABSENCES_AFTER_ALL : 1 };
  return go(machine, { state: { phase: 'uncertain', nextCheckAt }, error, memory });
}
