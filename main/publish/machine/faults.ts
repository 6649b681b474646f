import type { AppError } from '../../../preload/contract.ts';
import { errorMessage, fault } from '../../../preload/messages/index.ts';

// The errors the state machine itself finds. What the registry says has its words from the protocol.

export function gaveUp(last: AppError | undefined): AppError {
  return {
    ...(last ? fault('gave_up.because', errorMessage(last)) : fault('gave_up.text')),
    retry: 'repeat',
  };
}

export function versionDiffers(fields: readonly string[]): AppError {
  return {
    ...fault('version_differs.text', fields),
    retry: 'new-version',
  };
}

export function versionVanished(): AppError {
  return { ...fault('version_vanished.text'), retry: 'repeat' };
}

export function versionElsewhere(): AppError {
  return {
    ...fault('version_exists.elsewhere'),
    field: 'packageVersion',
    retry: 'new-version',
  };
}
