import type { PageWords } from '../../page-words.ts';
import { plural } from '../../plural.ts';

export const settings: PageWords['settings'] = {
  title: 'Einstellungen',
  notRead: 'Die Einstellungen konnten nicht gelesen werden.',
  saved: 'Änderungen gelten sofort.',
  couldNotSave: 'Die Einstellung konnte nicht gespeichert werden.',
  look: {
    title: 'Aussehen',
    theme: 'Design',
    themes: { system: 'Wie das System', light: 'Hell', dark: 'Dunkel' },
    language: 'Sprache',
    systemLanguage: 'Wie das System',
  },
  notify: {
    title: 'Benachrichtigungen',
    label: 'Melden, wenn Arbeit endet, während das Fenster nicht zu sehen ist',
  },
  packing: {
    title: 'Packen',
    author: 'Autor',
    authorHint: 'Damit beginnen vorgeschlagene Paket-IDs. Ist das Feld leer, zählt die erste ID, die du eingibst.',
    ignore: 'In jedem Add-on ignoriert',
    ignoreHint: 'Ein Muster pro Zeile, wie in einer .gitignore. Ein Add-on kann zusätzlich eigene haben.',
    level: 'Kompression',
    levels: { '1': 'Schnell', '6': 'Klein' },
    cache: 'Archive behalten bis',
    cacheUnit: 'GB',
    cacheAge: 'und für',
    cacheAgeUnit: 'Tage',
    cacheHint:
      'Beschleunigt das nächste Packen. Die ältesten gehen zuerst; was ein Release noch braucht, wird nie entfernt, auch nicht bei 0.',
    use: (size, archives) => `${archives} aufbewahrt, ${size}.`,
    archives: (count) => plural(count, { one: '# Archiv', other: '# Archive' }),
    clear: 'Cache leeren',
    cleared: (size) => `${size} freigegeben. Beim nächsten Packen wird alles neu komprimiert.`,
    notNumber: 'Diese Zahl geht hier nicht.',
  },
  registry: {
    title: 'Lokale Registry',
    start: 'Zusammen mit Loadmaster starten',
    port: 'Port',
    portHint: '0 nimmt einen freien Port. Gilt ab dem nächsten Start der Registry.',
    check: 'Alle wie viele Minuten nachsehen, ob die Registrys antworten',
    checkHint: '0 sieht nur auf Wunsch nach.',
  },
  history: {
    title: 'Verlauf',
    limit: 'Releases, die unter Aktivität bleiben',
  },
  diagnostics: {
    title: 'Diagnose',
    copy: 'Bericht kopieren',
    copyHint: 'Enthält keine Tokens und keine privaten Schlüssel.',
    refresh: 'Erneut prüfen',
    errors: 'Letzte Fehler',
    noErrors: 'Keine.',
    couldNot: 'Die Diagnose konnte nicht erstellt werden.',
    ok: 'geht',
    bad: 'geht nicht',
  },
};
