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

// A version number, an attempt that ends badly, and a registry that may hold a version from before, from another
// machine, or from this attempt: whatever the clocks say, only the last is ever called processed.

interface Held {
  readonly mine: boolean;
  /** By the registry's clock. */
  readonly uploadedAt: number;
}

interface History {
  /** Milliseconds before the attempt at which somebody else uploaded the version; null: never. Dates count seconds, so at least a few. */
  readonly before: number | null;
  /** Somebody else uploads it with other content while our attempt is on its way, and is first. */
  readonly during: boolean;
  readonly arrives: boolean;
  readonly end: 'lost-whole' | 'lost-partly' | 'server-error' | 'killed' | 'echo';
  readonly skew: number;
  readonly travelMs: number;
  readonly answerMs: number;
  readonly status: string;
}

const history: fc.Arbitrary<History> = fc.record({
  before: fc.option(fc.oneof(fc.integer({ min: 4000, max: 100_000 }), fc.integer({ min: 100_000, max: 1e11 }))),
  during: fc.boolean(),
  arrives: fc.boolean(),
  end: fc.constantFrom('lost-whole', 'lost-partly', 'server-error', 'killed', 'echo'),
  skew: fc.constantFrom(-3_600_000, -1234, 0, 999, 3_600_000),
  travelMs: fc.integer({ min: 0, max: 7_200_000 }),
  answerMs: fc.integer({ min: 0, max: 900 }),
  status: fc.constantFrom('processing', 'processed'),
});

const START = 1_700_000_000_000;

function play(story: History): { readonly machine: Machine; readonly held: Held | null; readonly sends: number } {
  let now = START;
  let sends = 0;
  const arrives = story.arrives && story.end !== 'lost-partly';
  let held: Held | null = story.before === null ? null : { mine: false, uploadedAt: now + story.skew - story.before };
  let machine = newMachine(false);
  const give = (event: MachineEvent) => {
    const step = transition(machine, event, { now, random: 0.5 });
    machine = step.machine;
    return step.acts;
  };
  const send = () => {
    if (!give({ type: 'send-begins' }).includes('send')) return;
    sends++;
    now += story.travelMs;
    const first = sends === 1;
    if (first && story.during) held ??= { mine: false, uploadedAt: now + story.skew };
    const taken = held !== null;
    if ((!first || arrives) && held === null) held = { mine: true, uploadedAt: now + story.skew };
    now += story.answerMs;
    give(first ? endOf(story) : taken ? ECHO : { type: 'accepted' });
  };
  give({ type: 'build-begins' });
  give({ type: 'built', archive: ARCHIVE });
  send();
  for (let turn = 0; turn < 40 && !hasEnded(machine); turn++) {
    if (machine.interrupted) give({ type: 'resume' });
    if (machine.state.phase === 'built') send();
    now = Math.max(now, dueAt(machine) ?? now);
    if (!give({ type: 'due' }).includes('ask')) continue;
    const told = answerOf(held, story, now + story.skew, turn > 20);
    now += story.answerMs;
    give({ type: 'told', told });
  }
  return { machine, held, sends };
}

const ECHO: MachineEvent = {
  type: 'rejected',
  httpStatus: 400,
  error: { code: 'version_exists', message: 'Taken.' },
  left: true,
};

function endOf({ end }: History): MachineEvent {
  switch (end) {
    case 'lost-whole':
      return { type: 'lost', error: AN_ERROR, complete: true, left: true, waitMs: 0 };
    case 'lost-partly':
      return { type: 'lost', error: AN_ERROR, complete: false, left: false, waitMs: 0 };
    case 'server-error':
      return { type: 'lost', error: AN_ERROR, complete: false, left: true, waitMs: 0 };
    case 'killed':
      return { type: 'restarted' };
    case 'echo':
      return ECHO;
  }
}

function answerOf(held: Held | null, { status, during }: History, registryNow: number, late: boolean): RegistryAnswer {
  if (held === null) return { is: 'absent' };
  return {
    is: 'present',
    status: late ? 'processed' : status,
    hash: undefined,
    size: undefined,
    uploadedAt: held.uploadedAt,
    // As a Date header has it.
    registryNow: Math.floor(registryNow / 1000) * 1000,
    differences: [],
    // What came in meanwhile can only be told by its content.
    otherSize: during && !held.mine,
  };
}

test('a version is called processed when the registry has these bytes, and only then; nothing that arrived is sent again', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(history, (story) => {
      const { machine, held, sends } = play(story);
      const { phase } = machine.state;
      seen.add(`${phase} ${held?.mine}`);
      expect(['processed', 'rejected']).toContain(phase);
      expect(phase === 'processed').toBe(held?.mine === true);
      if (phase === 'processed') expect(machine.memory.ours).toBe(true);
      if (story.arrives && story.end !== 'lost-partly' && held?.mine) expect(sends).toBe(1);
    }),
    { numRuns: 5000 },
  );
  expect(seen.has('processed true') && seen.has('rejected false')).toBe(true);
});
