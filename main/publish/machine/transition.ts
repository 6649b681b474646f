import { stepAsking } from './asking.ts';
import { stepBeforeSending } from './before-sending.ts';
import { stepEnded } from './ended.ts';
import type { Machine } from './memory.ts';
import type { Circumstances, MachineEvent, Step } from './model.ts';
import { stepSending } from './sending.ts';

/**
 * The one state machine of a submission: state and event in, state and acts out, nothing else. An event that has no
 * meaning in a state (a late answer, a second cancel) changes nothing and asks for nothing.
 */
export function transition(machine: Machine, event: MachineEvent, at: Circumstances): Step {
  switch (machine.state.phase) {
    case 'queued':
    case 'building':
    case 'built':
    case 'waiting':
      return stepBeforeSending(machine, event, at);
    case 'sending':
      return stepSending(machine, event, at);
    case 'uncertain':
    case 'processing':
      return stepAsking(machine, event, at);
    case 'blocked':
    case 'processed':
    case 'failed':
    case 'rejected':
    case 'stopped':
    case 'cancelled':
    case 'rehearsed':
      return stepEnded(machine, event, at);
  }
}
