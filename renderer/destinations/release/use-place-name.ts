import type { ReleaseDestination } from '../../../preload/contract.ts';
import { useConnections } from '../../stores/connections.ts';

/** What a place of a release is called: the local registry in the author's language, whatever main called it then. */
export function usePlaceName({ name, connectionId }: Pick<ReleaseDestination, 'name' | 'connectionId'>): string {
  const local = useConnections(({ all }) => all.find(({ id, kind }) => id === connectionId && kind === 'local'));
  return local?.name ?? name;
}
