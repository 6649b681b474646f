import { type FakeBridge, fakeBridge } from './bridge.ts';
import { frameHandlers } from './frame.ts';
import { libraryHandlers } from './library.ts';
import { placesHandlers } from './places.ts';
import { publishingHandlers } from './publishing.ts';
import { registryHandlers } from './registry.ts';
import type { Scenario } from './scenario.ts';

export type { Scenario } from './scenario.ts';

/** Answers as main would, with enough of everything to look at. */
export function fakeMain(scenario: Scenario = {}, now = Date.now()): FakeBridge {
  const fake = fakeBridge({
    ...libraryHandlers(scenario, now),
    ...publishingHandlers(scenario, now),
    ...placesHandlers(scenario, now),
    ...registryHandlers(scenario, now),
    ...frameHandlers(scenario, now),
  });
  const tick = () =>
    fake.emit.publish.progress({
      id: 'up',
      phase: 'sending',
      done: 41_200_000,
      total: 66_000_000,
      bytesPerSecond: 8_100_000,
      etaSeconds: 3,
    });
  setTimeout(tick, 50);
  return fake;
}
