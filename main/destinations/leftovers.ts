import { systemClock } from '../clock/index.ts';
import type { CarrierCall } from './carriers/carrier.ts';
import type { RememberingCarrier } from './carriers/remembering.ts';
import { type PublishedPaths, pathsOf } from './content/published-paths.ts';

/** No release goes on for so long, on whatever clock, and who begins again after that can send a half anew. */
const SURELY_DEAD_MS = 7 * 24 * 60 * 60_000;

/** After a release: what runs left in the place that were killed long ago. */
export async function removeLeftovers(
  carrier: RememberingCarrier,
  {
    published,
    now = systemClock.now,
  }: { readonly published: PublishedPaths; readonly now?: (() => number) | undefined },
  call: CarrierCall,
): Promise<void> {
  await carrier.removeLeftovers(pathsOf(published)(), now() - SURELY_DEAD_MS, call);
}
