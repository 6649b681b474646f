import { message } from '../../../../preload/messages/index.ts';
import type { Rule, RuleFinding } from '../rule.ts';

const README =
  /(^|\/)(read\s?_?-?me|manual|handbook|documentation|quick\s?[-_]?(?:start|guide))[^/]*$|\.pdf$|(^|\/)(docs?|documentation|manuals?)\/.*\.(txt|md|html?|docx?|odt|rtf)$/i;
/** A file or a folder of that name; some call it after the licence, as in `EUPL-1.2-license.txt`. */
const LICENCE =
  /(^|\/)((un)?licen[cs]e|copying|copyright|eula|terms|[al]?gpl|eupl|cc0|cc[-_]by)[^/]*(\/|$)|[ ._-]licen[cs]e(?:\.(?:txt|md|pdf|html?|rtf|docx?|odt))?$/i;

export const readme: Rule = {
  id: 'readme',
  check({ scan }) {
    if (scan.entries.length === 0) return [];
    const findings: RuleFinding[] = [];
    if (!scan.entries.some(({ path }) => README.test(path))) {
      findings.push({ severity: 'note', key: 'readme', message: message('readme.readme') });
    }
    if (!scan.entries.some(({ path }) => LICENCE.test(path))) {
      findings.push({ severity: 'note', key: 'licence', message: message('readme.licence') });
    }
    return findings;
  },
};
