import type { PageWords } from '../../page-words.ts';
import { plural } from '../../plural.ts';

export const common: PageWords['common'] = {
  cancel: 'Abbrechen',
  close: 'Schließen',
  save: 'Speichern',
  remove: 'Entfernen',
  undo: 'Rückgängig',
  copy: 'Kopieren',
  copied: 'Kopiert',
  tryAgain: 'Erneut versuchen',
  open: 'Öffnen',
  add: 'Hinzufügen',
  done: 'Fertig',
  more: 'Weitere Aktionen',
  showMore: (count) => `${count} weitere anzeigen`,
  loading: 'Wird geladen',
  broken: {
    title: 'Dieser Teil der Seite kann nicht gezeigt werden',
    sentence:
      'Uploads und Builds laufen weiter, und was in einem Formular steht, bleibt erhalten. Lade die Seite neu. Geschieht es wieder, schick uns den Bericht unter Einstellungen > Diagnose.',
    again: 'Seite neu laden',
  },
  losing: {
    question: {
      typed: 'Was du hier eingegeben hast, ist noch nicht gespeichert und ginge verloren.',
      token: 'Das Token wird nach dem Schließen nicht mehr angezeigt. Kopiere es vorher, wenn du es brauchst.',
    },
    stay: 'Hier bleiben',
    leave: 'Trotzdem schließen',
  },
  dismiss: 'Schließen',
  details: 'Details',
  none: 'keine',
  unknown: 'unbekannt',
  files: (count) => plural(count, { one: '# Datei', other: '# Dateien' }),
  errors: (count) => plural(count, { one: '# Fehler', other: '# Fehler' }),
  warnings: (count) => plural(count, { one: '# Warnung', other: '# Warnungen' }),
  notes: (count) => plural(count, { one: '# Hinweis', other: '# Hinweise' }),
  allPlatforms: 'alle Plattformen',
  noPlatform: 'keine Plattform',
  usedOf: (used, total) => `${used} von ${total}`,
  unlimited: (used) => `${used}, unbegrenzt`,
  showSecret: 'Eingabe zeigen oder verbergen',
  copyOf: (what) => `Kopieren: ${what}`,
  lostBridge: 'Loadmaster selbst antwortet nicht.',
  lostBridgeHint: 'Lade das Fenster neu. Nichts, was in Arbeit war, geht verloren.',
  pasteTooLong: 'Das ist zu lang zum Einfügen.',
  pasteTooLongHint: (letters) =>
    `Es hat ${letters.toLocaleString('de')} Zeichen, mehr als irgendein Feld hier aufnimmt. Es wurde nichts geändert.`,
};
