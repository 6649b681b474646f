import type { Nothing, Outcome, PackageRoles, Role, RoleGiven } from '../../../preload/contract.ts';
import { fault } from '../../../preload/messages/index.ts';
import type { RegistryClients, Reply } from '../client/index.ts';
import { outcome, shortId, withClient } from './with-client.ts';

interface OfPackage {
  readonly connectionId: string;
  readonly packageId: string;
}
interface OfMember extends OfPackage {
  readonly who: string;
}

/** Who may do what with a package, on registries that know roles: those that several people use. */
export function roleServices(clients: RegistryClients) {
  return {
    /** Null where the registry has no roles. */
    roles: ({ connectionId, packageId }: OfPackage): Promise<Outcome<PackageRoles | Nothing>> =>
      withClient<PackageRoles | Nothing>(clients, connectionId, async (client) => {
        const reply = await client.packageRoles(shortId(packageId));
        const isUnknown = reply.kind === 'refused' && reply.httpStatus === 404;
        if (isUnknown) return { ok: true, value: null };
        if (isRefused(reply, 401)) return { ok: false, error: fault('role_refused.token') };
        return outcome(reply, ({ role, author, members, invited, teams }) => ({
          ...{ role, author, members, invited, teams },
        }));
      }),

    setRole: ({ connectionId, packageId, who, role }: OfMember & { readonly role: Role }) =>
      withClient<RoleGiven>(clients, connectionId, async (client) => {
        const reply = await client.setRole(shortId(packageId), who.trim(), role);
        return told(reply, who.trim(), (given) => ({ invited: given !== null }));
      }),

    removeRole: ({ connectionId, packageId, who }: OfMember) =>
      withClient(clients, connectionId, async (client) =>
        told(await client.removeRole(shortId(packageId), who), who, () => null),
      ),
  };
}

function isRefused(reply: Reply<unknown>, status: number): boolean {
  return reply.kind === 'refused' && reply.httpStatus === status;
}

/** The routes of roles answer in sentences of their own, in English; their statuses say the same. */
function told<T, R>(reply: Reply<T>, who: string, value: (told: T) => R): Outcome<R> {
  if (isRefused(reply, 401)) return { ok: false, error: fault('role_refused.token') };
  if (isRefused(reply, 403)) return { ok: false, error: fault('role_refused.owners') };
  if (isRefused(reply, 404)) return { ok: false, error: fault('role_refused.nobody', who) };
  if (isRefused(reply, 409)) return { ok: false, error: fault('role_refused.author', who) };
  return outcome(reply, value);
}
