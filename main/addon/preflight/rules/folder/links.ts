import { message } from '../../../../../preload/messages/index.ts';
import type { FileEntry } from '../../../scan/entry.ts';
import { ignoreFix, patternFor } from '../../fixes-offered.ts';
import { isOnlySource } from '../../plugin-source.ts';
import { isPublished } from '../../published.ts';
import type { PreflightContext, Rule, RuleFinding } from '../../rule.ts';

/** So many links are told one by one. */
const MOST_SINGLE = 3;

/** A framework of macOS alone has three or more of them. */
export const links: Rule = {
  id: 'links',
  async check(context) {
    const links = context.scan.entries.filter(({ link }) => link !== undefined);
    if (links.length === 0) return [];
    // Around the add-on something else is to be done first, and then they are gone; beside source alone nothing is published.
    const isInside = await isPublished(context);
    const [inside, around] = [true, false].map((wanted) => links.filter(({ path }) => isInside(path) === wanted));
    return [
      ...told(context, 'error', inside ?? []),
      ...told(context, (await isOnlySource(context)) ? 'note' : 'warning', around ?? []),
    ];
  },
};

function told(
  { scan }: PreflightContext,
  severity: RuleFinding['severity'],
  links: readonly FileEntry[],
): readonly RuleFinding[] {
  const paths = links.map(({ path }) => path);
  const [first, ...others] = paths;
  if (first === undefined || paths.length <= MOST_SINGLE) {
    return links.map(({ path, link }) => ({
      severity,
      path,
      message: message('links.link', link ?? ''),
      fix: ignoreFix(scan.root, patternFor(path)),
    }));
  }
  const said = message('links.several', paths.length);
  const fix = ignoreFix(scan.root, ...paths.map(patternFor));
  return [{ severity, path: first, also: others, key: `several ${severity}`, message: said, fix }];
}
