/** Processing has ended without a published version; a retry is possible. */
export const FAILED_STATUSES = [
  'removed',
  'failed_macosx',
  'failed_no_file_dir',
  'failed_manifest_exists',
  'failed_invalid_file_types',
  'failed_file_too_large',
  'failed_not_enough_space',
  'failed_server',
  'aborted',
] as const;
export type FailedStatus = (typeof FAILED_STATUSES)[number];
export const VERSION_STATUSES = ['processing', 'processed', ...FAILED_STATUSES] as const;
export type VersionStatus = (typeof VERSION_STATUSES)[number];

/** Whose move it is: nobody's, the registry's (try again), the author's (other content), the quota's, the registry's staff. */
export type Fault = 'none' | 'server' | 'content' | 'quota' | 'withdrawn';

export interface StatusInfo<S extends string = string> {
  readonly status: S;
  readonly outcome: 'processing' | 'processed' | 'failed';
  /** Nothing happens any more unless somebody retries. */
  readonly terminal: boolean;
  /** POST /packages/retry takes it. */
  readonly retryable: boolean;
  /** Other people see it, if it is public. */
  readonly listed: boolean;
  readonly fault: Fault;
  /** The very same bytes may be processed with another result. */
  readonly mayReprocess: boolean;
  readonly sentence: string;
  readonly advice: string;
}

export function isVersionStatus(value: unknown): value is VersionStatus {
  return VERSION_STATUSES.some((status) => status === value);
}

/** What any status means. One that nobody knows is waited on, unless its name says that it failed. */
export function statusInfo<S extends string>(status: S): StatusInfo<S> {
  const [fault, sentence, advice] = isVersionStatus(status) ? TEXTS[status] : unknownStatus(status);
  const outcome = outcomeOf(status);
  const failed = outcome === 'failed';
  return {
    status,
    outcome,
    terminal: outcome !== 'processing',
    retryable: failed,
    listed: outcome === 'processed',
    fault,
    mayReprocess: fault === 'server' || fault === 'quota',
    sentence,
    advice,
  };
}

function outcomeOf(status: string): StatusInfo['outcome'] {
  if (status === 'processed') return 'processed';
  const failed = FAILED_STATUSES.some((known) => known === status) || status.startsWith('failed');
  return failed ? 'failed' : 'processing';
}

function unknownStatus(status: string): StatusTexts {
  const fault = outcomeOf(status) === 'failed' ? 'content' : 'none';
  return [
    fault,
    `Its status is "${status}".`,
    'Look at the version on the registry, which may be newer than this app.',
  ];
}

type StatusTexts = readonly [Fault, sentence: string, advice: string];

const TEXTS: Readonly<Record<VersionStatus, StatusTexts>> = {
  processing: [
    'none',
    'The registry has the upload and is processing it.',
    'Wait for the result. The version number is already used.',
  ],
  processed: ['none', 'The version is published.', 'Nothing is left to do.'],
  removed: [
    'withdrawn',
    'The registry removed this version.',
    'Ask the people who run the registry why. It can be uploaded again by a retry.',
  ],
  failed_macosx: [
    'content',
    'The archive holds a __MACOSX folder and no single folder beside it.',
    'Build the archive again with Loadmaster, which leaves __MACOSX out, and retry.',
  ],
  failed_no_file_dir: [
    'content',
    'The archive has no folder named exactly like the package id at its root.',
    'Build the archive again for this package id and retry.',
  ],
  failed_manifest_exists: [
    'content',
    'The archive has a manifest.json at its root, a name the registry keeps for itself.',
    'Rename or remove that file and retry. Inside the package folder the name is fine.',
  ],
  failed_invalid_file_types: [
    'content',
    'The archive holds symbolic links, which the registry does not take.',
    'Replace each link by the file it stands for and retry.',
  ],
  failed_file_too_large: [
    'content',
    'The archive unpacks to more than the registry takes, which is 16 GiB by default.',
    'Split the add-on or take out what users do not need, and retry.',
  ],
  failed_not_enough_space: [
    'quota',
    'The storage of your account on this registry is full.',
    'Make the archive smaller or get more storage, then retry. Versions already stored never free their space.',
  ],
  failed_server: ['server', 'The registry lost the upload while processing it.', 'Retry: nothing has to change.'],
  aborted: [
    'server',
    'The registry gave up processing: it failed, took too long, or could not read the archive as a zip.',
    'Retry. If it happens again, build the archive anew.',
  ],
};
