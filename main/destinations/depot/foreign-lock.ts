import { fault } from '../../../preload/messages/index.ts';
import { DEPOT_FILES } from '../../../protocol/index.ts';
import type { PublishedPath } from '../../publish/index.ts';
import type { CarrierCall } from '../carriers/carrier.ts';
import type { RememberingCarrier } from '../carriers/remembering.ts';
import { DestinationError } from '../destination.ts';
import type { DepotThere } from './depot-there.ts';

/**
 * Longer than any release goes on without a file that becomes whole, and longer than the clocks of a server and of this machine are
 * apart, whatever time zone one of them takes for its own.
 */
const SURELY_DEAD_MS = 24 * 60 * 60_000;

interface Locked {
  readonly name: string;
  readonly carrier: RememberingCarrier;
  readonly now: () => number;
}

/** Whether another machine locked it. While this one is in the middle of a release its journal has the cfg in doubt. */
export function isLockedByOther({ cfg }: Pick<DepotThere, 'cfg'>, known: readonly PublishedPath[]): boolean {
  if (cfg.locked !== true) return false;
  const own = known.find(({ path }) => path === DEPOT_FILES.cfg);
  return own === undefined || own.crc32 !== undefined;
}

/** Nothing tells a release that goes on from one that was stopped, except that nothing happened there for very long. */
export async function refuseForeignLock({ name, carrier, now }: Locked, call: CarrierCall): Promise<void> {
  const changed = await carrier.lastChange(call);
  if (changed !== undefined && now() - changed > SURELY_DEAD_MS) return;
  const since = (await carrier.stat(DEPOT_FILES.cfg, call))?.mtimeMs;
  throw new DestinationError(
    since === undefined ? fault('depot_locked.text', name) : fault('depot_locked.since', name, since),
  );
}
