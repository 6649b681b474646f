import type { AppInfo, Emitters, Notice } from '../../preload/contract.ts';
import { type Clock, systemClock } from '../clock/index.ts';
import type { KeyValueStore, OpenedStore, SecretVault } from '../settings/index.ts';
import type { ErrorLog } from './reports/error-log.ts';

export { type Clock, systemClock };

/** What a shell can do for the author outside the window. What it cannot do it leaves out. */
export interface Openers {
  pickFolder?(): Promise<string | undefined>;
  /** Asks where to put a file; undefined when the author cancels. */
  saveFile?(suggestedName: string): Promise<string | undefined>;
  reveal?(path: string): void;
  openExternal(url: string): Promise<void>;
  /** A page of a registry that the author named; false where there is no browser. */
  openPage(address: string): Promise<boolean>;
}

export interface AppPaths {
  /** Journal, registry, drafts, add-on snapshots. */
  readonly data: string;
  /** The same of the author's other shells: read here, never written. */
  readonly otherData?: readonly string[];
  /** Archives: can be thrown away at the price of a slower build. */
  readonly cache: string;
  readonly logs: string;
  /** The local registry's folder where it is not below `data`: the terminal shares the app's. */
  readonly registry?: string;
  /** Where a shell without a save dialog puts what the author saves. */
  readonly downloads: string;
  readonly home: string;
}

/** Everything that differs between the desktop, the browser tab and the terminal; the services are the same in all. */
export interface AppShell {
  readonly shell: AppInfo['shell'];
  readonly version: string;
  readonly paths: AppPaths;
  readonly store: KeyValueStore;
  /** How opening the store went, where there is something to tell the author. */
  readonly opened?: Omit<OpenedStore, 'store'>;
  readonly secrets: SecretVault;
  /** The shell's own, where it began to write before the services were there. */
  readonly log?: ErrorLog;
  readonly clock: Clock;
  /** The local registry's port for this run, whatever the settings say. */
  readonly registryPort?: number;
  /** False for a command that ends soon: the local registry then runs in this thread. */
  readonly threaded?: boolean;
  /** False for a command that ends soon: folders are read, not watched. */
  readonly watch?: boolean;
  /** Tells the author by the system's notification when the window is not in front. */
  notify(notice: Notice): void;
  readonly openers: Openers;
  readonly emit: Emitters;
}
