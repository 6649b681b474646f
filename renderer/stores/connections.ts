import { create } from 'zustand';
import type { AppError, Connection } from '../../preload/contract.ts';
import { ask, bridge } from '../bridge.ts';

export interface ConnectionsState {
  readonly state: 'loading' | 'ready' | 'failed';
  readonly error: AppError | null;
  readonly all: readonly Connection[];
}

export const useConnections = create<ConnectionsState>()(() => ({ state: 'loading', error: null, all: [] }));

export async function loadConnections(): Promise<void> {
  const answer = await ask(bridge().connections.list());
  if (answer.ok) putConnections(answer.value);
  else useConnections.setState({ state: 'failed', error: answer.error });
}

export function putConnections(all: readonly Connection[]): void {
  useConnections.setState({ state: 'ready', error: null, all });
}

export function activeOf(state: ConnectionsState): Connection | undefined {
  return state.all.find(({ active }) => active);
}

export function localOf(state: ConnectionsState): Connection | undefined {
  return state.all.find(({ kind }) => kind === 'local');
}

export function useActiveConnection(): Connection | undefined {
  return useConnections(activeOf);
}

export function useConnectionName(id: string): string {
  return useConnections((state) => state.all.find((connection) => connection.id === id)?.name ?? id);
}
