import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  dueAt,
  type Machine,
  type MachineEvent,
  newMachine,
  type RegistryAnswer,
  transition,
} from '../../../main/publish/machine/index.ts';
import { hasEnded } from '../../../preload/contract.ts';
import { AN_ERROR, ARCHIVE } from './machines.ts';

const error = fc
  .constantFrom('version_exists', 'cant_retry', 'http_401', 'net_reset')
  .map((code) => ({ ...AN_ERROR, code }));
const told = fc.oneof(
  fc.constant({ is: 'absent' } as const),
  fc.record({
    is: fc.constant('present' as const),
    status: fc.constantFrom('processing', 'processed', 'failed_server', 'aborted', 'failed_macosx', 'removed', 'odd'),
    hash: fc.constant(undefined),
    size: fc.constant(undefined),
    uploadedAt: fc.constantFrom(undefined, 1, 2),
    differences: fc.constantFrom([], ['access']),
    registryNow: fc.constantFrom(undefined, 1, 2),
    otherSize: fc.boolean(),
  }),
  fc.record({ is: fc.constantFrom('unreachable' as const, 'refused' as const), error }),
  fc.record({ is: fc.constant('rate-limited' as const), waitMs: fc.nat(60_000) }),
);

const event: fc.Arbitrary<MachineEvent> = fc.oneof(
  fc.constantFrom<MachineEvent>(
    { type: 'build-begins' },
    { type: 'blocked', findings: [], error: null },
    { type: 'built', archive: ARCHIVE },
    { type: 'build-failed', error: AN_ERROR },
    { type: 'send-delayed', until: 1500 },
    { type: 'accepted' },
    { type: 'rate-limited', waitMs: 2500 },
    { type: 'archive-fault', error: AN_ERROR },
    { type: 'cancel' },
    { type: 'restarted' },
    { type: 'look-again' },
  ),
  // The ones that lead on come more often, so that the walks get deep.
  { weight: 3, arbitrary: fc.constantFrom<MachineEvent>({ type: 'send-begins' }, { type: 'due' }, { type: 'resume' }) },
  fc.record({
    type: fc.constant('rejected' as const),
    httpStatus: fc.constantFrom(400, 401, 403),
    error,
    left: fc.boolean(),
  }),
  fc.record({ type: fc.constant('unsent' as const), error, final: fc.boolean() }),
  fc.record({
    type: fc.constant('lost' as const),
    error,
    complete: fc.boolean(),
    left: fc.boolean(),
    waitMs: fc.nat(1000),
  }),
  { weight: 3, arbitrary: fc.record({ type: fc.constant('told' as const), told }) },
  fc.record({
    type: fc.constant('retry' as const),
    route: fc.constantFrom('upload' as const, 'retry' as const, 'reprocess' as const),
    with: fc.constantFrom('kept-archive' as const, 'new-archive' as const),
    accepted: fc.boolean(),
    previousUploadAt: fc.constantFrom(null, 1),
  }),
);

const walk = fc.array(
  fc.record({ event, random: fc.double({ min: 0, max: 0.999, noNaN: true }), pass: fc.nat(90_000) }),
  {
    maxLength: 60,
  },
);

/** Plays a walk and looks at every step of it. */
function along(
  steps: readonly { event: MachineEvent; random: number; pass: number }[],
  look: (before: Machine, event: MachineEvent, after: Machine, acts: readonly string[], now: number) => void,
): void {
  let machine = newMachine(false);
  let now = 1000;
  for (const { event, random, pass } of steps) {
    now += pass;
    const { machine: after, acts } = transition(machine, event, { now, random });
    look(machine, event, after, acts, now);
    machine = after;
  }
}

const RUNS = { numRuns: 3000 };

test('a byte is sent only by entering sending, with an archive and a fresh number', () => {
  fc.assert(
    fc.property(walk, (steps) => {
      const numbers: number[] = [];
      along(steps, (before, _event, after, acts) => {
        expect(acts.includes('send')).toBe(before.state.phase !== 'sending' && after.state.phase === 'sending');
        if (after.state.phase !== 'sending' || !acts.includes('send')) return;
        expect(before.state.phase).toBe('built');
        expect(before.interrupted).toBe(false);
        numbers.push(after.state.attempt);
      });
      expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    }),
    RUNS,
  );
});

test('once the registry has accepted a version, it is never uploaded again unless the author says it is gone', () => {
  fc.assert(
    fc.property(walk, (steps) => {
      let accepted = false;
      along(steps, (before, event, after, acts) => {
        if (event.type === 'retry' && after !== before) accepted = event.accepted || event.route !== 'upload';
        if (event.type === 'accepted' && before.state.phase === 'sending') accepted = true;
        if (acts.includes('send') && accepted) expect(after.memory.route).not.toBe('upload');
        // A version that is being processed and fails is retried, never uploaded.
        if (after.state.phase === 'waiting' && after.state.reason === 'auto-retry')
          expect(after.memory.route).toBe('retry');
      });
    }),
    RUNS,
  );
});

test('after an attempt without an answer nothing is sent before the registry was asked', () => {
  fc.assert(
    fc.property(walk, (steps) => {
      let answered = true;
      along(steps, (before, event, after, acts) => {
        if (event.type === 'lost' && before.state.phase === 'sending') answered = false;
        if (event.type === 'told' && (event.told.is === 'absent' || event.told.is === 'present')) answered = true;
        if (event.type === 'retry' && after !== before) answered = true;
        if (acts.includes('send')) expect(answered).toBe(true);
      });
    }),
    RUNS,
  );
});

test('what has ended stays ended until the author retries; what has not can always go on', () => {
  fc.assert(
    fc.property(walk, (steps) => {
      along(steps, (before, event, after, _acts, now) => {
        if (hasEnded(before) && event.type !== 'retry' && event.type !== 'look-again') expect(after).toBe(before);
        if (before.state.phase === 'processed' && !(event.type === 'retry' && event.accepted))
          expect(after).toBe(before);
        const due = dueAt(after);
        if (due !== undefined && after !== before) expect(due - now).toBeLessThanOrEqual(1_800_000);
        if (hasEnded(after)) expect(due).toBeUndefined();
        if (after.state.phase === 'waiting' && !after.interrupted) expect(due).not.toBeUndefined();
      });
    }),
    RUNS,
  );
});

test('whatever was done in whatever order, an honest registry settles what is uncertain in a few answers', () => {
  const MORE = { registryNow: 5, otherSize: false };
  const honest = fc.constantFrom<RegistryAnswer>(
    { is: 'absent' },
    { is: 'present', status: 'processed', hash: undefined, size: undefined, uploadedAt: 1, differences: [], ...MORE },
    {
      is: 'present',
      status: 'failed_macosx',
      hash: undefined,
      size: undefined,
      uploadedAt: 1,
      differences: [],
      ...MORE,
    },
    {
      is: 'present',
      status: 'failed_server',
      hash: undefined,
      size: undefined,
      uploadedAt: 2,
      differences: [],
      ...MORE,
    },
  );
  fc.assert(
    fc.property(walk, honest, (steps, told) => {
      let last = newMachine(false);
      along(steps, (_before, _event, after) => {
        last = after;
      });
      if (last.state.phase !== 'uncertain' && last.state.phase !== 'processing') return;
      const phase = last.state.phase;
      for (let answers = 0; answers < 4 && last.state.phase === phase; answers++) {
        last = transition(last, { type: 'told', told }, { now: 1, random: 0.5 }).machine;
      }
      expect(last.state.phase).not.toBe(phase);
    }),
    RUNS,
  );
});

test('a cancel is never forgotten: nothing is sent after it', () => {
  fc.assert(
    fc.property(walk, (steps) => {
      let wished = false;
      along(steps, (before, event, after, acts) => {
        if (event.type === 'cancel' && !hasEnded(before)) wished = true;
        if ((event.type === 'retry' || event.type === 'look-again') && after !== before) wished = false;
        if (wished) expect(acts).not.toContain('send');
        if (after.state.phase === 'cancelled') expect(after.state.versionUsed).toBe(after.memory.accepted);
      });
    }),
    RUNS,
  );
});

test('the machine never changes what it is given', () => {
  fc.assert(
    fc.property(walk, (steps) => {
      along(steps, (before, event) => {
        const frozen = structuredClone(before);
        transition(Object.freeze(before), event, { now: 5, random: 0.1 });
        expect(before).toEqual(frozen);
      });
    }),
    { numRuns: 500 },
  );
});
