import type { AppError } from '../../../preload/contract.ts';

// The errors the state machine itself finds. What the registry says has its words from the protocol.

export const gaveUp = (last: AppError | null): AppError => ({
  code: 'gave_up',
  message: `The registry could not be reached after several tries${last ? `: ${last.message}` : '.'}`,
  hint: 'Nothing was received. Retry when the connection works again.',
  retry: 'repeat',
});

export const versionDiffers = (fields: readonly string[]): AppError => ({
  code: 'version_differs',
  message: `The registry holds this version, but not as it was sent: ${fields.join(', ')} differ.`,
  hint: 'A stored version cannot be changed in this. Publish under a new version number.',
  retry: 'new-version',
});

export const versionVanished = (): AppError => ({
  code: 'version_vanished',
  message: 'The registry had said that it received this version, but it does not have it.',
  hint: 'Retry asks once more, and sends the archive again if it is still not there.',
  retry: 'repeat',
});

export const versionElsewhere = (): AppError => ({
  code: 'version_exists',
  message: 'The registry has this version, but nothing shows that it is the archive sent from here.',
  hint: 'It was uploaded before, or from another machine. Publish under the next version number.',
  field: 'packageVersion',
  retry: 'new-version',
});
