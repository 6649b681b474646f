import { listed } from '../programs.ts';
import type { Rule, RuleFinding } from '../rule.ts';
import { concernsScenery, sceneryNames } from '../scenery-names.ts';

/** Which libraries a scenery takes its objects from, as users must be told. */
export const sceneryLibraries: Rule = {
  id: 'scenery-libraries',
  why: 'Who does not have a library that a scenery takes objects from sees an error, or a scenery with holes.',
  concerns: concernsScenery,
  async check(context) {
    const { libraries } = await sceneryNames(context);
    const needed: string[] = [];
    const better: string[] = [];
    for (const [name, { hasPlaceholders }] of libraries) (hasPlaceholders ? better : needed).push(name);
    const findings: RuleFinding[] = [];
    if (needed.length > 0) {
      const names = listed(needed.sort());
      const sentence = `Needs ${names}.`;
      findings.push({
        severity: 'note',
        key: 'needed',
        message: `Its tiles take objects from ${names}. ${needed.length === 1 ? 'If the registry has it, add it as a dependency' : 'Add those that the registry has as dependencies'}; for the release text: "${sentence}"`,
        libraries: { names: needed, sentence },
      });
    }
    if (better.length > 0) {
      const names = listed(better.sort());
      const sentence = `Looks complete with ${names}.`;
      findings.push({
        severity: 'note',
        key: 'placeholders',
        message: `It has placeholders for what it takes from ${names}, so it loads without, and shows nothing there. For the release text: "${sentence}"`,
        libraries: { names: better, sentence },
      });
    }
    return findings;
  },
};
