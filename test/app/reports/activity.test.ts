import { expect, test } from 'vitest';
import { openActivityBoard } from '../../../main/app/reports/activity.ts';
import { hasEnded, hasFailed, isUnderWay, mayBeRetried, submissionStateSchema } from '../../../preload/contract.ts';
import { makeSubmission } from '../../renderer/fake/submissions.ts';

test('what a restart interrupted waits for the author: it is no work under way, and not over', () => {
  const board = openActivityBoard();
  const told: string[] = [];
  board.onEnded(({ title }) => told.push(title.id));
  const interrupted = makeSubmission({ phase: 'uncertain', nextCheckAt: null }, { interrupted: true });
  board.submission(interrupted);
  expect(board.now()).toMatchObject({ running: 0, failed: 0 });
  expect([isUnderWay(interrupted), hasEnded(interrupted)]).toEqual([false, false]);
  // Nobody was waiting for it, so nobody is told when it turns out to have failed.
  board.submission({ ...interrupted, interrupted: false, state: { phase: 'stopped' } });
  expect(board.now()).toMatchObject({ running: 0, failed: 1 });
  expect(told).toEqual([]);
});

test('every phase goes on, has failed, or is over; only what failed can be retried', () => {
  for (const { shape } of submissionStateSchema.options) {
    const [phase] = shape.phase.values;
    const one = { state: { phase: phase ?? 'queued' }, interrupted: false };
    expect([phase, isUnderWay(one)]).toEqual([phase, !hasEnded(one)]);
    if (hasFailed(one)) expect([phase, hasEnded(one)]).toEqual([phase, true]);
    if (mayBeRetried(one)) expect([phase, hasFailed(one)]).toEqual([phase, true]);
  }
});

test('a failure that a later release of the package made up for is over', () => {
  const board = openActivityBoard();
  const failed = makeSubmission({ phase: 'failed', status: 'failed_internal' }, { id: 'first', createdAt: 1 });
  board.submission(failed);
  expect(board.now()).toMatchObject({ failed: 1 });
  const processed = { phase: 'processed', hash: null, size: null } as const;
  const elsewhere = makeSubmission(processed, { id: 'other', createdAt: 2, connectionId: 'another' });
  board.submission(elsewhere);
  expect(board.now()).toMatchObject({ failed: 1 });
  board.submission(makeSubmission(processed, { id: 'second', createdAt: 2, version: '9.0.0' }));
  expect(board.now()).toMatchObject({ failed: 0 });
});
