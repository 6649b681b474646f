import { listed, nameOf } from '../programs.ts';
import type { PreflightContext, Rule, RuleFinding } from '../rule.ts';
import { concernsScenery, sceneryNames } from '../scenery-names.ts';

const MOST_NAMED = 5;

/** The objects, polygons and so on that the tiles of a scenery name: are its own there? */
export const sceneryDefinitions: Rule = {
  id: 'scenery-definitions',
  why: 'X-Plane shows users an error, "Failed to find resource" in Log.txt, when it meets a tile that names a file it cannot find; older versions end there.',
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
  const advice =
    rule === undefined
      ? `${elsewhere(scan.entries, names)}Add them, or take them out in the editor and export again.`
      : `The ignore rule "${rule.rule.pattern}" leaves at least one of them out of the package.`;
  return {
    severity: 'error',
    path,
    key: 'missing',
    message: `This tile names ${some(names)}, which ${names.length === 1 ? 'is' : 'are'} not in the add-on. ${advice}`,
  };
}

/** Files are often moved after a tile was exported: says where one of that name lies now. */
function elsewhere(entries: PreflightContext['scan']['entries'], names: readonly string[]): string {
  for (const name of names) {
    const file = nameOf(name.replace(/[\\:]/g, '/')).toLowerCase();
    const there = entries.find(({ path }) => nameOf(path).toLowerCase() === file);
    if (there !== undefined)
      return `${there.path} is there, but X-Plane looks only where the tile says, from the folder above "Earth nav data" on. `;
  }
  return '';
}

function ofUnknownLibrary(path: string, names: readonly string[]): RuleFinding {
  return {
    severity: 'warning',
    path,
    key: 'unknown',
    message: `This tile names ${some(names)}: not in the add-on, and of no library that Loadmaster knows. If a library has ${names.length === 1 ? 'it' : 'them'}, tell users in the release text and add it as a dependency; if not, the ${names.length === 1 ? 'file is' : 'files are'} missing.`,
  };
}

function spelledOtherwise(path: string, names: ReadonlyMap<string, string>): RuleFinding {
  const told = [...names].slice(0, MOST_NAMED).map(([name, actual]) => `${name} (there: ${actual})`);
  const more = names.size - told.length;
  return {
    severity: 'note',
    path,
    key: 'case',
    message: `This tile spells ${names.size === 1 ? 'a file' : `${names.size} files`} in other upper and lower case than the add-on: ${listed(more > 0 ? [...told, `${more} more`] : told)}. On Linux that can fail.`,
  };
}

function some(names: readonly string[]): string {
  const told = names.slice(0, MOST_NAMED);
  return listed(names.length > told.length ? [...told, `${names.length - told.length} more`] : told);
}
