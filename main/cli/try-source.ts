import type { LayOut, Rehearsal } from '../install/index.ts';

/** Something that can be laid out as a package. */
export interface TrySource {
  readonly layOut: LayOut;
  readonly folderName: string;
  readonly earlier?: Rehearsal['steps'];
  readonly last?: TrySource | undefined;
  close(): Promise<void>;
}
