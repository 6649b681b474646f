import { expect, test } from 'vitest';
import { planFrom, type RetryFacts } from '../../../main/publish/retry/plan.ts';
import type { RetryPlan, SubmissionState } from '../../../preload/contract.ts';

const FACTS: RetryFacts = {
  onRegistry: 'unknown',
  state: undefined,
  errorCode: undefined,
  numberUsed: false,
  version: '1.2.0',
  archiveKept: false,
  addonKnown: true,
  arrived: false,
  canReprocess: false,
  metadataChanged: [],
};
function on(status: string) {
  return { onRegistry: { status } };
}

function phase(state: SubmissionState) {
  return { state };
}

const FAILED = phase({ phase: 'failed', status: 'failed_server' });
const REJECTED = phase({ phase: 'rejected', httpStatus: 400 });
const STOPPED = phase({ phase: 'stopped' });
const BLOCKED = phase({ phase: 'blocked', findings: [] });
const CANCELLED = phase({ phase: 'cancelled', versionUsed: false });
const UNCERTAIN = phase({ phase: 'uncertain', nextCheckAt: null });
const PROCESSING = phase({ phase: 'processing', since: 0, cancelAsked: false });
const QUEUED = phase({ phase: 'queued' });

type Case = readonly [when: string, facts: Partial<RetryFacts>, what: RetryPlan['what'], says: RegExp];

const CASES: readonly Case[] = [
  // The registry tells.
  ['nobody knows yet whether it arrived', { ...on('processed'), ...UNCERTAIN }, 'check', /whether it has received/],
  ['it is being processed', on('processing'), 'check', /still processing/],
  ['it is published', on('processed'), 'nothing', /is published\. There is nothing to retry/],
  [
    'it had failed, and the registry processed it since',
    { ...on('processed'), ...FAILED },
    'check',
    /processed .* since/,
  ],
  ['it was taken down', on('removed'), 'rebuild', /same version number/],
  [
    'it is published with another form',
    { ...on('processed'), metadataChanged: ['access'] },
    'new-version',
    /The access of/,
  ],
  [
    'it is published otherwise than sent',
    { ...on('processed'), errorCode: 'version_differs' },
    'new-version',
    /What is stored of/,
  ],
  ['it is published, whatever else was said', { ...on('processed'), errorCode: 'gave_up' }, 'nothing', /published/],
  [
    'the author changed what nobody can',
    { ...on('failed_server'), metadataChanged: ['access', 'platforms'] },
    'new-version',
    /The access, platforms of/,
  ],
  [
    'the registry failed and has the bytes',
    { ...on('failed_server'), canReprocess: true, archiveKept: true },
    'reprocess',
    /nothing is sent/,
  ],
  ['the registry failed, the archive is here', { ...on('aborted'), archiveKept: true }, 'send-again', /same archive/],
  [
    'the registry failed, the archive is gone',
    on('failed_server'),
    'rebuild',
    /no longer here\. The folder is checked/,
  ],
  [
    'the registry failed, archive and folder are gone',
    { ...on('failed_server'), addonKnown: false },
    'nothing',
    /no longer here\. Add the folder/,
  ],
  [
    'there was no space, the bytes are there',
    { ...on('failed_not_enough_space'), canReprocess: true },
    'reprocess',
    /if there is space now/,
  ],
  [
    'there was no space, and the bytes are gone',
    { ...on('failed_not_enough_space'), archiveKept: true },
    'rebuild',
    /checked and packed/,
  ],
  [
    'the content was wrong, though the bytes are there',
    { ...on('failed_macosx'), canReprocess: true, archiveKept: true },
    'rebuild',
    /same version number/,
  ],
  [
    'the content was wrong, the folder is gone',
    { ...on('failed_macosx'), addonKnown: false },
    'nothing',
    /^Add the folder/,
  ],
  ['the status is one nobody knows', on('failed_by_gremlins'), 'rebuild', /packed again/],
  // The registry has no such version.
  [
    'it never arrived and the archive is here',
    { onRegistry: 'absent', ...STOPPED, archiveKept: true },
    'send-again',
    /archive is sent again/,
  ],
  ['it never arrived and the archive is gone', { onRegistry: 'absent', ...STOPPED }, 'rebuild', /packed and sent/],
  ['the checks stopped it', { onRegistry: 'absent', ...BLOCKED, archiveKept: true }, 'rebuild', /checked, packed/],
  ['it was cancelled', { onRegistry: 'absent', ...CANCELLED, archiveKept: true }, 'rebuild', /checked, packed/],
  [
    'it never arrived and everything is gone',
    { onRegistry: 'absent', ...STOPPED, addonKnown: false },
    'nothing',
    /not in the Hangar/,
  ],
  ['nobody here knows of it', { onRegistry: 'absent' }, 'nothing', /no such version/],
  // Nobody could be asked.
  ['the token may not look', { ...FAILED, errorCode: 'cannot_view' }, 'sign-in', /Enter another one/],
  ['the token was refused', { ...REJECTED, errorCode: 'http_401' }, 'sign-in', /token/],
  ['it failed, by our record', { ...FAILED, archiveKept: true }, 'send-again', /same archive/],
  [
    'the number was taken, by our record',
    { ...REJECTED, errorCode: 'version_exists', archiveKept: true },
    'new-version',
    /What is stored of/,
  ],
  [
    'it was refused, by our record',
    { ...REJECTED, errorCode: 'plat_supp', archiveKept: true },
    'send-again',
    /sent again/,
  ],
  [
    'another version is there, by our record',
    { ...STOPPED, errorCode: 'version_differs', archiveKept: true },
    'new-version',
    /used version number/,
  ],
  ['it stopped, by our record', { ...STOPPED, errorCode: 'gave_up', archiveKept: true }, 'send-again', /sent again/],
  ['the checks stopped it, by our record', BLOCKED, 'rebuild', /checked/],
  ['it was cancelled, by our record', CANCELLED, 'rebuild', /checked/],
  [
    'it was cancelled while the registry holds it',
    { ...CANCELLED, numberUsed: true },
    'rebuild',
    /^The registry holds/,
  ],
  [
    'a retry of it was refused',
    { ...REJECTED, errorCode: 'plat_supp', numberUsed: true, archiveKept: true },
    'send-again',
    /^The registry holds/,
  ],
  [
    'what the registry had received is gone there',
    { ...STOPPED, errorCode: 'version_vanished', numberUsed: true },
    'rebuild',
    /^The registry does not have/,
  ],
  ['it is processed there, by our record', PROCESSING, 'check', /how the processing goes/],
  ['it waits for its turn', QUEUED, 'nothing', /nothing to retry now/],
  ['there is no record', {}, 'nothing', /nothing to retry now/],
];

test.each(CASES)('%s', (_when, facts, what, says) => {
  const plan = planFrom({ ...FACTS, ...facts });
  expect(plan.what).toBe(what);
  expect(plan.sentence).toMatch(says);
});

test('a new number goes on from the one that is used, and before a release to the next of its kind', () => {
  const next = (version: string) =>
    planFrom({ ...FACTS, ...on('failed_server'), version, metadataChanged: ['access'] });
  expect(next('1.2.0')).toMatchObject({ nextVersion: '1.2.1', sentence: expect.stringContaining(': 1.2.1.') });
  expect(next('1.2.0b3').nextVersion).toBe('1.2.0b4');
  expect(next('999.999.999').nextVersion).toBeNull();
  expect(next('999.999.999').sentence).toMatch(/Only a new version can\.$/);
  expect(planFrom({ ...FACTS, ...on('processing') }).nextVersion).toBeNull();
});
