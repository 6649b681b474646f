import type { Kind } from '../en/evidence.ts';
import type { UpgradedBy } from '../en/try.ts';
import type { Messages } from '../message.ts';
import { depots } from './depot.ts';
import { KINDS } from './evidence.ts';

export const tries: Pick<Messages, keyof typeof import('../en/try.ts').tries> = {
  'try-dependencies': {
    why: 'Der Client installiert ein Paket mit allem, was es braucht, oder gar nicht.',
    nothingInstalled: 'Der Client würde nichts installieren.',
    nothingNeeded: 'Sonst ist nichts nötig.',
    inOrder: (packages) => `Mit installiert, in dieser Reihenfolge: ${packages.join(', ')}.`,
    clash: (sentence) => sentence,
  },
  'dependency-clash': {
    circles: 'Die Abhängigkeiten verlangen einander im Kreis, und keine Versionen passen zu allen.',
    noSelection: (by, id, selection) => `${by} braucht ${id} in „${selection}“, was keine Auswahl von Versionen ist.`,
    itself: (by, id, selection, version) =>
      `${by} braucht ${id} in ${selection}, und installiert werden soll ${version}.`,
    notHere: (id, by) => `${id} gibt es in dieser Registry nicht; gebraucht wird es von ${by}.`,
    apart: (id, by) => `Keine Version von ${id} liegt in jeder Auswahl: ${by}.`,
    noneSuits: (id, by, versions) => `Keine Version von ${id} passt: ${by}. Es gibt ${versions.join(', ') || 'keine'}.`,
    excluded: (by, other, selection) => `${by} verträgt sich nicht mit ${other} (${selection}).`,
  },
  'package-file': {
    tooLarge: 'Das Archiv wird entpackt größer als 16 GiB, und das lehnt die Registry ab.',
    leadsOut: 'Das Archiv hat einen Pfad, der aus ihm hinausführt.',
    noZip: (reason) => `Das ist kein lesbares Zip: ${reason}`,
    entryLeadsOut: (name) => `Das Archiv hat einen Eintrag, dessen Pfad aus ihm hinausführt: „${name}“.`,
    link: (name) => `Das Archiv hat einen symbolischen Link, und den lehnt die Registry ab: „${name}“.`,
    password: (name) => `Das Archiv hat ein Passwort: „${name}“ lässt sich nicht lesen.`,
    larger: (name) => `„${name}“ ist größer, als das Archiv sagt.`,
    noFolder: (packageId) => `Es hat keinen Ordner ${packageId}.`,
  },
  'try-install': {
    why: 'Was das Skript hier tut, tut es bei allen, die das Paket installieren.',
    noScript:
      'Es gibt keine install.ska und für diese Art keinen Standard: Der Client hört auf, und nichts wird installiert.',
    stopped: (line, fault) =>
      `install.ska hielt in Zeile ${line} an: ${fault} Alles, was sie getan hatte, wurde zurückgenommen.`,
    nothingInstalled: 'Das Skript hielt an, und nichts ist installiert.',
    ranAndPutNothing: 'Das Skript lief und legte keine Datei in X-Plane.',
    installed: (files) => (files === 1 ? 'Eine Datei wurde installiert.' : `${files} Dateien wurden installiert.`),
    tookAway:
      'Beim Installieren verschwand eine Datei eines anderen Add-ons. Kopiere in gemeinsame Ordner einzelne Dateien.',
    replaced: 'Beim Installieren wurde eine Datei eines anderen Add-ons ersetzt.',
    putNothing: 'Das Skript lief ohne Fehler und legte keine Datei in X-Plane.',
    oldClient: (type) =>
      `Der letzte veröffentlichte X-Pkg-Client lässt nur Flugzeuge in X-Plane schreiben; mit ihm wird ein Paket der Art ${type} nicht installiert.`,
  },
  'try-place': {
    why: 'Ein Add-on, das X-Plane nicht findet, ist installiert und nicht zu benutzen.',
    notLoaded: (file) =>
      `X-Plane lädt dieses Plugin nicht und sagt nichts dazu: In diesem Ordner lädt es nur ${file}. Installiere es in einen Ordner, der wie die .xpl heißt.`,
    notFound: (kind, at) =>
      `X-Plane würde das nicht finden (${KINDS[kind]}): Es liegt in ${at || 'dem X-Plane-Ordner selbst'}, und X-Plane sucht in ${PLACES[kind]}.`,
  },
  'try-upgrade': {
    why: 'Nutzer legen Liverys, Einstellungen und Notizen in Add-ons ab und erwarten sie nach einem Update noch dort.',
    noLast: 'Die letzte Version ließ sich nicht installieren, also gibt es nichts zu aktualisieren.',
    notFetched: (version, fault) =>
      `Das Update von ${version} wurde nicht probiert: Diese Version war nicht zu haben. ${fault}`,
    lost: (by) => `Was ein Nutzer hier abgelegt oder geändert hat, ist nach einem Update durch ${UPGRADED_BY[by]} weg.`,
    tookAway: 'Beim Aktualisieren verschwand eine Datei eines anderen Add-ons.',
    upgraded: (by, kept, all) =>
      `Aktualisiert durch ${UPGRADED_BY[by]}; ${kept} von ${all} Spuren eines Nutzers blieben.`,
    stopped: (line, fault) => `upgrade.ska hielt in Zeile ${line} an: ${fault}`,
  },
  'try-uninstall': {
    why: 'Nach dem Entfernen eines Add-ons ist X-Plane wieder wie vorher.',
    noScript: 'Es gibt keine uninstall.ska: Nutzer müssen die Dateien selbst finden und löschen.',
    stillInstalled: 'Das Skript hielt an, und alles ist noch installiert.',
    stopped: (line, fault) => `uninstall.ska hielt in Zeile ${line} an: ${fault}`,
    deleted: 'Beim Deinstallieren wurde eine Datei eines anderen Add-ons gelöscht. Lösch nur, was installiert wurde.',
    stays: 'Diese Datei bleibt nach dem Deinstallieren zurück.',
    moreStay: (count) => `${count} weitere Dateien bleiben nach dem Deinstallieren zurück.`,
    clean: 'Nichts bleibt zurück, und sonst fehlt nichts.',
    unclean: (left, taken) => `${left} Dateien bleiben zurück; ${taken} von anderen sind weg.`,
  },
  'try-by-hand': {
    why: 'Viele Nutzer entpacken ein Add-on selbst; in der falschen Tiefe ist es installiert und unsichtbar.',
    nothing: 'Es gibt nichts zu entpacken.',
    found: (place, folder) => `Entpackt in ${place} als ${folder}: X-Plane findet es.`,
    notFound: (place, folder) => `Entpackt in ${place} als ${folder}: X-Plane findet es nicht.`,
  },
  'try-skunkcrafts': {
    why: 'Der Updater holt jede Datei der Liste für sich und nimmt weg, was eine Liste nennt; von Skripten und Ordnern weiß er nichts.',
    firstInstall: (files, folder) =>
      `Erste Installation: ${files} Dateien in ${folder}. Keine frühere Version war bekannt, also wurde kein Update versucht.`,
    updated: (files, folder, fetched, deleted, kept, all) =>
      `Erste Installation: ${files} Dateien in ${folder}. Update von der letzten Version: ${fetched} geholt, ${deleted} weggenommen, ${kept} von ${all} Spuren eines Nutzers blieben.`,
    replaced:
      'Was ein Nutzer hier geändert hat, wird vom Update ersetzt. Nenne die Datei im Ziel als Once-Datei, wenn sie dem Nutzer gehört.',
    name: (fault) => `Diese Datei bekommt kein Updater: ihr Name ${depots.depot_path[fault]}.`,
    risk: 'Manche Updater holen für diesen Namen eine andere Adresse oder lassen ihn aus.',
  },
};

const UPGRADED_BY: Readonly<Record<UpgradedBy, string>> = {
  reinstall: 'Deinstallieren und Installieren',
  script: 'upgrade.ska',
};

const PLACES: Readonly<Record<Kind, string>> = {
  aircraft: 'Aircraft, in einem eigenen Ordner',
  scenery: 'Custom Scenery, direkt in einem eigenen Ordner',
  library: 'Custom Scenery, direkt in einem eigenen Ordner',
  plugin:
    'Resources/plugins: eine einzelne .xpl direkt dort, win_x64 und seinesgleichen in einem Ordner, der wie die .xpl heißt',
  livery: 'dem liveries-Ordner des Flugzeugs',
  flywithlua: 'Resources/plugins/FlyWithLua/Scripts, nicht in einem Ordner darin',
  xppython3: 'Resources/plugins/PythonPlugins, nicht in einem Ordner darin',
  navdata: 'Custom Data',
  csl: '',
  other: '',
};
