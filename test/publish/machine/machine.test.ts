import { expect, test } from 'vitest';
import { dueAt, type Machine, type MachineEvent, transition } from '../../../main/publish/machine/index.ts';
import type { SubmissionPhase } from '../../../preload/contract.ts';
import { AN_ERROR, ARCHIVE, AT, CLAIM, EVENTS, machineIn, PHASES, present } from './machines.ts';

function step(machine: Machine, event: MachineEvent) {
  return transition(machine, event, AT);
}

function phaseOf({ machine }: { machine: Machine }) {
  return machine.state.phase;
}

function run(machine: Machine, ...events: MachineEvent[]): Machine {
  return events.reduce((at, event) => step(at, event).machine, machine);
}

/** Every event that means something in a phase, with where it leads and what it asks for. All others change nothing. */
const TABLE: { readonly [P in SubmissionPhase]: Readonly<Record<string, string>> } = {
  queued: {
    'build-begins': 'building build',
    cancel: 'cancelled abort-work',
    restarted: 'queued',
  },
  building: {
    blocked: 'blocked',
    built: 'built queue-send',
    'build-failed': 'stopped',
    cancel: 'cancelled abort-work',
    restarted: 'queued',
  },
  built: {
    'send-delayed': 'waiting',
    'send-begins': 'sending send',
    'archive-fault': 'stopped',
    rejected: 'rejected',
    unsent: 'waiting',
    cancel: 'cancelled abort-work',
    restarted: 'built',
  },
  waiting: {
    due: 'built queue-send',
    cancel: 'cancelled abort-work',
    restarted: 'waiting',
    resume: 'built queue-send',
  },
  sending: {
    accepted: 'processing mark-version',
    'rate-limited': 'waiting',
    rejected: 'rejected',
    unsent: 'waiting',
    lost: 'uncertain',
    'archive-fault': 'stopped',
    cancel: 'sending abort-work',
    restarted: 'uncertain',
  },
  uncertain: {
    told: 'waiting',
    due: 'uncertain ask',
    cancel: 'uncertain',
    restarted: 'uncertain',
    resume: 'uncertain',
  },
  processing: {
    told: 'processing',
    due: 'processing ask',
    cancel: 'processing',
    restarted: 'processing',
    resume: 'processing',
  },
  blocked: { retry: 'queued', 'look-again': 'processing ask' },
  failed: { retry: 'queued', 'look-again': 'processing ask' },
  rejected: { retry: 'queued', 'look-again': 'processing ask' },
  stopped: { retry: 'queued', 'look-again': 'processing ask' },
  cancelled: { retry: 'queued', 'look-again': 'processing ask' },
  processed: {},
  rehearsed: {},
};

for (const phase of PHASES) {
  test(`every event in ${phase}`, () => {
    const memory = phase === 'processing' ? { accepted: true } : {};
    const machine = machineIn(phase, memory);
    const found: Record<string, string> = {};
    for (const event of EVENTS) {
      const { machine: after, acts } = step(machine, event);
      if (after !== machine || acts.length > 0) found[event.type] = [after.state.phase, ...acts].join(' ');
    }
    expect(found).toEqual(TABLE[phase]);
  });
}

test('a dry run ends before the send', () => {
  const machine = run(machineIn('building', {}, { dryRun: true }), { type: 'built', archive: ARCHIVE });
  expect(machine.state).toEqual({ phase: 'rehearsed' });
});

test('a 429 is waited out for as long as the registry asks, and a bit', () => {
  const { machine } = step(machineIn('sending'), { type: 'rate-limited', waitMs: 2345 });
  expect(machine.state).toEqual({ phase: 'waiting', until: AT.now + 2345 + 125, reason: 'rate-limit' });
  expect(dueAt(machine)).toBe(AT.now + 2470);
});

test('an attempt without an answer is asked about, three times when it may have arrived whole', () => {
  const lost = run(machineIn('sending'), { type: 'lost', error: AN_ERROR, complete: true, left: true, waitMs: 0 });
  const once = run(lost, { type: 'due' }, { type: 'told', told: { is: 'absent' } });
  const twice = run(once, { type: 'due' }, { type: 'told', told: { is: 'absent' } });
  expect([once.state.phase, twice.state.phase]).toEqual(['uncertain', 'uncertain']);
  expect(run(twice, { type: 'due' }, { type: 'told', told: { is: 'absent' } }).state.phase).toBe('waiting');
  const partly = run(machineIn('sending'), { type: 'lost', error: AN_ERROR, complete: false, left: false, waitMs: 0 });
  expect(run(partly, { type: 'told', told: { is: 'absent' } }).state.phase).toBe('waiting');
});

test('what the registry has and looks like ours is adopted', () => {
  const uncertain = machineIn('uncertain', CLAIM);
  expect(step(uncertain, present('processing', AT.now - 1000)).machine).toMatchObject({
    state: { phase: 'processing' },
    memory: { ours: true },
  });
  const processed = step(uncertain, present('processed', AT.now - 1000));
  expect(phaseOf(processed)).toBe('processed');
  expect(processed.acts).toEqual(['mark-version']);
});

test.each([
  ['stored before the attempt began', CLAIM, AT.now - 70_000, {}],
  ['found after an attempt whose last bytes never left', { doubt: true }, AT.now - 1000, {}],
  ['of which the registry does not say since when', CLAIM, null, {}],
  ['told by a registry without a clock', CLAIM, AT.now - 1000, { registryNow: undefined }],
  ['of another size', CLAIM, AT.now - 1000, { otherSize: true }],
])('a version %s is not taken for ours', (_what, memory, uploadedAt, more) => {
  for (const route of ['upload', 'retry'] as const) {
    const { machine, acts } = step(
      machineIn('uncertain', { ...memory, route }),
      present('processed', uploadedAt, [], more),
    );
    expect(machine).toMatchObject({
      state: { phase: 'rejected' },
      error: { code: 'version_exists', retry: 'new-version' },
      memory: { ours: false },
    });
    expect(acts).toEqual([]);
  }
});

test('neither clock needs to be right: only the age of the version counts', () => {
  for (const skew of [-3_600_000, 3_600_000]) {
    const registryNow = AT.now + skew;
    const told = (age: number) => present('processed', registryNow - age, [], { registryNow });
    expect(phaseOf(step(machineIn('uncertain', CLAIM), told(59_000)))).toBe('processed');
    expect(phaseOf(step(machineIn('uncertain', CLAIM), told(63_000)))).toBe('rejected');
  }
});

test('what the registry has under our number but not as we sent it stops, and names the fields', () => {
  const { machine } = step(machineIn('uncertain', CLAIM), present('processing', AT.now, ['access', 'dependencies']));
  expect(machine.state.phase).toBe('stopped');
  expect(machine.error).toMatchObject({ code: 'version_differs', retry: 'new-version' });
  expect(machine.error?.message).toContain('access, dependencies');
});

test('after an acceptance the stored metadata is compared once it is final', () => {
  const processing = machineIn('processing', { accepted: true });
  expect(phaseOf(step(processing, present('processing', 5, ['platforms'])))).toBe('processing');
  expect(phaseOf(step(processing, present('processed', 5, ['platforms'])))).toBe('stopped');
});

test('version_exists after an attempt without an answer is asked about, not believed', () => {
  const echo: MachineEvent = {
    type: 'rejected',
    httpStatus: 400,
    error: { code: 'version_exists', message: 'Taken.' },
    left: false,
  };
  expect(phaseOf(step(machineIn('sending', CLAIM), echo))).toBe('uncertain');
  expect(phaseOf(step(machineIn('sending'), echo))).toBe('rejected');
  // A proxy may have sent this very upload twice.
  const sending = run(machineIn('built'), { type: 'send-begins' });
  const asked = run(sending, { ...echo, left: true });
  expect(asked.state.phase).toBe('uncertain');
  expect(run(asked, present('processed', AT.now)).state.phase).toBe('processed');
  expect(run(asked, present('processed', AT.now - 5000)).state.phase).toBe('rejected');
  // It says that the version exists, and that it has none: a refusal all the same, and nothing is sent again by itself.
  const refused = run(asked, { type: 'told', told: { is: 'absent' } });
  expect(refused).toMatchObject({ state: { phase: 'rejected', httpStatus: 400 }, error: { code: 'version_exists' } });
});

test('a retry that is refused as impossible, though the version is failed as before, is not sent again by itself', () => {
  const sending = run(machineIn('built', { route: 'retry', accepted: true, previousUploadAt: 77 }), {
    type: 'send-begins',
  });
  const error = { code: 'cant_retry', message: 'Not now.' };
  const asked = run(sending, { type: 'rejected', httpStatus: 400, error, left: true });
  expect(asked.state.phase).toBe('uncertain');
  expect(run(asked, present('failed_macosx', 77))).toMatchObject({ state: { phase: 'rejected' }, error });
});

test('only the server’s own faults are retried unasked, three times, later each time', () => {
  let machine = machineIn('processing', { accepted: true });
  const waits: number[] = [];
  for (let round = 0; round < 3; round++) {
    machine = run(machine, present(round === 1 ? 'aborted' : 'failed_server'));
    expect(machine.state).toMatchObject({ phase: 'waiting', reason: 'auto-retry' });
    if (machine.state.phase === 'waiting') waits.push(machine.state.until - AT.now);
    expect(machine.memory.route).toBe('retry');
    machine = run(machine, { type: 'due' }, { type: 'send-begins' }, { type: 'accepted' });
  }
  expect(waits).toEqual([60_000, 300_000, 1_800_000]);
  expect(run(machine, present('failed_server')).state).toEqual({ phase: 'failed', status: 'failed_server' });
  for (const status of ['failed_no_file_dir', 'failed_macosx', 'failed_not_enough_space', 'removed', 'failed_new']) {
    expect(run(machineIn('processing', { accepted: true }), present(status)).state).toEqual({
      phase: 'failed',
      status,
    });
  }
});

test('a status nobody knows is waited on', () => {
  expect(phaseOf(step(machineIn('processing', { accepted: true }), present('queued_for_review')))).toBe('processing');
});

test('a retry that left no trace is told by the registry’s own time of upload', () => {
  const retried = machineIn('uncertain', { route: 'retry', accepted: true, doubt: true, previousUploadAt: 77 });
  expect(phaseOf(step(retried, present('failed_macosx', 77)))).toBe('waiting');
  const whole = machineIn('uncertain', { ...retried.memory, absencesNeeded: 3 });
  const twice = run(whole, present('failed_macosx', 77), present('failed_macosx', 77));
  expect([twice.state.phase, run(twice, present('failed_macosx', 77)).state.phase]).toEqual(['uncertain', 'waiting']);
  expect(step(retried, present('failed_macosx', 78)).machine.state).toEqual({
    phase: 'failed',
    status: 'failed_macosx',
  });
  expect(phaseOf(step(machineIn('uncertain', { ...retried.memory, ...CLAIM }), present('processing', AT.now)))).toBe(
    'processing',
  );
});

test('eight attempts in a row without a word end in an honest stop', () => {
  let machine = machineIn('built');
  for (let tries = 1; tries < 8; tries++) {
    machine = run(machine, { type: 'send-begins' }, { type: 'unsent', error: AN_ERROR, final: false });
    expect(machine.state).toMatchObject({ phase: 'waiting', reason: 'offline' });
    machine = run(machine, { type: 'due' });
  }
  machine = run(machine, { type: 'send-begins' }, { type: 'unsent', error: AN_ERROR, final: false });
  expect(machine.state.phase).toBe('stopped');
  expect(machine.error).toMatchObject({ code: 'gave_up', retry: 'repeat' });
  expect(machine.memory.sends).toBe(8);
});

test('a registry that cannot be reached is asked for ever, since giving up would be guessing', () => {
  let machine = machineIn('uncertain', { doubt: true });
  for (let asks = 0; asks < 100; asks++) {
    machine = run(machine, { type: 'due' }, { type: 'told', told: { is: 'unreachable', error: AN_ERROR } });
  }
  expect(machine.state.phase).toBe('uncertain');
  expect((dueAt(machine) ?? 0) - AT.now).toBeLessThanOrEqual(60_000);
});

test('a token that may not look ends the asking until the author has a word', () => {
  const refused: MachineEvent = {
    type: 'told',
    told: { is: 'refused', error: { code: 'cannot_view', message: 'No.' } },
  };
  for (const phase of ['uncertain', 'processing'] as const) {
    const machine = run(machineIn(phase, { accepted: phase === 'processing' }), { type: 'due' }, refused);
    expect(machine.state.phase).toBe(phase);
    expect(dueAt(machine)).toBeUndefined();
    expect(machine.error?.code).toBe('cannot_view');
    expect(dueAt(run(machine, { type: 'resume' }))).toBe(AT.now);
  }
});

test('cancel tells the truth in every state', () => {
  const lost: MachineEvent = { type: 'lost', error: AN_ERROR, complete: false, left: false, waitMs: 0 };
  const absent: MachineEvent = { type: 'told', told: { is: 'absent' } };
  const sending = run(machineIn('sending'), { type: 'cancel' });
  expect(run(sending, lost, absent).state).toEqual({ phase: 'cancelled', versionUsed: false });
  const arrived: MachineEvent = { ...lost, left: true };
  const begun = run(machineIn('built'), { type: 'send-begins' }, { type: 'cancel' });
  expect(run(begun, arrived, present('processing', AT.now)).state).toMatchObject({
    phase: 'processing',
    cancelAsked: true,
  });
  expect(run(sending, { type: 'accepted' }).state).toMatchObject({ phase: 'processing', cancelAsked: true });
  expect(run(sending, { type: 'rate-limited', waitMs: 1 }).state).toEqual({ phase: 'cancelled', versionUsed: false });
  const autoRetry = run(machineIn('processing', { accepted: true }), present('failed_server'), { type: 'cancel' });
  expect(autoRetry.state).toEqual({ phase: 'cancelled', versionUsed: true });
  const processing = run(machineIn('processing', { accepted: true }), { type: 'cancel' }, present('failed_server'));
  expect(processing.state).toEqual({ phase: 'failed', status: 'failed_server' });
});

test('what was interrupted waits for a word before it sends, but asks at once', () => {
  const uncertain = run(machineIn('sending'), { type: 'restarted' });
  expect(uncertain.interrupted).toBe(true);
  expect(dueAt(uncertain)).toBe(AT.now);
  const absent: MachineEvent = { type: 'told', told: { is: 'absent' } };
  const waiting = run(uncertain, absent, absent, absent);
  expect(waiting).toMatchObject({ state: { phase: 'built' }, interrupted: true });
  expect(step(waiting, { type: 'send-begins' }).acts).toEqual([]);
  expect(step(waiting, { type: 'resume' }).acts).toEqual(['queue-send']);
  const limited = machineIn('waiting', {}, { state: { phase: 'waiting', until: 9, reason: 'rate-limit' } });
  expect(dueAt(run(limited, { type: 'restarted' }))).toBeUndefined();
  expect(step(run(limited, { type: 'restarted' }), { type: 'resume' }).machine.state.phase).toBe('waiting');
});

test('an accepted version that the registry no longer knows stops after three such answers', () => {
  const absent: MachineEvent = { type: 'told', told: { is: 'absent' } };
  const machine = run(machineIn('processing', { accepted: true }), absent, absent);
  expect(machine.state.phase).toBe('processing');
  expect(run(machine, absent)).toMatchObject({ state: { phase: 'stopped' }, error: { code: 'version_vanished' } });
});
