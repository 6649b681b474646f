import type { Machine } from './memory.ts';
import type { Circumstances, MachineEvent, Step } from './model.ts';
import { go, stay } from './step.ts';

// Blocked, processed, failed, rejected, stopped, cancelled, rehearsed: only the author's Retry leads on.

export function stepEnded(machine: Machine, event: MachineEvent, at: Circumstances): Step {
  if (machine.dryRun) return stay(machine);
  // What is published can only go on when the registry says that it has failed, or was taken down, since.
  if (machine.state.phase === 'processed' && !(event.type === 'retry' && event.accepted)) return stay(machine);
  if (event.type === 'look-again') {
    const state = { phase: 'processing', since: at.now, cancelAsked: false } as const;
    // What failed was ours; what came of it since can be another machine's.
    const ours = machine.state.phase !== 'failed' && machine.memory.ours;
    const memory = { accepted: true, cancelAsked: false, ours, asks: 0, absences: 0, askAt: null };
    return go(machine, { state, error: null, interrupted: false, memory }, 'ask');
  }
  if (event.type !== 'retry') return stay(machine);
  const memory = {
    // A version that is there is never uploaded a second time, whatever was asked for.
    route: event.accepted && event.route === 'upload' ? 'retry' : event.route,
    accepted: event.accepted,
    previousUploadAt: event.previousUploadAt,
    // What may have arrived so far is not what a retry replaces a failed version by.
    claim: event.accepted ? null : machine.memory.claim,
    ours: event.route === 'reprocess' && machine.memory.ours,
    failures: 0,
    limited: 0,
    asks: 0,
    absences: 0,
    cancelAsked: false,
    askAt: null,
  } as const;
  const again = { error: null, interrupted: false, memory } as const;
  if (event.with === 'new-archive') {
    return go(machine, {
      ...again,
      state: { phase: 'queued' },
      archive: null,
      memory: { ...memory, archiveKept: false },
    });
  }
  return go(machine, { ...again, state: { phase: 'built' } }, 'queue-send');
}
