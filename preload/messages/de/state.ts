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
  found: {
    depot: (file, url) => `Laut ${file} im Ordner bekommen Nutzer Updates von ${url}.`,
    repository: (name) => `Der Ordner ist eine Arbeitskopie von ${name}.`,
  },
};
