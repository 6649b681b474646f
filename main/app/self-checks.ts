import { LOCAL_CONNECTION_ID } from '../../preload/contract.ts';
import { inTurn, message, saidOf } from '../../preload/messages/index.ts';
import type { AddonList } from '../library/index.ts';
import type { Connections } from './registries/connections.ts';
import type { SelfCheck } from './reports/diagnostics.ts';

export function registryCheck(connections: Connections): SelfCheck {
  return {
    name: message('self-check.localRegistry'),
    async run() {
      const endpoint = await connections.endpoint(LOCAL_CONNECTION_ID);
      return endpoint
        ? { ok: true, text: message('self-check.answersAt', endpoint.baseUrl) }
        : { ok: false, text: message('self-check.stopped') };
    },
  };
}

/** Whether changes in the add-ons' folders are seen by themselves. */
export function watchCheck(addonList: AddonList): SelfCheck {
  return {
    name: message('self-check.watching'),
    async run() {
      const all = addonList.summaries();
      const off = all.flatMap(({ name, watch }) =>
        watch.state === 'off'
          ? [
              message(
                'self-check.notWatched',
                name,
                saidOf({ message: watch.reason, said: watch.said && { message: watch.said } }),
              ),
            ]
          : [],
      );
      const [first, ...more] = off;
      if (first !== undefined) return { ok: false, text: inTurn(first, ...more) };
      return {
        ok: true,
        text: all.length === 0 ? message('self-check.noAddons') : message('self-check.watched', all.length),
      };
    },
  };
}
