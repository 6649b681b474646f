import type { Finding } from '../../../preload/contract.ts';
import type { Message } from '../../../preload/messages/index.ts';
import type { TriedPackage } from '../package/tried-package.ts';
import type { Find } from '../xplane/finds.ts';
import type { Snapshot } from '../xplane/snapshot.ts';
import type { ClientRun } from './run-client-script.ts';

export type StepName = 'dependencies' | 'install' | 'upgrade' | 'uninstall' | 'by-hand' | 'skunkcrafts';

/** What one step did. */
export interface Step {
  readonly step: StepName;
  /** One sentence about how it ended. */
  readonly summary: Message;
  readonly findings: readonly Finding[];
  /** What X-Plane finds of it afterwards. */
  readonly found: readonly Find[];
  /** The files that came, with their sizes; below the X-Plane folder. */
  readonly files: ReadonlyArray<{ readonly path: string; readonly size: number }>;
}

export interface StepInput extends ClientRun {
  readonly tried: TriedPackage;
  /** The X-Plane folder before anything was installed. */
  readonly before: Snapshot;
}
