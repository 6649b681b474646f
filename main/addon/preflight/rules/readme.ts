import { message } from '../../../../preload/messages/index.ts';
import type { Rule, RuleFinding } from '../rule.ts';

const README = /(^|\/)(read\s?_?-?me|manual|handbook|documentation|quick\s?start)[^/]*$|\.pdf$/i;
const LICENCE = /(^|\/)(licen[cs]e|copying|eula|terms)[^/]*$/i;

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
