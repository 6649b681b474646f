import { expect, test } from 'vitest';
import { afterRateLimitMs, askAgainMs, backOffMs } from '../../../main/publish/machine/back-off.ts';
import { type Machine, type MachineEvent, transition } from '../../../main/publish/machine/index.ts';
import { AN_ERROR, AT, CLAIM, machineIn, present } from './machines.ts';

// How long each wait is, and what is remembered meanwhile.

function after(machine: Machine, ...events: MachineEvent[]) {
  return events.reduce((at, event) => transition(at, event, AT).machine, machine);
}

const ABSENT: MachineEvent = { type: 'told', told: { is: 'absent' } };
function nextCheck({ state }: Machine) {
  return state.phase === 'uncertain' ? (state.nextCheckAt ?? 0) - AT.now : null;
}

test('back-off doubles from a second to a minute, all of it jitter', () => {
  expect([1, 2, 3, 6, 7, 8, 50].map((failures) => backOffMs(failures, 1))).toEqual([
    1000, 2000, 4000, 32_000, 60_000, 60_000, 60_000,
  ]);
  expect([backOffMs(3, 0), backOffMs(3, 0.25), backOffMs(0, 1)]).toEqual([0, 1000, 1000]);
});

test('after a rate limit comes what was asked for and a little more, growing when it comes again', () => {
  expect([1, 2, 8, 9].map((limited) => afterRateLimitMs(3000, limited, 1))).toEqual([3250, 3500, 33_000, 33_000]);
  expect([afterRateLimitMs(3000, 1, 0), afterRateLimitMs(-5, 1, 0)]).toEqual([3000, 0]);
});

test('processing is asked for quickly at first, then every half minute', () => {
  expect([0, 1, 2].map((asks) => askAgainMs(asks, 0.5))).toEqual([300, 480, 768]);
  expect([20, 500].map((asks) => askAgainMs(asks, 0.5))).toEqual([30_000, 30_000]);
  expect([askAgainMs(0, 0), askAgainMs(0, 1)]).toEqual([270, 330]);
});

test('a version that should be there but is not is asked for three times, with growing pauses', () => {
  const sent = after(machineIn('sending'), { type: 'lost', error: AN_ERROR, complete: true, left: true, waitMs: 0 });
  expect(nextCheck(sent)).toBe(1500);
  const once = after(sent, ABSENT);
  expect(nextCheck(once)).toBe(3000);
  expect(nextCheck(after(once, ABSENT))).toBe(10_000);
  expect(after(once, ABSENT, ABSENT).state).toMatchObject({ phase: 'waiting', reason: 'server-trouble' });
});

test('a body that did not go out whole is believed lost at the first word', () => {
  const lost = after(machineIn('sending'), {
    type: 'lost',
    error: AN_ERROR,
    complete: false,
    left: false,
    waitMs: 700,
  });
  expect(nextCheck(lost)).toBe(700);
  expect(after(lost, ABSENT).state).toMatchObject({ phase: 'waiting', reason: 'server-trouble' });
});

test('an unreachable registry is asked again after a back-off of at least half a second', () => {
  const unreachable: MachineEvent = { type: 'told', told: { is: 'unreachable', error: AN_ERROR } };
  const uncertain = machineIn('uncertain', { asks: 1 });
  expect(nextCheck(after(uncertain, unreachable))).toBe(500);
  expect(nextCheck(after(machineIn('uncertain', { asks: 4 }), unreachable))).toBe(4000);
  expect(after(uncertain, unreachable).error).toBe(AN_ERROR);
  const limited: MachineEvent = { type: 'told', told: { is: 'rate-limited', waitMs: 2000 } };
  expect(nextCheck(after(uncertain, limited))).toBe(2500);
});

test('a refused question is not repeated by itself', () => {
  const refused = after(machineIn('uncertain'), { type: 'told', told: { is: 'refused', error: AN_ERROR } });
  expect([refused.state, refused.error]).toEqual([{ phase: 'uncertain', nextCheckAt: null }, AN_ERROR]);
});

test('what was under way when the app ended waits for the author, except for asking about what is processed', () => {
  const restarted = (machine: Machine) => after(machine, { type: 'restarted' });
  for (const phase of ['queued', 'building', 'built', 'waiting', 'sending', 'uncertain'] as const) {
    expect([phase, restarted(machineIn(phase)).interrupted]).toEqual([phase, true]);
  }
  expect(restarted(machineIn('processing', { accepted: true })).interrupted).toBe(false);
  const sent = restarted(machineIn('sending'));
  expect([sent.state, sent.error]).toEqual([{ phase: 'uncertain', nextCheckAt: AT.now }, null]);
  expect(sent.memory).toMatchObject({ doubt: true, absencesNeeded: 3 });
});

test('an interrupted attempt that left no trace waits as it was built; one that goes on is sent again', () => {
  const interrupted = machineIn('uncertain', { absencesNeeded: 1 }, { interrupted: true });
  expect(after(interrupted, ABSENT)).toMatchObject({
    state: { phase: 'built' },
    interrupted: true,
    memory: { absences: 0, asks: 0 },
  });
  expect(after(machineIn('uncertain', { absencesNeeded: 1, cancelAsked: true }), ABSENT).state).toEqual({
    phase: 'cancelled',
    versionUsed: false,
  });
});

test('the registry broke: three retries by themselves after one, five and thirty minutes, then the author', () => {
  const failed = present('failed_server');
  const waits = [0, 1, 2].map((autoRetries) => {
    const { state, memory } = after(
      machineIn('processing', { accepted: true, archiveKept: true, autoRetries }),
      failed,
    );
    return state.phase === 'waiting' && [state.reason, state.until - AT.now, memory.autoRetries, memory.route];
  });
  expect(waits).toEqual([
    ['auto-retry', 60_000, 1, 'retry'],
    ['auto-retry', 300_000, 2, 'retry'],
    ['auto-retry', 1_800_000, 3, 'retry'],
  ]);
  const last = machineIn('processing', { accepted: true, archiveKept: true, autoRetries: 3 });
  expect(after(last, failed).state).toEqual({ phase: 'failed', status: 'failed_server' });
  for (const memory of [{ archiveKept: false }, { archiveKept: true, cancelAsked: true }]) {
    expect(after(machineIn('processing', { accepted: true, ...memory }), failed).state.phase).toBe('failed');
  }
});

test('eight failures in a row are enough', () => {
  const unsent: MachineEvent = { type: 'unsent', error: AN_ERROR, final: false };
  expect(after(machineIn('sending', { failures: 6 }), unsent)).toMatchObject({
    state: { phase: 'waiting', reason: 'offline' },
    memory: { failures: 7 },
  });
  expect(after(machineIn('sending', { failures: 7 }), unsent)).toMatchObject({
    state: { phase: 'stopped' },
    error: { code: 'gave_up' },
  });
});

test('resuming ends a wait, but not one that the registry asked for', () => {
  const resume: MachineEvent = { type: 'resume' };
  const waiting = (reason: 'rate-limit' | 'offline') =>
    machineIn('waiting', {}, { state: { phase: 'waiting', until: AT.now + 5000, reason }, interrupted: true });
  expect(after(waiting('offline'), resume)).toMatchObject({ state: { phase: 'built' }, interrupted: false });
  expect(after(waiting('rate-limit'), resume)).toMatchObject({ state: { phase: 'waiting' }, interrupted: false });
  expect(transition(machineIn('built'), resume, AT).acts).toEqual([]);
  expect(transition(machineIn('built', {}, { interrupted: true }), resume, AT).acts).toEqual(['queue-send']);
});

test('what was accepted is known to be there from then on, and everything before it is forgiven', () => {
  const tried = { doubt: true, failures: 3, limited: 2, asks: 4, absences: 1 };
  const { state, memory, error } = after(machineIn('sending', tried, { error: AN_ERROR }), { type: 'accepted' });
  expect(state).toEqual({ phase: 'processing', since: AT.now, cancelAsked: false });
  expect(error).toBeNull();
  expect(memory).toMatchObject({ accepted: true, doubt: false, failures: 0, limited: 0, asks: 0, absences: 0 });
  expect(memory.askAt).toBe(AT.now + 300);
});

test('what is found in processing after a lost answer is adopted, with the wish to cancel kept', () => {
  const uncertain = machineIn(
    'uncertain',
    { ...CLAIM, cancelAsked: true, asks: 5, failures: 2, limited: 1 },
    { interrupted: true },
  );
  const { machine, acts } = transition(uncertain, present('processing', AT.now), AT);
  expect(machine).toMatchObject({
    state: { phase: 'processing', since: AT.now, cancelAsked: true },
    interrupted: false,
  });
  expect(machine.memory).toMatchObject({ accepted: true, failures: 0, limited: 0, asks: 0, askAt: AT.now + 300 });
  expect(acts).toEqual(['mark-version']);
  const processing = machineIn('processing', { accepted: true, asks: 2 });
  const again = transition(processing, present('processing'), AT);
  expect(again.machine.state).toBe(processing.state);
  expect([again.acts, again.machine.memory.asks, again.machine.memory.askAt]).toEqual([[], 2, AT.now + 768]);
});
