import { join } from 'node:path';
import ignore from 'ignore';
import { type Message, message } from '../../../preload/messages/index.ts';
import { NotASmallFile, readSmallFile } from '../../disk/index.ts';
import { type BuiltInRule, builtInRuleFor, isAlwaysHidden } from './built-in.ts';
import { LARGEST_IGNORE_FILE, MOST_RULES, patternFault } from './limits.ts';

export const IGNORE_FILE = '.xpkgignore';

/** Which rule hides a path, and where the author finds that rule. */
export interface HidingRule {
  readonly source: 'built-in' | 'ignore-file' | 'project';
  readonly pattern: string;
  /** The line in .xpkgignore, from 1. */
  readonly line?: number;
  /** Why a built-in rule exists. */
  readonly reason?: BuiltInRule['reason'];
}

export interface IgnoreRules {
  /** The author's own rules, in order. */
  readonly own: readonly HidingRule[];
  /** Rules of the author's that are not used: what they should hide would be published. */
  readonly faults: readonly Message[];
  /** Whether this very path is hidden; its parents are taken to be visible, as they are for a walk from the top. */
  readonly hiddenBy: (path: string, isFolder: boolean) => HidingRule | undefined;
  /** For any path: the rule that hides it, and the path that rule matched (the path itself or a folder above it). */
  readonly explain: (
    path: string,
    isFolder?: boolean,
  ) => { readonly rule: HidingRule; readonly at: string } | undefined;
}

export interface IgnoreSources {
  /** The text of .xpkgignore. */
  readonly ignoreFile?: string | undefined;
  /** Why .xpkgignore could not be used at all. */
  readonly fileFault?: Message | undefined;
  /** Further rules of the project file, in the same syntax. */
  readonly extra?: readonly string[] | undefined;
}

/**
 * Built-in rules first, then .xpkgignore, then the project's own: as in gitignore the last match wins, so an author can bring back what a built-in rule
 * hides with `!name`. Names are compared without regard to case, as macOS and Windows see them.
 */
export function createIgnoreRules(sources: IgnoreSources = {}): IgnoreRules {
  const { own, faults } = ownRules(sources);
  const matcher = own.length === 0 ? undefined : ignore({ allowRelativePaths: true });
  matcher?.add(own.map((rule, index) => ({ pattern: rule.pattern, mark: String(index) })));

  const hiddenBy = (path: string, isFolder: boolean): HidingRule | undefined => {
    const builtIn = builtInRuleFor(path.slice(path.lastIndexOf('/') + 1));
    if (matcher !== undefined && !isAlwaysHidden(path)) {
      const result = matcher.test(isFolder ? `${path}/` : path);
      if (result.ignored) return own[Number(result.rule?.mark)];
      if (result.unignored) return undefined;
    }
    return builtIn && asHidingRule(builtIn);
  };

  const explain: IgnoreRules['explain'] = (path, isFolder = false) => {
    for (let slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
      const at = path.slice(0, slash);
      const rule = hiddenBy(at, true);
      if (rule !== undefined) return { rule, at };
    }
    const rule = hiddenBy(path, isFolder);
    return rule && { rule, at: path };
  };
  return { own, faults, hiddenBy, explain };
}

/** The rules for the add-on in `root`. An .xpkgignore that cannot be read hides nothing, and is a fault if it is there. */
export async function readIgnoreRules(root: string, extra?: readonly string[]): Promise<IgnoreRules> {
  try {
    return createIgnoreRules({ ignoreFile: await readSmallFile(join(root, IGNORE_FILE), LARGEST_IGNORE_FILE), extra });
  } catch (cause) {
    // One without permission is reported by the scan, as every file is.
    return createIgnoreRules({ extra, fileFault: cause instanceof NotASmallFile ? cause.reason : undefined });
  }
}

function ownRules(sources: IgnoreSources): { own: HidingRule[]; faults: Message[] } {
  const lines = (sources.ignoreFile ?? '').replace(/^\uFEFF/, '').split(/\r?\n/);
  const fromFile = lines.map((pattern, index): HidingRule => ({ source: 'ignore-file', pattern, line: index + 1 }));
  const fromProject = (sources.extra ?? []).map((pattern): HidingRule => ({ source: 'project', pattern }));
  const written = [...fromFile, ...fromProject].filter(
    ({ pattern }) => pattern.trim() !== '' && !pattern.startsWith('#'),
  );
  const faults: Message[] = [];
  if (sources.fileFault !== undefined) faults.push(message('ignore-rules.fileUnused', IGNORE_FILE, sources.fileFault));
  const beyond = written[MOST_RULES];
  if (beyond !== undefined) {
    faults.push(message('ignore-rules.tooMany', beyond.line ?? 0, written.length, MOST_RULES));
  }
  const own = written.slice(0, MOST_RULES).filter(({ pattern, line }) => {
    const why = patternFault(pattern);
    if (why === undefined) return true;
    const shown = pattern.length > 60 ? `${pattern.slice(0, 60)}...` : pattern;
    faults.push(message('ignore-rules.unused', line ?? 0, shown, why));
    return false;
  });
  return { own, faults };
}

const hidingRules = new Map<BuiltInRule, HidingRule>();

function asHidingRule(rule: BuiltInRule): HidingRule {
  const known = hidingRules.get(rule);
  if (known !== undefined) return known;
  const made: HidingRule = { source: 'built-in', pattern: rule.pattern, reason: rule.reason };
  hidingRules.set(rule, made);
  return made;
}
