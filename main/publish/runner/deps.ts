import type { RetryPlan } from '../../../preload/contract.ts';
import type { Clock } from '../../clock/index.ts';
import type { RegistryClients } from '../client/index.ts';
import type { Entry, Journal } from '../journal/index.ts';
import type { AddonFacts, PublishMark, ReleaseBuilder } from '../ports.ts';
import type { TakenVersions } from '../release/taken-versions.ts';
import type { PublisherEvents } from './events.ts';
import type { SendStore } from './send-store.ts';

/** What the queue works with. */
export interface QueueDeps {
  readonly journal: Journal;
  readonly sendStore: SendStore;
  readonly clients: RegistryClients;
  readonly taken: TakenVersions;
  readonly builder: ReleaseBuilder;
  readonly addons: AddonFacts;
  readonly clock: Clock;
  readonly random: () => number;
  readonly events: PublisherEvents;
  readonly onPublished: (addonId: string, connectionId: string, mark: PublishMark) => Promise<void>;
  /** What a click on Retry would do, as far as is known without asking. */
  readonly planLocally: (entry: Entry) => RetryPlan | undefined;
}
