import type { Outcome } from '../../../preload/contract.ts';
import { normalizePackageId } from '../../../protocol/index.ts';
import type { RegistryClient, RegistryClients, Reply } from '../client/index.ts';

/** Every call goes to one registry, and its answer becomes an outcome. */
export async function withClient<T>(
  clients: RegistryClients,
  connectionId: string,
  ask: (client: RegistryClient) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const client = await clients.for(connectionId);
  return client.ok ? ask(client.value) : client;
}

export function outcome<T>(reply: Reply<T>): Outcome<T>;
export function outcome<T, R>(reply: Reply<T>, turn: (value: T) => R): Outcome<R>;
export function outcome<T, R>(reply: Reply<T>, turn?: (value: T) => R): Outcome<T | R> {
  if (reply.kind !== 'ok') return { ok: false, error: reply.error };
  return { ok: true, value: turn ? turn(reply.value) : reply.value };
}

/** Routes take the partial id everywhere; what is not an id goes out as it is, and the registry says so. */
export function shortId(packageId: string): string {
  const id = normalizePackageId(packageId);
  return id.ok && id.value.repository === 'xpkg' ? id.value.partial : packageId.trim();
}
