import type { Messages } from '../message.ts';
import { HIDDEN_FOR } from './content.ts';
import { differingFields } from './differing-fields.ts';

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
  attempt: {
    underWay: 'Läuft.',
    received: 'Angekommen; die Registry verarbeitet es.',
    processedAgain: 'Die Registry verarbeitet ihre Kopie noch einmal.',
    rateLimited: (seconds) => `Zu viele Anfragen; die Registry bat um ${seconds.toFixed(1).replace('.', ',')} s Pause.`,
    absent: 'Die Registry hat diese Version nicht.',
    present: (status) => `Die Registry hat diese Version: ${status}.`,
    later: 'Die Registry bittet, später wiederzukommen.',
    interrupted: 'Loadmaster endete während dieses Versuchs.',
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
    askReceived: 'Die Registry wird gefragt, ob sie diese Version bekommen hat.',
    askProcessing: 'Die Registry verarbeitet diese Version noch. Sie wird gefragt, wie es steht.',
    askHow: 'Die Registry wird gefragt, wie die Verarbeitung steht.',
    arrived: 'Die Registry hat diese Version so, wie sie von hier gesendet wurde; sie ist also veröffentlicht.',
    processedSince:
      'Die Registry hat diese Version inzwischen verarbeitet. Sie wird noch einmal gefragt, damit die Version auch hier als veröffentlicht gilt.',
    published: 'Diese Version ist veröffentlicht. Es gibt nichts erneut zu versuchen.',
    reprocess: 'Die Registry hat den Upload noch und verarbeitet ihn neu; gesendet wird nichts.',
    reprocessIfSpace: 'Die Registry hat den Upload noch und verarbeitet ihn neu, wenn jetzt Platz ist.',
    sendAgain: 'Es lag an der Registry. Dasselbe Archiv wird noch einmal gesendet.',
    sendAbsent: 'Die Registry hat diese Version nicht. Das Archiv wird noch einmal gesendet.',
    archiveAgain: 'Das Archiv wird noch einmal gesendet.',
    archiveGone: (what) => `Es lag an der Registry, aber das Archiv ist nicht mehr hier. ${what}`,
    heldBefore: (what) => `Die Registry hat diese Version von früher. ${what}`,
    rebuild: 'Der Ordner wird geprüft, neu gepackt und unter derselben Versionsnummer gesendet.',
    rebuildAbsent: 'Die Registry hat diese Version nicht. Der Ordner wird geprüft, gepackt und gesendet.',
    addFolder: 'Füge den Ordner hinzu, aus dem diese Version entstand, und versuch es dann erneut.',
    unchangedSince: 'Im Ordner hat sich nichts geändert, seit diese Version gepackt wurde.',
    changedSince: (added, changed, removed) =>
      `Seit diese Version gepackt wurde: ${added} hinzugekommen, ${changed} geändert, ${removed} entfernt.`,
    unknownHere: 'Die Registry hat keine solche Version, und ihr Ordner ist nicht im Hangar.',
    newVersion: (fields, next) =>
      `${fields.length === 0 ? 'Was gespeichert ist' : `Gespeichertes (${differingFields(fields)})`}, lässt sich unter einer verbrauchten Versionsnummer nicht ändern, nur mit einer neuen${next === '' ? '' : `: ${next}`}.`,
    signIn: 'Die Registry nimmt das Token dafür nicht an. Gib ein anderes ein, dann versuch es erneut.',
    nothing: 'Im Moment gibt es nichts erneut zu versuchen.',
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
  signIn: {
    broughtBack: 'Loadmaster hat, was es braucht, und macht weiter. Du kannst diese Seite schließen.',
    refusedHere: 'Loadmaster bekommt kein Token. Du kannst diese Seite schließen.',
    notHere:
      'Hier wird auf nichts gewartet, oder es wurde woanders begonnen. Geh zurück zu Loadmaster und melde dich noch einmal an.',
  },
  found: {
    depot: (file, url) => `Laut ${file} im Ordner bekommen Nutzer Updates von ${url}.`,
    repository: (name) => `Der Ordner gehört zu einer Arbeitskopie von ${name}.`,
  },
};
