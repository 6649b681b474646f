import type { DepotRules, LayOut, Rehearsal } from '../../install/index.ts';

/** Something that can be laid out as a package. */
export interface TrySource {
  readonly layOut: LayOut;
  readonly folderName: string;
  /** Where the folder's loadmaster.json names a SkunkCrafts depot. */
  readonly depot?: DepotRules | undefined;
  readonly earlier?: Rehearsal['steps'];
  readonly last?: TrySource | undefined;
  close(): Promise<void>;
}
