import type { VersionRecord } from '../storage/versions.ts';
import type { RegistryContext } from './context.ts';

/** Where a stored package can be downloaded. For a private one the hash is the secret: only key and owner learn it. */
export function locationOf(context: RegistryContext, version: VersionRecord): string | undefined {
  if (version.hash === null || !version.isStored || version.status !== 'processed') return undefined;
  return `${context.baseUrl()}/packages/files/${version.hash}`;
}
