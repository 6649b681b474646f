import type { WatchState } from '../../../preload/contract/addons.ts';
import type { Message } from '../../../preload/messages/index.ts';
import type { Detection } from '../detect/detection.ts';
import type { IgnoreRules } from '../ignore/rules.ts';
import type { CheckedFinding } from '../preflight/index.ts';
import type { ProjectFile, ProjectRead } from '../project/project-file.ts';
import type { ScanResult } from '../scan/scan.ts';
import type { EntryChanges } from '../watch/entry-changes.ts';
import type { StartFolderWatch } from '../watch/folder-watch.ts';
import type { RunChecks } from './checks.ts';

export type AddonPhase = 'reading' | 'ready' | 'missing' | 'failed';

/** All that is known about one add-on folder. Every update replaces it as a whole; nothing in it is changed in place. */
export interface AddonState {
  readonly phase: AddonPhase;
  /** What is wrong, for the author, when the phase is `missing` or `failed`. */
  readonly problem: Message | undefined;
  /** While the folder is missing: the last that was known. */
  readonly scan: ScanResult;
  readonly rules: IgnoreRules;
  readonly projectRead: ProjectRead;
  readonly project: ProjectFile;
  /** Undefined until the first scan has ended. */
  readonly detection: Detection | undefined;
  readonly findings: readonly CheckedFinding[];
  readonly watch: WatchState;
  /** What happened while nobody looked; undefined when this is the first time. */
  readonly sinceLastOpen: EntryChanges | undefined;
}

export type AddonUpdate =
  | { readonly kind: 'entries'; readonly changes: EntryChanges }
  | { readonly kind: 'project' }
  | { readonly kind: 'detection' }
  | { readonly kind: 'findings' }
  | { readonly kind: 'phase' }
  | { readonly kind: 'watch' };

export interface AddonSessionOptions {
  readonly folder: string;
  /** Ignore rules beside those of the folder's own files. */
  readonly extraIgnore?: readonly string[];
  /** Who the author is, for an add-on that does not say. */
  readonly author?: string;
  /** Whether to follow changes; true unless said otherwise. */
  readonly watch?: boolean;
  /** Where the list of files is kept between two openings. */
  readonly stateFile?: string;
  readonly onChange?: (update: AddonUpdate, state: AddonState) => void;
  readonly runChecks?: RunChecks;
  /** For tests: another watcher, and how often the root itself is looked at. */
  readonly startWatch?: StartFolderWatch;
  readonly rootCheckMs?: number;
}

export interface AddonSession {
  readonly folder: string;
  readonly state: AddonState;
  /** Resolves when the folder has been read and checked for the first time, or found missing. */
  readonly ready: Promise<void>;
  /** Resolves when everything that is known to have changed has been read. */
  readonly settled: () => Promise<void>;
  /** Reads and checks everything again, and tries to watch again when watching is off. */
  readonly refresh: () => Promise<void>;
  readonly saveProject: (project: ProjectFile) => Promise<void>;
  readonly close: () => Promise<void>;
}
