import type { PageWords } from '../../page-words.ts';
import { plural } from '../../plural.ts';

export const checks: PageWords['checks'] = {
  severity: { error: 'Fehler', warning: 'Warnungen', note: 'Hinweise' },
  severityOfOne: { error: 'Fehler', warning: 'Warnung', note: 'Hinweis' },
  severityHint: {
    error:
      'Die Registry würde das ablehnen, oder niemand könnte es installieren. Fehler verhindern das Veröffentlichen.',
    warning: 'Erlaubt, aber wahrscheinlich nicht gewollt.',
    note: 'Gut zu wissen.',
  },
  clean: 'Nichts zu beheben',
  cleanText: 'Alles, was die Registry ablehnen würde und sich vorher wissen lässt, wurde geprüft.',
  live: (errors, warnings, notes) =>
    [
      plural(errors, { one: '# Fehler', other: '# Fehler' }),
      plural(warnings, { one: '# Warnung', other: '# Warnungen' }),
      plural(notes, { one: '# Hinweis', other: '# Hinweise' }),
    ].join(', '),
  why: 'Warum das wichtig ist',
  fix: 'Beheben',
  fixing: (title) => `Beheben: ${title}`,
  fixApply: 'Ausführen',
  fixDone: (title) => `Erledigt: ${title}`,
  fixStop: 'Anhalten',
  fixedOf: (done, all) => `${done} von ${all} erledigt`,
  fixAll: (count, label) => `Alle ${count} beheben: ${label}`,
  fixedMany: (count, label) => `${plural(count, { one: 'Einmal erledigt', other: '#-mal erledigt' })}: ${label}`,
  alike: (before, after) =>
    `Die beiden Namen sehen gleich aus und sind es nicht: aus ${before === '' ? 'nichts' : before} wird ${after === '' ? 'nichts' : after}.`,
  undone: 'Rückgängig gemacht.',
  couldNotUndo: 'Die Korrektur konnte nicht rückgängig gemacht werden.',
  steps: { create: 'Anlegen', edit: 'Ändern', rename: 'Umbenennen', delete: 'Löschen' },
  renameTo: (path) => `in ${path}`,
  before: 'Vorher',
  after: 'Nachher',
  more: (count) => plural(count, { one: '# weiterer dieser Art', other: '# weitere dieser Art' }),
  filter: 'Befunde filtern',
  noMatch: (query) => `Kein Befund enthält „${query}“.`,
  rerun: 'Diese Prüfungen laufen von selbst, sobald sich eine Datei ändert.',
  couldNotLoad: 'Die Befunde konnten nicht gelesen werden.',
  couldNotFix: 'Die Korrektur konnte nicht ausgeführt werden.',
  reveal: 'Datei anzeigen',
  tryInstall: 'Installation testen',
  tryHint: 'Installiert das Add-on in einen Wegwerf-Ordner von X-Plane und zeigt, was Nutzer bekommen.',
  trying: 'Installation in einen Wegwerf-Ordner von X-Plane läuft…',
  tried: 'Was Nutzer bekommen',
  tryCancelled: 'Der Test wurde abgebrochen. Auf der Festplatte ist nichts davon übrig.',
  tryEnded: (errors, warnings) =>
    errors + warnings === 0
      ? 'Bis zum Ende getestet: Was Nutzer bekommen, ist in Ordnung.'
      : `Bis zum Ende getestet: ${plural(errors, { one: '# Fehler', other: '# Fehler' })}, ${plural(warnings, { one: '# Warnung', other: '# Warnungen' })}.`,
  couldNotTry: 'Die Installation konnte nicht getestet werden.',
  tryAgain: 'Noch einmal testen',
  triedSteps: {
    dependencies: 'Was sonst noch nötig ist',
    install: 'Installieren',
    upgrade: 'Aktualisieren',
    uninstall: 'Deinstallieren',
    'by-hand': 'Von Hand entpackt',
    skunkcrafts: 'Mit SkunkCrafts Updater',
  },
  xplaneFinds: (kind, path) => `X-Plane findet: ${kind} in ${path}`,
  triedFiles: (count) => plural(count, { one: '# Datei', other: '# Dateien' }),
  triedMore: (count) => plural(count, { one: 'und # weitere', other: 'und # weitere' }),
};
