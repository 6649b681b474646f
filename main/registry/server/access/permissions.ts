import type { FastifyRequest } from 'fastify';
import { hasPermission, type RoleAct, roleAllows, statusInfo, type VersionStatus } from '../../../../protocol/index.ts';
import type { Statements } from '../../storage/database/store.ts';
import { findModerated } from '../../storage/packages/moderation.ts';
import { roleAt } from '../../storage/packages/roles.ts';
import type { RegistryContext } from '../context.ts';
import { type Grant, grantOf } from './auth.ts';

/**
 * Whether the author of the token may do it with the package. What the token itself allows is another question. What
 * was removed for good gets no version any more, whoever sends it.
 */
export async function mayDo(db: Statements, grant: Grant, packageId: string, act: RoleAct): Promise<boolean> {
  if (act === 'publish' && (await findModerated(db, packageId))?.removedAt !== undefined) return false;
  return roleAllows(await roleAt(db, packageId, grant.authorId), act);
}

/** Why a version may be sent no more, though it might when the request came; undefined where it still may. */
export async function refusedSince(
  db: Statements,
  request: FastifyRequest,
  packageId: string,
): Promise<401 | 403 | undefined> {
  const grant = await grantOf(db, request);
  if (grant === undefined || !hasPermission(grant, 'UploadVersion', packageId)) return 401;
  return (await mayDo(db, grant, packageId, 'publish')) ? undefined : 403;
}

/** X-Pkg lets an author retry what it removed; whoever moderates means it. */
export function mayRetry({ removedStays }: RegistryContext, status: VersionStatus): boolean {
  return statusInfo(status).retryable && !(removedStays && status === 'removed');
}
