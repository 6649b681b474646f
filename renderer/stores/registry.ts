import { create } from 'zustand';
import type { LocalRegistry, RegistryRequest } from '../../preload/contract.ts';
import { ask, bridge } from '../bridge.ts';

/** The embedded registry and what it was asked, newest last. */
export interface RegistryState {
  readonly status: LocalRegistry | undefined;
  readonly requests: readonly RegistryRequest[];
}

export const useRegistry = create<RegistryState>()(() => ({ status: undefined, requests: [] }));

const REQUESTS_KEPT = 500;

export function putRegistry(status: LocalRegistry): void {
  useRegistry.setState({ status });
}

export async function loadRegistry(): Promise<void> {
  const answer = await ask(bridge().registry.status());
  if (answer.ok) putRegistry(answer.value);
}

export function putRequests(more: readonly RegistryRequest[]): void {
  useRegistry.setState(({ requests }) => {
    const last = requests.at(-1)?.id ?? -1;
    const fresh = more.filter(({ id }) => id > last);
    return fresh.length === 0 ? {} : { requests: [...requests, ...fresh].slice(-REQUESTS_KEPT) };
  });
}

export async function loadRequests(): Promise<void> {
  const answer = await ask(bridge().registry.requests({ after: 0, limit: REQUESTS_KEPT }));
  if (answer.ok) putRequests(answer.value);
}
