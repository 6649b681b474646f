import type { Messages } from '../../message.ts';

export const terminalFaults: Pick<Messages, keyof typeof import('../../en/faults/terminal.ts').terminalFaults> = {
  archive_refused: {
    noFolder: (packageId, version) => `In ${packageId} ${version} gibt es keinen Ordner ${packageId}.`,
    because: (reason) => `${reason}`,
  },
  check_errors: {
    text: 'Nichts wurde gesendet: die Prüfungen fanden Fehler.',
    textHint:
      '`loadmaster check DIR` sagt, warum jeder zählt, `loadmaster check DIR --fix`, was sich von selbst beheben lässt. Die Versionsnummer ist noch frei.',
  },
  folder_in_use: {
    into: (into) => `${into} ist nicht leer; --into nimmt einen leeren Ordner.`,
    export: (name, foreign) =>
      `${name} enthält schon etwas anderes, etwa ${foreign}; ein Export könnte es überschreiben.`,
    exportHint: 'Nenne einen leeren Ordner oder einen neuen.',
    sample: (reason) => `${reason}`,
  },
  form: {
    text: 'Das Release-Formular hat Fehler.',
  },
  gather_refused: {
    nothingWritten: (reason) => `Nichts wurde geschrieben. ${reason}`,
  },
  no_version: {
    yours: (packageId, version) => `${packageId} ${version} ist keine deiner Versionen dort.`,
  },
  no_version_place: {
    text: 'Keine Datei hier sagt, welche Version das ist.',
    textHint: 'Nenne die Stelle unter "versions" in loadmaster.json.',
  },
  not_under_way: {
    text: (packageId, version) => `${packageId} ${version} ist von diesem Terminal aus nicht unterwegs.`,
    textHint: '`loadmaster status` sagt, was es ist.',
  },
  project_unusable: {
    because: (file, reason) => `${file} lässt sich nicht benutzen: ${reason}.`,
  },
  usage: {
    because: (message) => `${message}`,
  },
  version_place: {
    text: (sentences) => `Nichts wurde geändert. ${sentences}`,
  },
  workflow_exists: {
    text: (file) => `${file} ist schon da, vielleicht mit eigenen Änderungen von dir.`,
    textHint: '--print zeigt die neue; --force schreibt über sie.',
  },
};
