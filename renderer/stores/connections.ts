import { create } from 'zustand';
import type { AppError, Connection } from '../../preload/contract.ts';
import { ask, bridge } from '../bridge.ts';
import { useLanguage } from '../format/language.ts';
import { text } from '../text/text.ts';

export interface ConnectionsState {
  readonly state: 'loading' | 'ready' | 'failed';
  readonly error: AppError | undefined;
  readonly all: readonly Connection[];
  /** What main calls each, by its id. */
  readonly mainNames: Readonly<Record<string, string>>;
}

export const useConnections = create<ConnectionsState>()(() => ({
  state: 'loading',
  error: undefined,
  all: [],
  mainNames: {},
}));

export async function loadConnections(): Promise<void> {
  const answer = await ask(bridge().connections.list());
  if (answer.ok) putConnections(answer.value);
  else useConnections.setState({ state: 'failed', error: answer.error });
}

export function putConnections(all: readonly Connection[]): void {
  const mainNames = Object.fromEntries(all.map(({ id, name }) => [id, name]));
  useConnections.setState({ state: 'ready', error: undefined, all: all.map(named), mainNames });
}

/** The local registry has no name of the author's; the page calls it by its own word for it. */
function named(connection: Connection): Connection {
  return connection.kind === 'local' ? { ...connection, name: text.registry.localName } : connection;
}

useLanguage.subscribe(() => {
  useConnections.setState(({ all }) => ({ all: all.map(named) }));
});

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
