import { LOCAL_CONNECTION_ID } from '../../preload/contract.ts';
import type { SelfCheck } from './diagnostics.ts';
import type { Hangar } from './hangar.ts';
import type { Switchboard } from './switchboard.ts';

export function registryCheck(switchboard: Switchboard): SelfCheck {
  return {
    name: 'Local registry',
    async run() {
      const line = await switchboard.line(LOCAL_CONNECTION_ID);
      return line ? { ok: true, text: `It answers at ${line.baseUrl}.` } : { ok: false, text: 'It does not run.' };
    },
  };
}

/** Whether changes in the add-ons' folders are seen by themselves. */
export function watchCheck(hangar: Hangar): SelfCheck {
  return {
    name: 'Watching folders',
    async run() {
      const all = hangar.summaries();
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
