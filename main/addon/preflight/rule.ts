import type { Message, RuleId } from '../../../preload/messages/index.ts';
import type { PackageType } from '../../../protocol/index.ts';
import type { Detection } from '../detect/detection.ts';
import type { ScanResult } from '../scan/scan.ts';
import type { FileContents } from './file-contents.ts';
import type { FixStep } from './fix-step.ts';

/** Everything a rule may look at. */
export interface PreflightContext {
  readonly scan: ScanResult;
  readonly detection: Detection;
  readonly contents: FileContents;
  /** As the author decided, or as suggested while nothing is decided; undefined when it is not a valid id. */
  readonly packageId: string | undefined;
  readonly packageType: PackageType;
  /** Where the project file says the scripts are; without it they are `install.ska` and so on in the add-on's root. */
  readonly scripts: {
    readonly install?: string | undefined;
    readonly uninstall?: string | undefined;
    readonly upgrade?: string | undefined;
  };
  readonly resources: readonly string[];
  /** The version in the release form, where one was filled in. */
  readonly plannedVersion?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface RuleFinding {
  readonly severity: 'error' | 'warning' | 'note';
  readonly path?: string;
  /** More paths of which the same is said. */
  readonly also?: readonly string[];
  readonly message: Message;
  /** Overrides the rule's own reason where one finding has a better one. */
  readonly why?: Message;
  /** Tells findings of one rule at one path apart. */
  readonly key?: string;
  readonly fix?: OfferedFix;
  /** Libraries that users need besides, and how the release text says so. */
  readonly libraries?: { readonly names: string[]; readonly sentence: Message };
}

/** What one click would do. The steps are worked out when the author asks to see them, from what is on disk then. */
export interface OfferedFix {
  readonly label: Message;
  readonly description: Message;
  readonly steps: () => Promise<readonly FixStep[]>;
  /** Where it only leaves files out: fixes like this can be one. */
  readonly leavesOut?: { readonly root: string; readonly patterns: readonly string[] };
}

/** One thing preflight looks for. A rule is one small file; adding one is adding it to the list in rules/index.ts. */
export interface Rule {
  /** Its section of the messages says why the registry or the people who install the add-on care. */
  readonly id: RuleId;
  /** Whether a change of this path can change the rule's answer; a rule without it looks at everything. */
  readonly concerns?: (path: string) => boolean;
  readonly check: (context: PreflightContext) => readonly RuleFinding[] | Promise<readonly RuleFinding[]>;
}
