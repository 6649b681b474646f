import type { PageWords } from '../../page-words.ts';
import { plural } from '../../plural.ts';

export const addon: PageWords['addon'] = {
  tabs: { contents: 'Inhalt', checks: 'Prüfungen', release: 'Release', versions: 'Versionen' },
  tabList: 'Teile des Add-ons',
  check: 'Prüfen',
  build: 'Packen',
  publish: (version) => (version === '' ? 'Veröffentlichen' : `${version} veröffentlichen`),
  checked: 'Der Ordner wurde neu gelesen.',
  watch: {
    starting: 'Ordner wird gelesen',
    watching: 'folgt deinen Änderungen',
    off: 'folgt deinen Änderungen nicht',
    missing: 'Ordner fehlt',
    changed: (count) => plural(count, { one: '# geändert', other: '# geändert' }),
    away: (added, changed, removed) =>
      `Während die App geschlossen war: ${added} neu, ${changed} geändert, ${removed} entfernt.`,
    offHint: (reason) => `${reason} Nach Änderungen auf „Prüfen“ klicken.`,
  },
  gone: 'Dieses Add-on ist nicht mehr im Hangar.',
  goneHint: 'Vielleicht wurde es aus dem Hangar genommen.',
  backToHangar: 'Zurück zum Hangar',
  missing: {
    title: 'Der Ordner ist weg',
    text: (folder) =>
      `Unter ${folder} liegt nichts. Entwurf und Verlauf bleiben erhalten. Zeig, wo der Ordner jetzt ist, oder leg ihn zurück, dann geht es von selbst weiter.`,
    off: 'Dafür braucht es den Ordner, und der ist weg.',
    known: 'Was im Ordner ist, weiß Loadmaster wieder, wenn er gefunden ist.',
  },
  built: (size, files, duration) => `${size} aus ${files} gepackt, in ${duration}.`,
  builtReused: (share) => `${share} vom letzten Packen übernommen.`,
  buildRunning: 'Wird gepackt',
  buildCancelled: 'Das Packen wurde abgebrochen. Das letzte Archiv ist unverändert.',
  buildFailed: 'Das Packen ist fehlgeschlagen.',
  saveCopy: 'Kopie speichern',
  saved: (path) => `Gespeichert unter ${path}.`,
  buildAgain: 'Ganz neu packen',
  evidence: 'Warum Loadmaster das annimmt',
  guide: {
    title: 'Dein erstes Release',
    steps: {
      folder: 'Der Ordner ist gelesen und geprüft',
      package: 'Das Paket existiert auf der lokalen Registry',
      form: 'Das Release-Formular ist ausgefüllt',
      publish: 'Veröffentlicht und verarbeitet',
    },
    hint: {
      folder: 'Loadmaster liest den Beispielordner. Wirf einen Blick auf Inhalt und Prüfungen.',
      package: 'Die Paket-ID muss auf der Registry existieren, bevor eine Version veröffentlicht werden kann.',
      form: 'Alles ist mit dem ausgefüllt, was gefunden wurde. Klick auf „Veröffentlichen“.',
      publish: 'Die Registry auf diesem Computer verarbeitet es gerade.',
      done: 'Das war alles. Füge als Nächstes deinen eigenen Ordner hinzu, oder lass die Registry absichtlich scheitern: unter Registry, Probelauf.',
    },
    sampleDescription: 'Ein Beispiel von Loadmaster, um ein erstes Release auszuprobieren.',
    noPackage: 'Das Paket für das Beispiel konnte nicht angelegt werden.',
    close: 'Anleitung schließen',
    next: 'Eigenen Ordner hinzufügen',
  },
};
