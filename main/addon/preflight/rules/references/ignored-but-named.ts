import { message } from '../../../../../preload/messages/index.ts';
import { IGNORE_FILE } from '../../../ignore/rules.ts';
import type { HiddenPath } from '../../../scan/walk.ts';
import { textReader } from '../../once.ts';
import type { PreflightContext, Rule, RuleFinding } from '../../rule.ts';

/** Built-in rules for files an add-on may need after all; what systems and X-Plane write it never does. */
const PERHAPS_NEEDED = new Set(['backup or temporary file', 'settings of a check or a build']);
const SCRIPT = /\.(?:lua|py)$/i;
/** X-Plane runs no tests, and what they name is there where they are run. */
const TESTS = /(?:^|\/)(?:tests?\/|test_[^/]*$|[^/]*_test\.|conftest\.py$)/i;
const MOST_SCRIPTS = 400;
const MOST_BYTES = 4 * 1024 * 1024;
/** A short name, such as `a.tmp`, occurs in texts that do not mean it. */
const LEAST_NAME = 6;

const readerOf = textReader(withoutComments);

/** Files that an ignore rule leaves out and a script of the add-on opens. */
export const ignoredButNamed: Rule = {
  id: 'ignored-but-named',
  async check(context) {
    const hidden = context.scan.ignored.filter(mayBeNeeded);
    if (hidden.length === 0) return [];
    const namers = await whoNames(hidden, context);
    return [...namers].map(([{ path, rule }, namer]): RuleFinding => {
      const name = path.slice(path.lastIndexOf('/') + 1);
      return {
        severity: 'warning',
        path,
        message: message(
          rule.source === 'built-in' ? 'ignored-but-named.builtIn' : 'ignored-but-named.own',
          namer,
          rule.pattern,
          name,
          IGNORE_FILE,
        ),
      };
    });
  },
};

function mayBeNeeded({ path, isFolder, rule }: HiddenPath): boolean {
  if (isFolder || path.length - path.lastIndexOf('/') - 1 < LEAST_NAME) return false;
  return rule.source !== 'built-in' || PERHAPS_NEEDED.has(rule.reason ?? '');
}

async function whoNames(hidden: readonly HiddenPath[], context: PreflightContext): Promise<Map<HiddenPath, string>> {
  const { scan, contents, signal } = context;
  const read = readerOf(contents);
  const found = new Map<HiddenPath, string>();
  const scripts = scan.entries.filter(
    ({ path, size, link }) => link === undefined && size <= MOST_BYTES && SCRIPT.test(path) && !TESTS.test(path),
  );
  for (const entry of scripts.slice(0, MOST_SCRIPTS)) {
    signal?.throwIfAborted();
    const text = await read(entry);
    for (const item of hidden) {
      const name = item.path.slice(item.path.lastIndexOf('/') + 1);
      if (!found.has(item) && text.includes(name)) found.set(item, entry.path);
    }
  }
  return found;
}

/** Comments are no code: a script that says "see notes.bak" opens nothing. */
function withoutComments(text: string, path: string): string {
  return path.toLowerCase().endsWith('.py') ? text.replace(/^\s*#.*$/gm, '') : text.replace(/^\s*--.*$/gm, '');
}
