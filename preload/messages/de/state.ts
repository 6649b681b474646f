import type { Messages } from '../message.ts';
import { HIDDEN_FOR } from './content.ts';

export const states: Pick<Messages, keyof typeof import('../en/state.ts').states> = {
  folder_state: {
    missing: 'Der Ordner ist nicht da. Vielleicht wurde er verschoben, oder sein Laufwerk ist nicht angeschlossen.',
    notAFolder: 'Wo der Ordner war, liegt eine Datei.',
    unreadable: 'Der Ordner ist nicht lesbar.',
    notReadToTheEnd: (reason) => `Der Ordner ließ sich nicht bis zum Ende lesen: ${reason}`,
  },
  watch: {
    notFollowed: 'Änderungen werden nicht verfolgt.',
    outOfWatches: 'Das System kann keine weiteren Ordner überwachen (unter Linux: fs.inotify.max_user_watches).',
    tooManyFiles: 'Zu viele Dateien sind offen, um den Ordner zu überwachen.',
    stopped: (reason) => `Das System überwacht den Ordner nicht mehr (${reason}).`,
  },
  'ignored-by': {
    file: (line) => `.xpkgignore, Zeile ${line}`,
    project: 'Einstellungen des Add-ons',
    builtIn: (reason) => `eingebaut: ${HIDDEN_FOR[reason] ?? reason}`,
    never: 'eingebaut: wird nie veröffentlicht',
  },
  cancel: {
    hadEnded: 'Es war schon zu Ende; es gab nichts abzubrechen.',
    heldBefore: (version) =>
      `Nichts wird mehr gesendet. Die Registry hat ${version} von vorher; die Nummer bleibt verbraucht.`,
    nothingSent: 'Abgebrochen. Nichts wurde an die Registry gesendet.',
    notTaken: (version) => `Abgebrochen. Die Registry hat ${version} nicht angenommen; die Nummer ist noch frei.`,
    uncertain:
      'Der Upload wurde angehalten, aber die Registry hat noch nicht gesagt, ob sie alles empfangen hatte. Loadmaster fragt weiter und sendet nichts mehr.',
    tooLate: (version) =>
      `Die Registry hat ${version} schon empfangen, darum lässt es sich nicht zurücknehmen, und die Nummer ist verbraucht. Loadmaster sieht zu, wie es ausgeht.`,
    published: (version) => `Es war zu spät: ${version} ist veröffentlicht.`,
    failed: (version) =>
      `Die Registry hatte ${version} empfangen, und die Verarbeitung schlug fehl. Die Nummer ist verbraucht; ein neuer Versuch ist möglich.`,
    cancelled: 'Abgebrochen.',
  },
  retry: {
    elsewhere: (name, status) =>
      `${name} (${status}) wurde von woanders hochgeladen. Versuch es einzeln erneut, mit dem Ordner, aus dem es entstand.`,
  },
  withdraw: {
    github: (version) =>
      `Der Release ${version} auf GitHub wird zum Entwurf: Nutzer sehen den davor, seine Dateien bleiben dort für dich.`,
    githubStays: 'Wer ihn geladen hat, hat ihn. Das Tag bleibt im Repository.',
    files: (version, place, before) =>
      `${place} geht auf ${before} zurück: dessen Dateien ersetzen die von ${version}, und ein Update bringt sie den Nutzern.`,
    filesStays: (version) =>
      `Wer ${version} hat, behält es bis zum nächsten Update. Die Dateien bleiben auf der Liste dessen, was ein Update wegnimmt.`,
    zip: (version, place) => `Das Zip von ${version} und die Texte daneben werden gelöscht (${place}).`,
    zipStays: 'Was du in ein Forum hochgeladen hast, bleibt dort, bis du es dort löschst.',
    site: (version, place) => `${place} führt ${version} nicht mehr, und die Datei geht weg.`,
    siteStays:
      'Die Registry, aus der die Seite entsteht, behält die Version: der nächste Release bringt sie zurück, wenn sie dort nicht verborgen wird.',
  },
  found: {
    depot: (file, url) => `Laut ${file} im Ordner bekommen Nutzer Updates von ${url}.`,
    repository: (name) => `Der Ordner ist eine Arbeitskopie von ${name}.`,
  },
};
