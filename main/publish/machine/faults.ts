import type { AppError } from '../../../preload/contract.ts';
import { errorMessage, fault } from '../../../preload/messages/index.ts';

// The errors the state machine itself finds. What the registry says has its words from the protocol.

export const gaveUp = (last: AppError | undefined): AppError => ({
  ...(last ? fault('gave_up.because', errorMessage(last)) : fault('gave_up.text')),
  retry: 'repeat',
});

export const versionDiffers = (fields: readonly string[]): AppError => ({
  ...fault('version_differs.text', fields),
  retry: 'new-version',
});

export const versionVanished = (): AppError => ({ ...fault('version_vanished.text'), retry: 'repeat' });

export const versionElsewhere = (): AppError => ({
  ...fault('version_exists.elsewhere'),
  field: 'packageVersion',
  retry: 'new-version',
});
