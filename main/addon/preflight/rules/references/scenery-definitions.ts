import { type Message, message } from '../../../../../preload/messages/index.ts';
import { nameOf } from '../../programs.ts';
import type { PreflightContext, Rule, RuleFinding } from '../../rule.ts';
import { concernsScenery, sceneryNames } from '../../scenery-names.ts';

const MOST_NAMED = 5;

/** The objects, polygons and so on that the tiles of a scenery name: are its own there? */
export const sceneryDefinitions: Rule = {
  id: 'scenery-definitions',
  async check(context) {
    const { missing, otherCase, unknown } = await sceneryNames(context);
    const findings: RuleFinding[] = [];
    for (const [path, names] of missing) findings.push(notThere(context, path, names));
    for (const [path, names] of unknown) findings.push(ofUnknownLibrary(path, names));
    for (const [path, names] of otherCase) findings.push(spelledOtherwise(path, names));
    return findings.sort((a, b) => ((a.path ?? '') < (b.path ?? '') ? -1 : 1));
  },
  concerns: concernsScenery,
};

function notThere({ scan }: PreflightContext, path: string, names: readonly string[]): RuleFinding {
  const leftOut = names.flatMap(
    (name) =>
      scan.ignored.find(({ path: hidden, isFolder }) =>
        isFolder ? `/${name}`.includes(`/${hidden}/`) : hidden === name,
      ) ?? [],
  );
  const [rule] = leftOut;
  return {
    severity: 'error',
    path,
    key: 'missing',
    message:
      rule === undefined
        ? nowhere(scan.entries, names)
        : message('scenery-definitions.ignored', ...some(names), rule.rule.pattern),
  };
}

/** Files are often moved after a tile was exported: says where one of that name lies now. */
function nowhere(entries: PreflightContext['scan']['entries'], names: readonly string[]): Message {
  for (const name of names) {
    const file = nameOf(name.replace(/[\\:]/g, '/')).toLowerCase();
    const there = entries.find(({ path }) => nameOf(path).toLowerCase() === file);
    if (there !== undefined) return message('scenery-definitions.elsewhere', ...some(names), there.path);
  }
  return message('scenery-definitions.missing', ...some(names));
}

function ofUnknownLibrary(path: string, names: readonly string[]): RuleFinding {
  return {
    severity: 'warning',
    path,
    key: 'unknown',
    message: message('scenery-definitions.unknown', ...some(names)),
  };
}

function spelledOtherwise(path: string, names: ReadonlyMap<string, string>): RuleFinding {
  return {
    severity: 'note',
    path,
    key: 'case',
    message: message(
      'scenery-definitions.otherCase',
      names.size,
      [...names.keys()].slice(0, MOST_NAMED),
      [...names.values()].slice(0, MOST_NAMED),
    ),
  };
}

function some(names: readonly string[]): [count: number, first: readonly string[]] {
  return [names.length, names.slice(0, MOST_NAMED)];
}
