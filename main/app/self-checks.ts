import { LOCAL_CONNECTION_ID } from '../../preload/contract.ts';
import type { AddonList } from '../library/index.ts';
import type { Connections } from './connections.ts';
import type { SelfCheck } from './diagnostics.ts';

export function registryCheck(connections: Connections): SelfCheck {
  return {
    name: 'Local registry',
    async run() {
      const endpoint = await connections.endpoint(LOCAL_CONNECTION_ID);
      return endpoint
        ? { ok: true, text: `It answers at ${endpoint.baseUrl}.` }
        : { ok: false, text: 'It does not run.' };
    },
  };
}

/** Whether changes in the add-ons' folders are seen by themselves. */
export function watchCheck(addonList: AddonList): SelfCheck {
  return {
    name: 'Watching folders',
    async run() {
      const all = addonList.summaries();
      const off = all.flatMap(({ name, watch }) => (watch.state === 'off' ? [`${name}: ${watch.reason}`] : []));
      if (off.length > 0) return { ok: false, text: off.join(' ') };
      return {
        ok: true,
        text:
          all.length === 0 ? 'There are no add-ons yet.' : `Nothing keeps ${all.length} folders from being watched.`,
      };
    },
  };
}
