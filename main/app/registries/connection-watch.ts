import { LOCAL_CONNECTION_ID } from '../../../preload/contract.ts';
import type { ConnectionStore, Preferences } from '../../settings/index.ts';
import type { Clock } from '../shell.ts';
import type { Connections } from './connections.ts';

interface Parts {
  readonly clock: Clock;
  readonly preferences: Preferences;
  readonly connectionStore: ConnectionStore;
  readonly connections: Connections;
  readonly onFault: (where: string, cause: unknown) => void;
}

/**
 * Looks now and then whether the remote registry in use still answers, so that its light is true before an author
 * presses Publish. Answers with how to stop.
 */
export function watchConnections({ clock, preferences, connectionStore, connections, onFault }: Parts): () => void {
  let cancel = (): void => {};
  let minutes = preferences.get().checkConnectionsEveryMinutes;

  function plan(): void {
    cancel();
    cancel = minutes === 0 ? () => {} : clock.setTimer(minutes * 60_000, look);
  }

  function look(): void {
    const id = connectionStore.activeId();
    const looked = id === LOCAL_CONNECTION_ID ? Promise.resolve(null) : connections.test(id);
    looked.catch((cause: unknown) => onFault('connection', cause)).finally(plan);
  }

  const forget = preferences.onChange(({ checkConnectionsEveryMinutes }) => {
    if (checkConnectionsEveryMinutes === minutes) return;
    minutes = checkConnectionsEveryMinutes;
    plan();
  });
  plan();
  return () => {
    cancel();
    cancel = () => {};
    minutes = 0;
    forget();
  };
}
