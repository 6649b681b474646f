import type { ReleaseDraft, Submission, SubmissionState } from '../../../preload/contract.ts';
import { ALL_PLATFORMS } from './addons.ts';

export function makeDraft(change: Partial<ReleaseDraft> = {}): ReleaseDraft {
  return {
    packageId: 'horizon.velis',
    packageVersion: '1.2.1',
    xpSelection: '11.55-12.1, 12.1.4-',
    access: 'public',
    platforms: ALL_PLATFORMS,
    dependencies: [
      ['xpkg/flywithlua.ng', '2.8-'],
      ['xpkg/openscenery.library', '2.9.1-3'],
    ],
    incompatibilities: [],
    notes: '',
    ...change,
  };
}

let made = 0;

export function makeSubmission(state: SubmissionState, change: Partial<Submission> = {}): Submission {
  made += 1;
  return {
    id: `s${made}`,
    kind: 'upload',
    dryRun: false,
    connectionId: 'local',
    addonId: 'velis',
    addonName: 'Velis Electro',
    addonKind: 'aircraft',
    draft: makeDraft(),
    packageId: 'horizon.velis',
    version: '1.2.0',
    state,
    error: null,
    archive: null,
    attempts: [],
    retry: null,
    interrupted: false,
    createdAt: 1000 + made,
    updatedAt: 1000 + made,
    ...change,
  };
}

const ARCHIVE = {
  sha256: '9f2feb0f1ef425b292f2f94bfbd0ae9f2feb0f1ef425b292f2f94bfbd0ae9f2f',
  size: 66_000_000,
  files: 118,
  bytes: 80_000_000,
  reusedBytes: 60_000_000,
  durationMs: 900,
};

/** One in each state that an author can meet. */
export function exampleSubmissions(now: number): Submission[] {
  const attempt = (number: number, change: object) => ({
    number,
    startedAt: now - 60_000,
    endedAt: now - 59_000,
    route: 'upload' as const,
    httpStatus: 204,
    code: null,
    bytesSent: 66_000_000,
    outcome: 'received',
    ...change,
  });
  return [
    makeSubmission(
      { phase: 'sending', attempt: 1 },
      {
        id: 'up',
        addonId: 'gpu',
        addonName: 'Ground Power',
        packageId: 'horizon.gpu',
        version: '0.4.0',
        archive: ARCHIVE,
        createdAt: now,
      },
    ),
    makeSubmission(
      { phase: 'processing', since: now - 8000, cancelAsked: false },
      {
        addonId: 'checklist',
        addonName: 'Checklist Reader',
        packageId: 'horizon.checklist',
        version: '1.0.4',
        createdAt: now - 1000,
      },
    ),
    makeSubmission(
      { phase: 'uncertain', nextCheckAt: now + 4000 },
      { addonId: null, addonName: 'Sierra Tower', packageId: 'horizon.ktwr', version: '1.1.0', createdAt: now - 2000 },
    ),
    makeSubmission(
      { phase: 'failed', status: 'failed_no_file_dir' },
      {
        addonId: 'lowi',
        addonName: 'LOWI Innsbruck',
        addonKind: 'scenery',
        packageId: 'horizon.lowi.scenery',
        version: '2.0.0b3',
        createdAt: now - 3_600_000,
        attempts: [attempt(1, {})],
        retry: {
          what: 'rebuild',
          sentence: 'Builds the zip again for this package id and sends it; 2.0.0b3 keeps its number.',
          nextVersion: null,
        },
      },
    ),
    makeSubmission(
      { phase: 'waiting', until: now + 41_000, reason: 'auto-retry' },
      {
        addonId: 'dr401',
        addonName: 'DR401 CDI',
        packageId: 'horizon.dr401',
        version: '0.9.0',
        createdAt: now - 4_000_000,
        attempts: [attempt(1, { httpStatus: 500, outcome: 'the registry had a fault' })],
        retry: { what: 'send-again', sentence: 'Sends the same zip again.', nextVersion: null },
      },
    ),
    makeSubmission(
      { phase: 'rejected', httpStatus: 400 },
      {
        version: '1.2.1',
        createdAt: now - 5_000_000,
        addonId: 'velis2',
        error: {
          code: 'self_dep',
          message: 'The package depends on itself.',
          list: 'dependencies',
          field: 'dependencies',
          row: 2,
          hint: 'Remove that row.',
        },
        retry: null,
      },
    ),
    makeSubmission(
      { phase: 'processed', hash: ARCHIVE.sha256, size: 66_000_000 },
      { addonId: 'other', createdAt: now - 6_000_000, attempts: [attempt(1, {})] },
    ),
    makeSubmission(
      { phase: 'cancelled', versionUsed: false },
      { addonId: 'other', version: '1.0.3', connectionId: 'xpkg', createdAt: now - 7_000_000 },
    ),
    makeSubmission(
      { phase: 'cancelled', versionUsed: true },
      { addonId: 'other', version: '1.0.2', createdAt: now - 90_000_000 },
    ),
    makeSubmission(
      { phase: 'sending', attempt: 2 },
      { addonId: 'other', version: '1.0.1', interrupted: true, createdAt: now - 91_000_000 },
    ),
    makeSubmission(
      { phase: 'rehearsed' },
      { addonId: 'other', version: '1.0.5', dryRun: true, createdAt: now - 92_000_000 },
    ),
    makeSubmission(
      { phase: 'failed', status: 'failed_by_gremlins' },
      {
        addonId: 'other',
        version: '0.9.9',
        createdAt: now - 93_000_000,
        retry: { what: 'send-again', sentence: 'Sends the same zip again.', nextVersion: null },
      },
    ),
  ];
}
