import type { Entry } from '../journal/index.ts';
import type { MachineEvent } from '../machine/index.ts';
import type { QueueDeps } from './deps.ts';

/** Changes to an entry beside its machine, made in the same write. */
export type Patch = Partial<Pick<Entry, 'attempts' | 'identity' | 'fileId' | 'draft' | 'addonId' | 'level'>>;

/** What the work of one submission may do with the queue. */
export interface SubmissionContext {
  readonly deps: QueueDeps;
  entry(id: string): Entry;
  dispatch(id: string, event: MachineEvent, patch?: Patch): Entry;
  /** Others that the same registry can be told to process again in the same request. */
  inLineForReprocess(first: Entry): Entry[];
}
