import { message } from '../../../../../preload/messages/index.ts';
import type { Rule, RuleFinding } from '../../rule.ts';
import { concernsScenery, sceneryNames } from '../../scenery-names.ts';

/** Which libraries a scenery takes its objects from, as users must be told. */
export const sceneryLibraries: Rule = {
  id: 'scenery-libraries',
  concerns: concernsScenery,
  async check(context) {
    const { libraries } = await sceneryNames(context);
    const needed: string[] = [];
    const better: string[] = [];
    for (const [name, { hasPlaceholders }] of libraries) (hasPlaceholders ? better : needed).push(name);
    const findings: RuleFinding[] = [];
    if (needed.length > 0) {
      needed.sort();
      findings.push({
        severity: 'note',
        key: 'needed',
        message: message('scenery-libraries.needed', needed),
        libraries: { names: needed, sentence: message('scenery-libraries.needsThem', needed) },
      });
    }
    if (better.length > 0) {
      better.sort();
      findings.push({
        severity: 'note',
        key: 'placeholders',
        message: message('scenery-libraries.placeholders', better),
        libraries: { names: better, sentence: message('scenery-libraries.completeWith', better) },
      });
    }
    return findings;
  },
};
