import { statusInfo } from '../../../protocol/index.ts';
import { askAgainMs, backOffMs } from './back-off.ts';
import { versionDiffers, versionElsewhere, versionVanished } from './faults.ts';
import type { Machine } from './memory.ts';
import type { Circumstances, MachineEvent, RegistryAnswer, Step } from './model.ts';
import { isOwnEcho, storedSinceOurAttempt } from './proof.ts';
import { cancelled, failedOnRegistry, go, stay, stopped, waitAndSendAgain } from './step.ts';

// Uncertain and processing: the registry knows, so it is asked until it tells.

/** Between one "no such version" and the next question, growing: a large upload takes its time to be stored. */
const ABSENT_AGAIN_MS = [3000, 10_000] as const;
/** A version that was accepted does not go away; only a registry that keeps saying so is believed. */
const ABSENCES_OF_ACCEPTED = 3;

type Present = Extract<RegistryAnswer, { is: 'present' }>;

export function stepAsking(machine: Machine, event: MachineEvent, at: Circumstances): Step {
  switch (event.type) {
    case 'due':
      return dueQuestion(machine);
    case 'cancel':
      return cancelWhileAsking(machine);
    case 'restarted':
      return restarted(machine, at);
    case 'resume':
      return goOn(machine, at);
    case 'told':
      return told(machine, event.told, at);
    default:
      return stay(machine);
  }
}

/** The moment of the next question is taken away while it is being asked, so that it is asked once. */
function dueQuestion(machine: Machine): Step {
  return go(askNoMore(machine), { memory: { asks: machine.memory.asks + 1 } }, 'ask');
}

function askNoMore(machine: Machine): Machine {
  if (machine.state.phase === 'uncertain') return { ...machine, state: { phase: 'uncertain', nextCheckAt: null } };
  return go(machine, { memory: { askAt: null } }).machine;
}

function askAt(machine: Machine, moment: number): Machine {
  if (machine.state.phase === 'uncertain') return { ...machine, state: { phase: 'uncertain', nextCheckAt: moment } };
  return go(machine, { memory: { askAt: moment } }).machine;
}

/** What has been sent cannot be called back. The wish is kept: nothing more is sent, and the outcome is told. */
function cancelWhileAsking(machine: Machine): Step {
  const { state } = machine;
  const wish = { cancelAsked: true };
  if (state.phase === 'processing') return go(machine, { state: { ...state, cancelAsked: true }, memory: wish });
  return go(machine, { memory: wish });
}

function restarted(machine: Machine, at: Circumstances): Step {
  const waking = askAt(machine, at.now);
  // Asking is harmless and goes on by itself; sending again would not be.
  return go(waking, { interrupted: machine.state.phase === 'uncertain', memory: { asks: 0, waitsForWord: false } });
}

function goOn(machine: Machine, at: Circumstances): Step {
  return go(askAt(machine, at.now), { interrupted: false, error: null, memory: { asks: 0, waitsForWord: false } });
}

function told(machine: Machine, answer: RegistryAnswer, at: Circumstances): Step {
  switch (answer.is) {
    case 'absent':
      return absent(machine, at);
    case 'present':
      return present(machine, answer, at);
    case 'unreachable': {
      const again = at.now + Math.max(500, backOffMs(machine.memory.asks, at.random));
      return go(askAt(machine, again), { error: answer.error });
    }
    case 'rate-limited':
      return stay(askAt(machine, at.now + answer.waitMs + Math.round(at.random * 1000)));
    case 'refused':
      // Asking again with the same token gets the same answer: it waits for the author.
      return go(askNoMore(machine), { error: answer.error, memory: { waitsForWord: true } });
  }
}

function absent(machine: Machine, at: Circumstances): Step {
  const absences = machine.memory.absences + 1;
  const counted = go(machine, { memory: { absences } }).machine;
  const needed = machine.memory.accepted ? ABSENCES_OF_ACCEPTED : machine.memory.absencesNeeded;
  if (absences < needed) return stay(askAt(counted, at.now + absentAgainMs(absences)));
  if (machine.memory.accepted) return stopped(counted, versionVanished());
  return refusedAfterAll(counted) ?? notReceived(counted, at);
}

/**
 * A registry that said "this version exists", or "it cannot be retried", was asked whether that was our own doing, and it
 * was not. It was a refusal then, and what was refused is not sent again by itself.
 */
function refusedAfterAll(machine: Machine): Step | undefined {
  if (!isOwnEcho(machine.error?.code) || machine.memory.cancelAsked) return undefined;
  return go(machine, { state: { phase: 'rejected', httpStatus: 400 }, interrupted: false, memory: { claim: null } });
}

function absentAgainMs(absences: number): number {
  return ABSENT_AGAIN_MS[absences - 1] ?? ABSENT_AGAIN_MS[1];
}

/** The attempt left no trace. It is sent again, unless the author has something to say about that. */
function notReceived(machine: Machine, at: Circumstances): Step {
  if (machine.memory.cancelAsked) return cancelled(machine);
  if (machine.interrupted) return go(machine, { state: { phase: 'built' }, memory: { absences: 0, asks: 0 } });
  return waitAndSendAgain(machine, 'server-trouble', machine.error, 0, at);
}

function present(machine: Machine, answer: Present, at: Circumstances): Step {
  if (machine.state.phase === 'uncertain' && retryLeftNoTrace(machine, answer)) return retryAbsent(machine, at);
  const { outcome } = statusInfo(answer.status);
  const ours = machine.memory.ours || storedSinceOurAttempt(machine, answer, at.now);
  if (isElsewhere(machine, answer, ours)) return elsewhere(machine);
  const seen = go(machine, { memory: { absences: 0, ours } }).machine;
  const wrong = seen.memory.route === 'upload' && answer.differences.length > 0;
  // An attempt that may never have arrived met a version of somebody else: nothing to wait for.
  if (wrong && (outcome === 'processed' || !seen.memory.accepted)) {
    const known = go(seen, { memory: { accepted: true, ours: false } }).machine;
    return stopped(known, versionDiffers(answer.differences));
  }
  switch (outcome) {
    case 'processed':
      return go(
        seen,
        {
          state: { phase: 'processed', hash: answer.hash ?? null, size: answer.size ?? null },
          error: null,
          interrupted: false,
          memory: { accepted: true, doubt: false, archiveKept: false, askAt: null },
        },
        'mark-version',
      );
    case 'failed':
      return failedOnRegistry(seen, answer.status, answer.uploadedAt, at);
    case 'processing':
      return stillProcessing(seen, at);
  }
}

/**
 * Nothing shows that what the registry has came of our attempt. What failed there is not taken for an end: it can be
 * retried, whoever sent it. A registry that was told to process its own copy again has had no bytes of this attempt.
 */
function isElsewhere({ state, memory }: Machine, answer: Present, ours: boolean): boolean {
  if (memory.route === 'reprocess') return false;
  if (memory.route === 'retry' && statusInfo(answer.status).outcome === 'failed') return false;
  if (state.phase === 'uncertain' && !ours) return true;
  // How large it is unpacked is only known at the end; what the registry said it received from us needs no such proof.
  return memory.doubt && ours && statusInfo(answer.status).outcome === 'processed' && answer.otherSize;
}

function elsewhere(machine: Machine): Step {
  const state = { phase: 'rejected', httpStatus: 400 } as const;
  return go(machine, { state, error: versionElsewhere(), interrupted: false, memory: { ours: false, askAt: null } });
}

function stillProcessing(machine: Machine, at: Circumstances): Step {
  const { state, memory } = machine;
  const adopted = state.phase === 'uncertain';
  const asks = adopted ? 0 : memory.asks;
  const change = {
    state: adopted ? ({ phase: 'processing', since: at.now, cancelAsked: memory.cancelAsked } as const) : state,
    error: null,
    interrupted: false,
    memory: { accepted: true, failures: 0, limited: 0, asks, askAt: at.now + askAgainMs(asks, at.random) },
  };
  return adopted ? go(machine, change, 'mark-version') : go(machine, change);
}

/** The version is still the failed one from before the retry was sent, by the registry's own time of upload. */
function retryLeftNoTrace({ memory }: Machine, answer: Present): boolean {
  if (memory.route !== 'retry' || memory.previousUploadAt === null || answer.uploadedAt === undefined) return false;
  return statusInfo(answer.status).outcome === 'failed' && answer.uploadedAt === memory.previousUploadAt;
}

function retryAbsent(machine: Machine, at: Circumstances): Step {
  const absences = machine.memory.absences + 1;
  const counted = go(machine, { memory: { absences } }).machine;
  if (absences < machine.memory.absencesNeeded) return stay(askAt(counted, at.now + absentAgainMs(absences)));
  return refusedAfterAll(counted) ?? notReceived(counted, at);
}
