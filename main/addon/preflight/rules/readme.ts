import { message } from '../../../../preload/messages/index.ts';
import type { Rule, RuleFinding } from '../rule.ts';

/** By what it is called, in the languages of authors. */
const README =
  /(^|\/)(read\s?_?-?me|manual|handbook|documentation|quick\s?[-_]?(?:start|guide)|installation|instructions?|lies\s?_?-?mich|handbuch|anleitung|lisez\s?_?-?moi|mode d'emploi|l[eé]ame|leeme|leia\s?_?-?me|leggimi|leesmij|czytaj|прочти|читать|инструкция|説明|使い方|取扱|はじめに|お読み|说明|使用|自述|설명)[^/]*$|\.(?:pdf|docx?|odt|rtf)$|(^|\/)(docs?|documentation|manuals?|anleitung(?:en)?)\/.*\.(txt|md|html?)$/iu;
/** Texts at the top of an add-on are for people, but for those that programs read or that tell something else. */
const TEXT_AT_TOP = /^[^/]+\.(?:txt|md|html?)$/i;
const NO_MANUAL =
  /^(?:library|xsb_aircraft|version|versions?[-_ ]?info|change(?:s|log)[^/]*|release[-_ ]?notes|history|credits|authors|contributors|todo|requirements|cmakelists|cycle_info|validation_report|skunkcrafts[^/]*|[^/]*prefs|exclude|layers?|conanfile|file_?list)\.[a-z]+$/i;
/** A file or a folder of that name; some call it after the licence, as in `EUPL-1.2-license.txt`. */
const LICENCE =
  /(^|\/)((un)?licen[cs]e|copying|copyright|eula|terms|[al]?gpl|eupl|cc0|cc[-_]by|lizenz|nutzungs|licencia|licença|licenza|licentie|licencja|лицензия|ライセンス|利用規約|许可|許可|授权)[^/]*(\/|$)|[ ._-](?:licen[cs]e|lizenz)(?:\.(?:txt|md|pdf|html?|rtf|docx?|odt))?$/iu;

export const readme: Rule = {
  id: 'readme',
  check({ scan, detection }) {
    if (scan.entries.length === 0) return [];
    const start = detection.root === '' ? '' : `${detection.root}/`;
    const inside = (path: string) => (path.startsWith(start) ? path.slice(start.length) : path);
    const findings: RuleFinding[] = [];
    if (!scan.entries.some(({ path }) => README.test(path.normalize('NFC')) || isTextForPeople(inside(path)))) {
      findings.push({ severity: 'note', key: 'readme', message: message('readme.readme') });
    }
    if (!scan.entries.some(({ path }) => LICENCE.test(path.normalize('NFC')))) {
      findings.push({ severity: 'note', key: 'licence', message: message('readme.licence') });
    }
    return findings;
  },
};

function isTextForPeople(path: string): boolean {
  return TEXT_AT_TOP.test(path) && !NO_MANUAL.test(path) && !LICENCE.test(path.normalize('NFC'));
}
