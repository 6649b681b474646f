import { expect, test } from 'vitest';
import { isUnderWay, type SubmissionState } from '../../../preload/contract.ts';
import { describeSubmission, isFailed } from '../../../renderer/submissions/describe.ts';
import { nextStep } from '../../../renderer/submissions/next-step.ts';
import { progressNow } from '../../../renderer/submissions/progress-now.ts';
import { makeDraft, makeSubmission } from '../fake/submissions.ts';

const NOW = 1_000_000;

function says(state: SubmissionState, change = {}): string {
  const { light, label, sentence, code } = describeSubmission(makeSubmission(state, change), undefined, NOW);
  return [light, label, sentence, code ?? ''].join(' | ').trimEnd();
}

test('every state has its own honest sentence', () => {
  const waiting = (reason: 'rate-limit' | 'offline' | 'auto-retry') =>
    says({ phase: 'waiting', until: NOW + 41_000, reason });
  expect({
    queued: says({ phase: 'queued' }),
    building: says({ phase: 'building' }),
    blocked: says({ phase: 'blocked', findings: [] }),
    built: says({ phase: 'built' }),
    limited: waiting('rate-limit'),
    offline: waiting('offline'),
    autoRetry: waiting('auto-retry'),
    sending: says({ phase: 'sending', attempt: 2 }),
    uncertain: says({ phase: 'uncertain', nextCheckAt: NOW + 4000 }),
    uncertainNow: says({ phase: 'uncertain', nextCheckAt: null }),
    processing: says({ phase: 'processing', since: NOW, cancelAsked: false }),
    tooLate: says({ phase: 'processing', since: NOW, cancelAsked: true }),
    processed: says({ phase: 'processed', hash: null, size: null }),
    keptPrivate: says({ phase: 'processed', hash: null, size: null }, { draft: makeDraft({ access: 'private' }) }),
    failed: says({ phase: 'failed', status: 'failed_server' }),
    cancelled: says({ phase: 'cancelled', versionUsed: false }),
    cancelledLate: says({ phase: 'cancelled', versionUsed: true }),
    rehearsed: says({ phase: 'rehearsed' }),
    interrupted: says({ phase: 'sending', attempt: 1 }, { interrupted: true }),
  }).toMatchInlineSnapshot(`
    {
      "autoRetry": "warn | waiting to retry | The registry had a fault. Sending again by itself in 0:41. |",
      "blocked": "bad | stopped by checks | 0 problems must be fixed first. Nothing was sent. |",
      "building": "flight | building | Building the zip. Nothing has been sent. |",
      "built": "warn | ready to send | The zip is ready. It is sent as soon as it is its turn. |",
      "cancelled": "past | cancelled | Cancelled. Nothing reached the registry, version 1.2.0 is still free. |",
      "cancelledLate": "past | cancelled | Cancelled, but the registry already had it: version 1.2.0 is used. |",
      "failed": "bad | failed | The registry lost the upload while processing it. | failed_server",
      "interrupted": "warn | interrupted | Loadmaster ended while this was under way. It goes on when you say so. |",
      "keptPrivate": "ok | processed | 1.2.0 is processed. Only people with the private key can install it. |",
      "limited": "warn | waiting | The registry asks to wait. Sending in 0:41. |",
      "offline": "warn | offline | The registry cannot be reached. Nothing is lost; trying again in 0:41. |",
      "processed": "ok | processed | 1.2.0 is processed and on the registry. |",
      "processing": "warn | processing | 1.2.0 was received. The registry is processing it. |",
      "queued": "warn | queued | Waits for its turn. Nothing has been sent. |",
      "rehearsed": "ok | rehearsed | Everything but the sending was done, and nothing was found wrong. |",
      "sending": "flight | uploading | Uploading, attempt 2. |",
      "tooLate": "warn | processing | Too late to cancel: the registry has it and is processing it. Version 1.2.0 is used. |",
      "uncertain": "warn | checking whether the registry got it | The connection was lost before the registry answered. Asking whether it has the version. Asking again in 0:04. |",
      "uncertainNow": "warn | checking whether the registry got it | The connection was lost before the registry answered. Asking whether it has the version. Asking now. |",
    }
  `);
});

test('received is never called published', () => {
  expect(says({ phase: 'processing', since: NOW, cancelAsked: false })).not.toMatch(/publish|on the registry\./);
});

test('a refusal says that nothing was stored, unless the number is what was refused', () => {
  const refused = (code: string) => says({ phase: 'rejected', httpStatus: 400 }, { error: { code, message: 'No.' } });
  expect(refused('self_dep')).toBe(
    'bad | not accepted | No. Nothing was stored, version 1.2.0 is still free. | 400 self_dep',
  );
  expect(refused('version_exists')).toBe('bad | not accepted | No. | 400 version_exists');
});

test('a status that nobody knows is shown as it came', () => {
  expect(says({ phase: 'failed', status: 'failed_by_gremlins' })).toContain('failed_by_gremlins');
});

test('the button says what the plan does, and nothing is offered where nothing helps', () => {
  const failed = { phase: 'failed', status: 'aborted' } as const;
  const withPlan = (what: 'send-again' | 'rebuild' | 'new-version' | 'nothing') =>
    nextStep(makeSubmission(failed, { retry: { what, sentence: 'so', nextVersion: '1.2.2' } }))?.label;
  expect(['send-again', 'rebuild', 'new-version', 'nothing'].map((what) => withPlan(what as 'rebuild'))).toEqual([
    'Retry now',
    'Rebuild and retry',
    'Open the form with 1.2.2',
    undefined,
  ]);
});

test('what was refused at a field is mended in the form, and everything sent is not yet received', () => {
  const error = { code: 'invalid_selection', message: 'No.', field: 'xpSelection' };
  const retry = { what: 'send-again' as const, sentence: 'so', nextVersion: null };
  expect(nextStep(makeSubmission({ phase: 'rejected', httpStatus: 400 }, { error, retry }))?.act).toBe('form');
  const progress = { id: 's', phase: 'sending', done: 10, total: 10, bytesPerSecond: 1, etaSeconds: 0 };
  const sending = makeSubmission({ phase: 'sending', attempt: 1 });
  expect(describeSubmission(sending, progress, NOW).label).toBe('waiting for answer');
});

test('what the last phase reported is not told of the next one', () => {
  const whole = { id: 's', phase: 'sending', done: 10, total: 10, bytesPerSecond: 1, etaSeconds: 188 };
  const building = { ...whole, phase: 'packing', done: 5 };
  const told = (state: SubmissionState, progress: typeof whole) => progressNow(makeSubmission(state), progress)?.done;
  expect(told({ phase: 'building' }, building)).toBe(5);
  expect(told({ phase: 'sending', attempt: 1 }, whole)).toBe(10);
  expect(told({ phase: 'built' }, building)).toBeUndefined();
  expect(told({ phase: 'waiting', until: NOW, reason: 'rate-limit' }, building)).toBeUndefined();
  expect(told({ phase: 'processing', since: NOW, cancelAsked: false }, whole)).toBeUndefined();
  expect(told({ phase: 'sending', attempt: 1 }, building)).toBeUndefined();
});

test('a refusal that no field of the form can mend is sent again, not looked for in the form', () => {
  const error = { code: 'bad_multipart', message: 'No.', field: 'file' };
  const retry = { what: 'send-again' as const, sentence: 'so', nextVersion: null };
  expect(nextStep(makeSubmission({ phase: 'rejected', httpStatus: 400 }, { error, retry }))?.act).toBe('retry');
});

test('interrupted work is neither running nor failed: it waits for the author', () => {
  const interrupted = makeSubmission({ phase: 'sending', attempt: 1 }, { interrupted: true });
  expect([isUnderWay(interrupted), isFailed(interrupted), nextStep(interrupted)?.act]).toEqual([
    false,
    false,
    'resume',
  ]);
});

test('a wait that the author may end has a button for it, one that the registry asked for has none', () => {
  const waiting = (reason: 'offline' | 'server-trouble' | 'auto-retry' | 'rate-limit') =>
    nextStep(makeSubmission({ phase: 'waiting', until: NOW + 60_000, reason }))?.act;
  expect([waiting('offline'), waiting('server-trouble'), waiting('auto-retry')]).toEqual([
    'resume',
    'resume',
    'resume',
  ]);
  expect(waiting('rate-limit')).toBeUndefined();
});
