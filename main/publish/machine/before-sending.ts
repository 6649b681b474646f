import type { Machine } from './memory.ts';
import type { Circumstances, MachineEvent, Step } from './model.ts';
import { cancelled, go, stay, stopped, waitAndSendAgain } from './step.ts';

// Queued, building, built, waiting: nothing of this attempt has left the machine, so everything can be taken back.

export function stepBeforeSending(machine: Machine, event: MachineEvent, at: Circumstances): Step {
  switch (event.type) {
    case 'cancel':
      return cancelled(machine, 'abort-work');
    case 'restarted':
      return restarted(machine);
    case 'resume':
      return resumed(machine);
    default:
      break;
  }
  switch (machine.state.phase) {
    case 'queued':
      return event.type === 'build-begins' ? go(machine, { state: { phase: 'building' } }, 'build') : stay(machine);
    case 'building':
      return stepBuilding(machine, event);
    case 'built':
      return stepBuilt(machine, event, at);
    case 'waiting':
      return event.type === 'due' && !machine.interrupted ? readyToSend(machine) : stay(machine);
    default:
      return stay(machine);
  }
}

function stepBuilding(machine: Machine, event: MachineEvent): Step {
  if (event.type === 'blocked') {
    return go(machine, { state: { phase: 'blocked', findings: event.findings }, error: event.error });
  }
  if (event.type === 'build-failed') return stopped(machine, event.error);
  if (event.type !== 'built') return stay(machine);
  const { archive } = event;
  if (machine.dryRun) return go(machine, { state: { phase: 'rehearsed' }, archive, error: null });
  return go(machine, { state: { phase: 'built' }, archive, error: null, memory: { archiveKept: true } }, 'queue-send');
}

function stepBuilt(machine: Machine, event: MachineEvent, at: Circumstances): Step {
  if (machine.interrupted) return stay(machine);
  switch (event.type) {
    case 'send-delayed':
      return go(machine, { state: { phase: 'waiting', until: event.until, reason: 'rate-limit' } });
    case 'send-begins': {
      const attempt = machine.memory.sends + 1;
      const memory = { sends: attempt, sentAt: at.now, asks: 0, absences: 0 };
      return go(machine, { state: { phase: 'sending', attempt }, error: null, memory }, 'send');
    }
    case 'archive-fault':
      return stopped(go(machine, { memory: { archiveKept: false } }).machine, event.error);
    case 'rejected':
      return go(machine, { state: { phase: 'rejected', httpStatus: event.httpStatus }, error: event.error });
    case 'unsent':
      if (event.final) return stopped(machine, event.error);
      return waitAndSendAgain(machine, 'offline', event.error, 0, at);
    default:
      return stay(machine);
  }
}

function readyToSend(machine: Machine): Step {
  return go(machine, { state: { phase: 'built' }, interrupted: false }, 'queue-send');
}

/** Whatever was being made is gone with the process that made it; what was made is kept. */
function restarted(machine: Machine): Step {
  const state = machine.state.phase === 'building' ? ({ phase: 'queued' } as const) : machine.state;
  return go(machine, { state, interrupted: true });
}

function resumed(machine: Machine): Step {
  const { state } = machine;
  if (state.phase === 'waiting') {
    // A rate limit is not the author's to lift: only its timer starts again.
    if (state.reason === 'rate-limit') return go(machine, { interrupted: false });
    return readyToSend(machine);
  }
  if (!machine.interrupted) return stay(machine);
  if (state.phase === 'built') return readyToSend(machine);
  return go(machine, { interrupted: false });
}
