import type { Messages } from '../../message.ts';
import { differingFields } from '../differing-fields.ts';

export const publishFaults: Pick<Messages, keyof typeof import('../../en/faults/publish.ts').publishFaults> = {
  already_under_way: {
    text: (packageId, version) => `${packageId} ${version} ist schon auf dem Weg zu dieser Registry.`,
    textHint: 'Warte, bis es fertig ist, oder brich es zuerst ab.',
  },
  archive_changed: {
    text: 'Das Archiv ist nicht das geprüfte: seine Bytes haben sich seither geändert.',
    textHint: 'Nichts davon wurde angenommen. Ein neuer Versuch packt es noch einmal.',
  },
  archive_gone: {
    text: 'Das Archiv, das für diese Version gepackt wurde, ist weg.',
    textHint: 'Nichts davon wurde angenommen. Ein neuer Versuch packt es noch einmal.',
  },
  archive_unreadable: {
    text: 'Das Archiv ist nicht lesbar.',
    textHint: 'Nichts davon wurde angenommen. Ein neuer Versuch packt es noch einmal.',
  },
  bad_notes: {
    long: (what, count, most) => `${what} hat ${count} Zeichen; Hinweise haben höchstens ${most}.`,
    large: (name, amount) => `${name} hat ${amount}; von einem Text mit Hinweisen wird höchstens 1 MB gelesen.`,
    noText: (name) => `${name} ist kein Text.`,
    utf16: (name) => `${name} ist in UTF-16, das Updater und GitHub nicht zeigen: speichere es als UTF-8.`,
    word: (name, most) => `${name} hat ein Wort mit mehr als ${most} Zeichen.`,
    indent: (name, most) => `${name} hat eine Zeile, die mit mehr als ${most} Leerzeichen beginnt.`,
    nested: (name) => `${name} hat Listen oder Zitate, die mehr als 40 tief verschachtelt sind.`,
  },
  bad_token: {
    text: 'Das Token dieser Registry ist keins: es hat Zeichen, die kein Token hat, oder ist viel zu lang.',
    textHint: 'Kopiere es noch einmal aus der Registry, ohne das, was darum steht.',
  },
  bad_url: {
    notWeb: 'Das ist keine Webadresse. Sie sieht aus wie https://registry.example.org.',
    login: 'Lass Benutzername und Passwort aus der Adresse; das Token hat ein eigenes Feld.',
    query: 'Die Adresse darf keinen Teil mit ? oder # haben.',
  },
  build_failed: {
    because: (reason) => `Das Archiv konnte nicht gepackt werden: ${reason}.`,
    becauseHint: 'Prüf das Add-on, dann versuch es erneut.',
  },
  cannot_view: {
    before:
      'Dieses Token darf keine Pakete sehen (oder gilt nicht mehr), darum sieht Loadmaster nicht, welche Versionen es gibt und was aus einem Upload wird.',
    beforeHint: 'Nimm ein Token mit dem Recht ViewPackages, damit es bestätigt werden kann.',
    received: (version) =>
      `Die Registry hat ${version} empfangen, aber dieses Token darf keine Pakete sehen (oder gilt nicht mehr), darum sieht Loadmaster nicht, wie es endet.`,
    receivedHint: 'Gib der Verbindung ein Token mit dem Recht ViewPackages, dann drück Weiter.',
    unknown: (version) =>
      `Ob die Registry ${version} empfangen hat, ist nicht bekannt, und dieses Token darf keine Pakete sehen (oder gilt nicht mehr), darum sieht Loadmaster es nicht.`,
    unknownHint: 'Gib der Verbindung ein Token mit dem Recht ViewPackages, dann drück Weiter.',
  },
  change_refused: {
    text: 'Die Registry hat diese Änderung nicht gemacht. Sie nimmt das Token an, aber nicht zum Ändern.',
    textHint: 'Nimm ein Token mit dem Recht, Angaben von Versionen zu ändern, und prüf, ob das Paket deins ist.',
  },
  connection_not_ready: {
    because: (reason) => `Diese Registry lässt sich gerade nicht benutzen: ${reason}`,
  },
  draft_changed: {
    elsewhere: 'Dieses Formular wurde inzwischen in einem anderen Tab geändert.',
    elsewhereHint: 'Nichts wurde überschrieben. Wähl eins von beiden.',
  },
  gave_up: {
    text: 'Die Registry war nach mehreren Versuchen nicht erreichbar.',
    textHint: 'Nichts wurde empfangen. Versuch es erneut, wenn die Verbindung wieder geht.',
    because: (reason) => `Die Registry war nach mehreren Versuchen nicht erreichbar: ${reason}`,
    becauseHint: 'Nichts wurde empfangen. Versuch es erneut, wenn die Verbindung wieder geht.',
  },
  hash_differs: {
    text: 'Die heruntergeladene Datei ist nicht die, die die Registry angekündigt hat; sie wurde weggeworfen.',
    textHint: 'Versuch es erneut. Geschieht es noch einmal, ist die Kopie der Registry beschädigt.',
  },
  history_unavailable: {
    because: (reason) => `Der Verlauf lässt sich nicht öffnen: ${reason}`,
  },
  insecure_url: {
    text: 'Nimm eine https-Adresse: über http wäre dein Token unterwegs lesbar. Nur dieser Rechner darf über http erreicht werden.',
  },
  invalid_form: {
    text: 'Das Release-Formular ist nicht vollständig.',
  },
  journal_entries_unreadable: {
    text: (unreadable) => `${unreadable} Einträge des Verlaufs waren nicht lesbar. Sie blieben, wie sie sind.`,
  },
  journal_failed: {
    because: (reason) => `Loadmaster konnte nicht festhalten, was es tun wollte, und hat es nicht getan: ${reason}.`,
    becauseHint: 'Prüf, ob in den Datenordner geschrieben werden kann, dann versuch es erneut.',
  },
  journal_in_use: {
    text: 'Ein anderes Loadmaster veröffentlicht mit diesem Datenordner.',
  },
  journal_newer: {
    text: 'Den Verlauf hat ein neueres Loadmaster geschrieben. Aktualisiere Loadmaster, um ihn zu benutzen.',
  },
  journal_set_aside: {
    anew: () => 'Die Verlaufsdatei war beschädigt. Nichts davon war lesbar, darum wurde sie neu begonnen.',
    anewHint: (folder) =>
      `Die beschädigten Dateien und alle Archive liegen in ${folder}. Was unterwegs war, wird bei der Registry erfragt; sieh dir deine Pakete dort an, bevor du anderes erneut versuchst.`,
    salvaged: (submissions) =>
      `Die Verlaufsdatei war beschädigt. Lesbar davon: ${submissions}; was sie sonst enthielt, ist nicht bekannt.`,
    salvagedHint: (_submissions, folder) =>
      `Die beschädigten Dateien und alle Archive liegen in ${folder}. Was unterwegs war, wird bei der Registry erfragt; sieh dir deine Pakete dort an, bevor du anderes erneut versuchst.`,
  },
  journal_unreadable: {
    log: 'Das Log der Verlaufsdatei ist beschädigt.',
    text: 'Die Verlaufsdatei ist beschädigt.',
  },
  local_connection: {
    settings: 'Die lokale Registry hat ihre eigenen Einstellungen, unter Registry.',
    stays: 'Die lokale Registry lässt sich nicht entfernen.',
  },
  needs_new_version: {
    ready: (sentence) => `Ein neuer Versuch braucht eine neue Versionsnummer. ${sentence}`,
    readyHint: (_sentence, version) => `Das Release-Formular ist mit Version ${version} bereit.`,
    choose: (sentence) => `Ein neuer Versuch braucht eine neue Versionsnummer. ${sentence}`,
    chooseHint: 'Wähle im Release-Formular eine Versionsnummer.',
  },
  net_aborted: {
    text: 'Die Anfrage wurde abgebrochen.',
  },
  net_bad_answer: {
    text: (host) => `${host} antwortete mit etwas, das nicht HTTP oder nicht die API ist.`,
    textHint: 'Prüf die Adresse der Registry.',
  },
  net_connect_timeout: {
    text: (host) => `${host} nahm die Verbindung nicht rechtzeitig an.`,
    textHint: 'Prüf die Netzverbindung.',
  },
  net_dns: {
    text: (host) => `Den Namen ${host} kennt dieses Netz nicht.`,
    textHint: 'Prüf die Adresse der Registry und die Verbindung.',
  },
  net_early_answer: {
    text: (host) => `${host} antwortete, bevor es das ganze Archiv hatte.`,
    textHint: 'Loadmaster fragt die Registry, was sie hat.',
  },
  net_offline: {
    text: (host) => `Von hier führt kein Weg zu ${host}.`,
    textHint: 'Prüf die Netzverbindung.',
  },
  net_other: {
    text: (host, detail) => `Die Anfrage an ${host} ist fehlgeschlagen: ${detail}.`,
    textHint: 'Versuch es gleich noch einmal.',
  },
  net_refused: {
    text: (host) => `Unter ${host} antwortet nichts.`,
    textHint: 'Prüf, ob die Registry läuft und ihre Adresse stimmt.',
  },
  net_reset: {
    text: (host) => `Die Verbindung zu ${host} brach ab.`,
    textHint: 'Loadmaster fragt die Registry, was sie empfangen hat.',
  },
  net_timeout: {
    text: (host) => `${host} antwortet nicht mehr.`,
    textHint: 'Loadmaster fragt die Registry, was sie empfangen hat.',
  },
  net_tls: {
    text: (host, detail) => `${host} ist nicht zu trauen: ${detail}.`,
    textHint: 'Prüf das Datum dieses Rechners und die Adresse der Registry.',
  },
  no_git: {
    repository: (folder) => `${folder} liegt in keinem Git-Repository mit einem Commit.`,
    program: 'Auf diesem Rechner gibt es kein git, darum lassen sich keine Hinweise aus Commits machen.',
  },
  no_package: {
    cli: (packageId) => `${packageId} ist keins deiner Pakete dort.`,
    cliHint: 'Lege es mit `loadmaster packages --create` an.',
    text: (packageId) => `Auf dieser Registry gibt es kein Paket ${packageId} von dir.`,
    textHint: 'Lege das Paket zuerst an, oder prüf ID und Konto.',
  },
  no_package_file: {
    notProcessed: 'Diese Version ist nicht verarbeitet, darum gibt es keine Paketdatei von ihr.',
    notSaid: 'Die Registry hat nicht gesagt, wo die Paketdatei dieser Version liegt.',
    notKept:
      'Versionen mit diesem Zugriff behält die Registry nicht; der Link in ihrer Mail ist der einzige Weg zur Datei.',
  },
  no_storage_left: {
    text: 'Der Speicher deines Kontos auf dieser Registry reicht für diese Version nicht.',
    textHint:
      'Mach das Add-on kleiner oder besorge mehr Speicher. Die Versionsnummer ist noch frei: Nichts wurde gesendet.',
    by: (missing) => `Dem Speicher deines Kontos auf dieser Registry fehlen für diese Version ${missing} MiB.`,
    byHint:
      'Mach das Add-on kleiner oder besorge mehr Speicher. Die Versionsnummer ist noch frei: Nichts wurde gesendet.',
  },
  no_submission: {
    text: 'Dieser Vorgang ist nicht mehr im Verlauf.',
  },
  no_token: {
    registry: 'Für diese Registry gibt es kein Token.',
    registryHint: 'Gib ein Token ein, das Versionen hochladen darf.',
  },
  not_a_registry: {
    text: 'Unter dieser Adresse antwortet etwas, aber keine X-Pkg-Registry.',
    textHint: 'Prüf die Adresse und den Pfad darin.',
  },
  not_all_retried: {
    text: 'Die Registry hat nicht jede Datei aufgenommen.',
  },
  not_saved: {
    because: (reason) => `Die Datei konnte nicht gespeichert werden: ${reason}`,
    becauseHint: 'Wähle einen anderen Ordner, oder schaff Platz.',
  },
  nothing_to_retry: {
    because: (sentence) => `Hier gibt es nichts erneut zu versuchen: ${sentence}`,
  },
  own_token: {
    text: 'Ein anderes Fenster von Loadmaster betreibt diese Registry und benutzt dieses Token. Widerrufe es dort, wo ein neues an seine Stelle treten kann.',
  },
  port_taken: {
    text: 'Ein anderes Programm benutzt den Port der lokalen Registry.',
    textHint: 'Wähle in den Einstellungen einen anderen Port, oder 0 für einen freien.',
  },
  registry_failed: {
    because: (message) => `Die lokale Registry konnte nicht starten: ${message}`,
  },
  registry_silent: {
    text: 'Die lokale Registry antwortet nicht.',
  },
  registry_stopped: {
    text: 'Die lokale Registry ist angehalten.',
    textHint: 'Starte sie unter Registry, Lokal.',
  },
  role_refused: {
    token: 'Dieses Token darf nicht sehen oder ändern, wer eine Rolle an einem Paket hat.',
    tokenHint: 'Das entscheiden Menschen, nicht einzelne Zwecke: die Registry verlangt ein Admin-Token.',
    owners: 'Nur Eigentümer des Pakets vergeben und entziehen Rollen.',
    ownersHint: 'Frag einen von ihnen; deine eigene Rolle kannst du selbst abgeben.',
    nobody: (who) => `Auf dieser Registry heißt niemand „${who}“.`,
    nobodyHint: 'Frag nach dem Namen, wie er dort im Konto steht.',
    author: (who) => `„${who}“ hat keine Rolle, die sich hier ändern ließe.`,
    authorHint:
      'Das Paket gehört seinem Autor, der schon alle Rechte hat; wer in einem Team ist, hat die Rolle durch das Team.',
  },
  still_under_way: {
    text: 'Das läuft noch. Brich es zuerst ab.',
  },
  unsafe_location: {
    text: 'Die Registry nennt für diese Datei eine Adresse, der nicht zu trauen ist.',
  },
  version_differs: {
    text: (fields) =>
      `Die Registry hat diese Version, aber nicht so, wie sie gesendet wurde: ${differingFields(fields)} unterscheiden sich.`,
    textHint:
      'Daran lässt sich bei einer gespeicherten Version nichts ändern. Veröffentliche unter einer neuen Nummer.',
  },
  version_exists: {
    tag: (tag, commit) => `Den Tag ${tag} gibt es schon, an einem anderen Commit (${commit}).`,
    tagHint: 'Veröffentliche diesen Commit, oder nimm den Tag weg, oder nimm eine andere Version.',
    elsewhere: 'Die Registry hat diese Version, aber nichts zeigt, dass es das von hier gesendete Archiv ist.',
    elsewhereHint:
      'Sie wurde früher oder von einem anderen Rechner hochgeladen. Veröffentliche unter der nächsten Nummer.',
    depot: (name, version) => `${name} hat schon eine Version ${version}, mit anderen Dateien.`,
    depotHint: 'Veröffentliche unter einer anderen Versionsnummer.',
    notSaid: (packageId, version) => `Die Registry hat ${packageId} ${version} schon und sagt nicht, was darin ist.`,
    notSaidHint: 'Veröffentliche unter einer anderen Versionsnummer.',
    notCompared: (packageId, version) =>
      `Die Registry hat ${packageId} ${version} schon, und die Dateien lassen sich nicht vergleichen.`,
    notComparedHint: 'Veröffentliche unter einer anderen Versionsnummer.',
    otherFiles: (packageId, version, paths) =>
      `Die Registry hat ${packageId} ${version} schon, mit anderen Dateien: ${paths}.`,
    otherFilesHint: 'Veröffentliche unter einer anderen Versionsnummer.',
    github: (tag, name) => `Das Release ${tag} gibt es schon, mit einer anderen Datei ${name}.`,
    githubHint: 'Veröffentliche unter einer anderen Versionsnummer.',
    githubFixed: (tag) =>
      `Das Release ${tag} ist ohne alle seine Dateien veröffentlicht und lässt sich nicht mehr ändern.`,
    githubFixedHint: 'Veröffentliche unter einer anderen Versionsnummer.',
    used: (version, sentence) => `Version ${version} ist auf dieser Registry schon vergeben. ${sentence}`,
    usedHint: 'Wähle die nächste Nummer.',
    toRetry: (version, sentence) => `Version ${version} ist auf dieser Registry schon vergeben. ${sentence}`,
    toRetryHint: 'Versuch diese Version erneut, oder wähle die nächste Nummer.',
  },
  version_vanished: {
    text: 'Die Registry hatte gesagt, sie habe diese Version empfangen, hat sie aber nicht.',
    textHint: 'Ein neuer Versuch fragt noch einmal nach und sendet das Archiv erneut, wenn es immer noch fehlt.',
  },
};
