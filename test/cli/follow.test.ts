import { expect, test } from 'vitest';
import { openTerminal } from '../../main/cli/output/terminal.ts';
import { follow } from '../../main/cli/publish/follow.ts';
import type { Submission, SubmissionState } from '../../preload/contract.ts';
import { DRAFT } from '../publish/world.ts';

// When the terminal stops waiting, with a publisher that is played.

type Handlers = Parameters<typeof follow>[1]['app']['handlers'];

function submission(state: SubmissionState, more: Partial<Submission> = {}): Submission {
  return {
    id: 's1',
    kind: 'upload',
    dryRun: false,
    connectionId: 'c1',
    addonId: 'a1',
    addonName: 'An add-on',
    addonKind: 'aircraft',
    draft: DRAFT,
    packageId: 'author.package',
    version: '1.0.0',
    state,
    error: null,
    archive: null,
    attempts: [],
    retry: null,
    interrupted: false,
    createdAt: 0,
    updatedAt: 0,
    ...more,
  };
}

const PROCESSING = { phase: 'processing', since: 0, cancelAsked: false } as const;
const SILENT = { code: 'net_timeout', message: 'It stopped answering.' };

function played(first: Submission) {
  let now = first;
  let resumed = 0;
  let tell = (_submission: Submission): void => {};
  const publish = {
    get: async () => ({ ok: true, value: now }),
    resume: async () => {
      resumed++;
      now = submission({ phase: 'processed', hash: null, size: null });
      tell(now);
      return { ok: true, value: now };
    },
  };
  const said: string[] = [];
  const write = (text: string) => said.push(text);
  return {
    how: {
      app: {
        handlers: { publish } as unknown as Handlers,
        onProgress: () => () => {},
        onSubmission: (listener: (submission: Submission) => void) => {
          tell = listener;
          return () => {};
        },
      },
      terminal: openTerminal({ write }, { write }, false),
      signal: new AbortController().signal,
      timeoutMs: undefined,
    },
    said,
    tell: (submission: Submission) => tell(submission),
    resumed: () => resumed,
  };
}

test('a registry that refuses to tell is not waited for', async () => {
  const { how } = played(submission(PROCESSING, { waitsForWord: true }));
  expect((await follow('s1', how)).state.phase).toBe('processing');
});

test('who insists is asked for again, until there is an end', async () => {
  const { how, resumed } = played(submission(PROCESSING, { waitsForWord: true }));
  expect((await follow('s1', { ...how, wait: true, askAgainMs: 1 })).state.phase).toBe('processed');
  expect(resumed()).toBe(1);
});

test('a registry that has fallen silent is waited for so long, and longer only when it is insisted on', async () => {
  const { how } = played(submission({ phase: 'uncertain', nextCheckAt: 5 }, { error: SILENT }));
  expect((await follow('s1', { ...how, silenceMs: 1 })).state.phase).toBe('uncertain');
  const patient = played(submission(PROCESSING, { error: SILENT }));
  const end = follow('s1', { ...patient.how, silenceMs: 1, wait: true });
  await expect.poll(() => patient.said.join('')).toContain('was received');
  patient.tell(submission({ phase: 'processed', hash: null, size: null }));
  expect((await end).state.phase).toBe('processed');
});

test('a failure is told by its sentence beside its code', async () => {
  const { how, said } = played(submission({ phase: 'failed', status: 'failed_macosx' }));
  await follow('s1', how);
  expect(said.join('')).toContain('failed_macosx');
  expect(said.join('')).toContain('__MACOSX folder');
});
