import type { AddonKind } from '../../../../../preload/contract/addons.ts';
import { message } from '../../../../../preload/messages/index.ts';
import { type KeptCopy, keptCopies } from '../../copies.ts';
import { ignoreFix, patternFor } from '../../fixes-offered.ts';
import { publishedEntries } from '../../published.ts';
import { namedFiles } from '../../references/named-files.ts';
import type { PreflightContext, Rule, RuleFinding } from '../../rule.ts';
import { sceneryNames } from '../../scenery-names.ts';

/** What is loaded by its name alone in an add-on of a kind: the copy as well as the original. */
const LOADED_TOO: Readonly<Partial<Record<AddonKind, RegExp>>> = {
  aircraft: /\.acf$/i,
  flywithlua: /\.lua$/i,
  xppython3: /(?:^|\/)PI_[^/]*\.py$/i,
};

/** Copies that a program, or a person, left beside the file they were made of. */
export const keptCopiesRule: Rule = {
  id: 'kept-copies',
  async check(context) {
    if (context.detection.candidates.length === 0) return [];
    const found = keptCopies(await publishedEntries(context));
    if (found.length === 0) return [];
    const isNamed = await namedHere(context);
    const told = found.filter(({ entry, isCertain }) => isCertain || !isNamed(entry.path));
    const isLoaded = ({ entry }: KeptCopy) => LOADED_TOO[context.detection.kind]?.test(entry.path) === true;
    const groups = Map.groupBy(told, (copy) => `${isLoaded(copy)} ${copy.isCertain}`);
    return [...groups.values()].flatMap(([first, ...others]) =>
      first === undefined ? [] : [finding([first, ...others], isLoaded(first), context.scan.root)],
    );
  },
};

async function namedHere(context: PreflightContext): Promise<(path: string) => boolean> {
  const [{ namedRightly, misspellings }, { there }] = await Promise.all([namedFiles(context), sceneryNames(context)]);
  const misspelled = new Set(misspellings.map(({ actual }) => actual));
  return (path) => namedRightly.has(path) || misspelled.has(path) || there.has(path);
}

function finding(copies: readonly [KeptCopy, ...KeptCopy[]], isLoaded: boolean, root: string): RuleFinding {
  const [first, ...others] = copies;
  const fix = ignoreFix(root, ...copies.map(({ entry }) => patternFor(entry.path)));
  return {
    severity: isLoaded ? 'warning' : 'note',
    path: first.entry.path,
    ...(others.length > 0 && { also: others.map(({ entry }) => entry.path) }),
    key: `${isLoaded} ${first.isCertain}`,
    message: message(
      first.isCertain ? 'kept-copies.certain' : 'kept-copies.perhaps',
      copies.length,
      first.entry.path,
      first.original,
    ),
    ...(isLoaded && { why: message('kept-copies.whyLoaded') }),
    fix,
  };
}
