import type { Rule, RuleFinding } from '../rule.ts';

const README = /(^|\/)(read\s?_?-?me|manual|handbook|documentation|quick\s?start)[^/]*$|\.pdf$/i;
const LICENCE = /(^|\/)(licen[cs]e|copying|eula|terms)[^/]*$/i;

export const readme: Rule = {
  id: 'readme',
  why: 'People who find the add-on years later want to know how to use it and what they may do with it.',
  check({ scan }) {
    if (scan.entries.length === 0) return [];
    const findings: RuleFinding[] = [];
    if (!scan.entries.some(({ path }) => README.test(path))) {
      findings.push({ severity: 'note', key: 'readme', message: 'There is no readme or manual.' });
    }
    if (!scan.entries.some(({ path }) => LICENCE.test(path))) {
      findings.push({ severity: 'note', key: 'licence', message: 'There is no licence file.' });
    }
    return findings;
  },
};
