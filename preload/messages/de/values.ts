import type { Messages } from '../message.ts';
import { words } from './words.ts';

export const values: Pick<Messages, keyof typeof import('../en/values.ts').values> = {
  value: {
    at: (field, fault) => `${field} ${fault}`,
    missing: 'fehlt',
    type: (expected) => `ist nicht vom Typ „${expected}“`,
    oneOf: (values) => `ist ${values.length === 1 ? 'nicht' : 'keines von'} ${words.list(values)}`,
    tooSmall: (least, isNumber) => (isNumber ? `ist weniger als ${least}` : `ist kürzer als ${least}`),
    tooBig: (most, isNumber) => (isNumber ? `ist mehr als ${most}` : `ist länger als ${most}`),
    other: 'ist nicht so geschrieben, wie es sein sollte',
    innerPath: 'ist kein Pfad im Add-on',
    packageId: 'ist keine Paket-ID',
    packageName: 'ist kein Name für ein Paket',
    pattern: 'enthält nicht genau ein {version}',
    depotTitle: 'darf so nicht in einer cfg stehen',
  },
  'project-file': {
    unreadable: (code) => `sie ist nicht lesbar (${code})`,
    notObject: 'sie ist kein JSON-Objekt',
    newer: (format) => `sie hat das Format ${format} aus einer späteren Version von Loadmaster`,
    destination: (number, fault) => `destinations, Eintrag ${number}: ${fault}`,
    nameTwice: (name) => `„${name}“ gibt es schon`,
  },
  'version-place': {
    changelog: 'ein Change-Log schreibt sein Autor',
    notNumber: 'es ist keine Versionsnummer',
    nowhere: (pattern, file) => `Das Muster ${pattern} aus loadmaster.json kommt in ${file} nicht vor.`,
    times: (pattern, count, file) =>
      `Das Muster ${pattern} aus loadmaster.json kommt in ${file} ${count}-mal vor: Mach es länger.`,
    notAFile: (file) => `${file} steht unter "versions" in loadmaster.json und ist keine Datei im Ordner.`,
    tooLarge: (file) =>
      `${file} steht unter "versions" in loadmaster.json und ist zu groß, um darin eine Version zu suchen.`,
    unreadable: (file) => `${file} steht unter "versions" in loadmaster.json und ist nicht lesbar.`,
  },
};
