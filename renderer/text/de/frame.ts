import { plural } from '../../format/plural.ts';
import type { Catalogue } from '../catalogue.ts';

export const frame: Catalogue['frame'] = {
  screens: {
    hangar: 'Hangar',
    activity: 'Aktivität',
    registry: 'Registry',
    tools: 'Werkzeuge',
    settings: 'Einstellungen',
    addon: 'Add-on',
  },
  mainNavigation: 'Bereiche',
  skipToContent: 'Zum Inhalt springen',
  badge: (running, failed) =>
    [running > 0 ? `${running} laufend` : '', failed > 0 ? `${failed} fehlgeschlagen` : '']
      .filter((part) => part !== '')
      .join(', '),
  windowTitle: (screen, percent) =>
    percent === null ? `${screen} · Loadmaster` : `${percent} · ${screen} · Loadmaster`,
  link: {
    title: 'Loadmaster antwortet nicht.',
    lost: 'Es wurde geschlossen oder ist beendet. Was du eingegeben hast, bleibt auf dieser Seite, und was unterwegs war, steht im Journal. Starte Loadmaster wieder auf demselben Port: Diese Seite findet es von selbst.',
    silent:
      'Es läuft, reagiert aber nicht. Was du eingegeben hast, bleibt auf dieser Seite. Warte einen Moment, oder beende es und starte es neu.',
  },
  connection: {
    label: 'Verbundene Registry',
    switchTo: (name) => `Zu ${name} wechseln`,
    manage: 'Verbindungen verwalten',
    none: 'Keine Registry',
    reach: {
      unknown: 'noch nicht angefragt',
      checking: 'wird angefragt',
      reachable: 'erreichbar',
      unreachable: 'nicht erreichbar',
    },
    switched: (name) => `Veröffentlicht wird jetzt auf ${name}.`,
  },
  palette: {
    open: 'Befehlspalette',
    title: 'Was möchtest du tun?',
    placeholder: 'Befehl, Add-on oder Bereich eingeben',
    nothing: 'Nichts heißt so.',
    results: (count) => plural(count, { one: '# Befehl', other: '# Befehle' }),
    groups: {
      go: 'Gehe zu',
      do: 'Ausführen',
      addon: 'Add-ons',
      connection: 'Registrys',
      rehearse: 'Proben',
      theme: 'Design',
    },
    goTo: (screen) => `Gehe zu ${screen}`,
    openTab: (name, tab) => `${name}: ${tab}`,
    check: (name) => `${name} prüfen`,
    build: (name) => `${name} packen`,
    publish: (name) => `${name} veröffentlichen`,
    addFolder: 'Add-on-Ordner hinzufügen',
    trySample: (kind) => `Mit einem Beispiel ausprobieren: ${kind}`,
    retryAll: 'Alle fehlgeschlagenen erneut versuchen',
    startRegistry: 'Lokale Registry starten',
    stopRegistry: 'Lokale Registry stoppen',
    endRehearsal: 'Probelauf beenden',
    theme: { system: 'Design: wie das System', light: 'Design: hell', dark: 'Design: dunkel' },
    copyReport: 'Diagnosebericht kopieren',
  },
  drop: {
    title: 'Ordner loslassen, um ihn in den Hangar zu stellen',
    hint: 'Flugzeug, Szenerie, Plugin, Livery oder Skript',
    notAFolder: 'Das war kein Ordner.',
    notAFolderHint: 'Zieh den Ordner hierher, der das Add-on enthält, nicht eine Datei daraus.',
    noPath: (name) => `Ein Browser verrät nicht, wo „${name}“ liegt. Wähle den Ordner hier aus.`,
  },
  notices: { region: 'Meldungen' },
  picker: {
    title: 'Add-on-Ordner auswählen',
    up: 'Einen Ordner nach oben',
    home: 'Persönlicher Ordner',
    here: 'Diesen Ordner nehmen',
    filter: 'Ordner filtern',
    empty: 'Hier gibt es keine Ordner.',
    noMatch: 'Kein Ordner heißt hier so.',
    path: 'Ordner',
    go: 'Los',
  },
  starting: 'Startet',
};
