import type { TerminalWords } from '../../terminal-words.ts';

export const frame: TerminalWords['frame'] = {
  usage: (line) => `Aufruf: ${line}`,
  calls: 'loadmaster BEFEHL ...',
  forExample: 'Zum Beispiel:',
  moreHelp:
    'loadmaster BEFEHL --help sagt mehr über einen davon; loadmaster --version sagt, welches Loadmaster das ist.',
  readOn: (page) => `Mehr: ${page}`,
  helpLists: '`loadmaster help` listet sie auf.',
  noCommand: (name) => `Es gibt keinen Befehl „${name}“.`,
  noOption: (typed) => `Es gibt keine Option ${typed}.`,
  noLanguage: (wanted, names) => `Es gibt keine Sprache „${wanted}“: ${names}.`,
  needsValue: (option) => `${option} braucht einen Wert.`,
  takesNoValue: (option) => `${option} nimmt keinen Wert.`,
  callIncomplete: 'In diesem Aufruf fehlt etwas.',
  callTooLong: (words) => `Zu viel in diesem Aufruf: ${words}`,
  notPackageId: (text) => `${text} ist keine Paket-ID. Eine sieht aus wie author.package.`,
  notVersion: (text) => `${text} ist keine Versionsnummer wie 1.4.0 oder 1.4.0b2.`,
  notWrittenVersion: (text) => `${text} ist keine Version wie 1.4.0 oder 1.4.0-beta.2.`,
  oneOf: (option, names) => `${option} ist eins von ${names}.`,
  optionMissing: (option) => `${option} fehlt.`,
  notBoth: (one, other) => `${one} oder ${other}, nicht beides.`,
  didYouMean: (names) => `Meintest du ${names.join(' oder ')}?`,
  cancelled: 'Abgebrochen.',
  andMore: (count) => `und ${count} weitere`,
  decimal: ',',
  of: (done, total) => `${done} von ${total}`,
  left: (time) => `noch ${time}`,
};

function number(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

export const count: TerminalWords['count'] = {
  files: (count) => number(count, 'Datei', 'Dateien'),
  errors: (count) => number(count, 'Fehler', 'Fehler'),
  warnings: (count) => number(count, 'Warnung', 'Warnungen'),
  notes: (count) => number(count, 'Hinweis', 'Hinweise'),
  packages: (count) => number(count, 'Paket', 'Pakete'),
  versions: (count) => number(count, 'Version', 'Versionen'),
  attempts: (count) => number(count, 'Versuch', 'Versuche'),
  downloads: (count) => number(count, 'Download', 'Downloads'),
  fixes: (count) => number(count, 'Korrektur', 'Korrekturen'),
};

export const severity: TerminalWords['severity'] = { error: 'Fehler', warning: 'Warnung', note: 'Hinweis' };

export const progress: TerminalWords['progress'] = { packing: 'packt', finishing: 'schließt ab', sending: 'sendet' };
