import type { VersionRecord } from '../storage/packages/versions.ts';
import type { RegistryContext } from './context.ts';

/**
 * Where a stored package can be downloaded. The address of a private one carries its key: a hash is no secret, people
 * publish those of their files.
 */
export function locationOf(context: RegistryContext, version: VersionRecord): string | undefined {
  if (version.hash === undefined || !version.isStored || version.status !== 'processed') return undefined;
  const key = version.isPublic ? '' : `?privateKey=${version.privateKey}`;
  return `${context.baseUrl()}/packages/files/${version.hash}${key}`;
}
