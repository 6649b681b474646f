import { type RoleAct, roleAllows, statusInfo, type VersionStatus } from '../../../protocol/index.ts';
import { roleAt } from '../storage/roles.ts';
import type { Statements } from '../storage/store.ts';
import type { Grant } from './auth.ts';
import type { RegistryContext } from './context.ts';

/** Whether the author of the token may do it with the package. What the token itself allows is another question. */
export const mayDo = async (db: Statements, grant: Grant, packageId: string, act: RoleAct): Promise<boolean> =>
  roleAllows(await roleAt(db, packageId, grant.authorId), act);

/** X-Pkg lets an author retry what it removed; whoever moderates means it. */
export const mayRetry = ({ removedStays }: RegistryContext, status: VersionStatus): boolean =>
  statusInfo(status).retryable && !(removedStays && status === 'removed');
