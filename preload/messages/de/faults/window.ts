import type { Messages } from '../../message.ts';

export const windowFaults: Pick<Messages, keyof typeof import('../../en/faults/window.ts').windowFaults> = {
  bad_package_id: {
    text: 'Die Paket-ID ist keine.',
  },
  bad_version: {
    text: 'Sag, welche Version das ist.',
    notOne: 'Das ist keine Version.',
  },
  busy: {
    packing: 'Dieses Add-on wird gerade schon gepackt.',
    packingHint: 'Warte einen Moment, dann versuch es erneut.',
  },
  cancelled: {
    plan: 'Der Blick auf die Änderungen wurde angehalten.',
    check: 'Die Prüfung wurde angehalten.',
    try: 'Der Versuch wurde abgebrochen. Nichts davon ist auf der Festplatte geblieben.',
    packing: 'Das Packen wurde abgebrochen. Nichts wurde geschrieben.',
    workers: 'Das Packen wurde angehalten.',
    text: 'Abgebrochen.',
    connections: 'Die Verbindungen wurden aufgegeben.',
    signIn: 'Das Anmelden wurde abgebrochen. Nichts wurde geändert.',
    goingBack:
      'Das Zurücknehmen wurde vor dem Ende angehalten. Nimm die Version noch einmal zurück, um weiterzumachen.',
  },
  disk_error: {
    because: (path, reason) => `${path} konnte nicht benutzt werden: ${reason}`,
  },
  folder_held: {
    text: (name, folder) => `${folder} ist der Ordner von „${name}“ im Hangar.`,
    textHint: 'Wähle einen anderen Ordner, oder nimm jenes Add-on zuerst von der Liste.',
  },
  disk_full: {
    writing: (path) => `Die Festplatte ist voll: „${path}“ konnte nicht geschrieben werden.`,
    text: 'Die Festplatte ist voll.',
    textHint: 'Schaff Platz, dann versuch es erneut; verloren ging nichts.',
    building: 'Die Festplatte ist voll: das Archiv konnte nicht gepackt werden.',
    buildingHint: 'Schaff Platz, oder verlege den Cache-Ordner, dann versuch es erneut.',
    noting:
      'Die Festplatte ist voll, darum konnte Loadmaster nicht festhalten, was es tun wollte, und hat es nicht getan.',
    notingHint: 'Schaff Platz, dann versuch es erneut.',
    worker: (reason) => `Die Festplatte ist voll: ${reason}`,
  },
  file_changed: {
    packing: (path) => `„${path}“ hat sich während des Packens geändert. Pack noch einmal.`,
  },
  file_unreadable: {
    packing: (path, reason) => `„${path}“ ist nicht lesbar: ${reason}`,
  },
  fix_failed: {
    because: (reason) => `Nichts wurde geändert: ${reason}`,
    there: (path) => `${path} ist schon da.`,
    otherThanShown: (path) => `${path} ist nicht mehr so, wie es gezeigt wurde.`,
    otherThanRead: (path) => `${path} ist nicht mehr so, wie es gelesen wurde.`,
    notUtf8: (path, name) =>
      `${path} ist kein UTF-8-Text und wird deshalb nicht geändert. Schreib ${name} selbst hinein.`,
    notNamed: (path, name) => `${path} nennt ${name} nicht mehr.`,
  },
  id_in_use: {
    text: (otherName, packageId) =>
      `„${otherName}“ im Hangar hat schon die ID ${packageId}, und dies würde eine Aktualisierung davon.`,
    textHint: 'Gib diesem Add-on eine eigene ID, oder nimm das andere von der Liste.',
  },
  internal: {
    text: 'In Loadmaster ging etwas schief.',
    textHint: 'Von dir ging nichts verloren. Versuch es noch einmal; der Bericht in den Einstellungen sagt mehr.',
    because: (reason) => `In Loadmaster ging etwas schief: ${reason}.`,
    becauseHint: 'Verloren ist nichts. Versuch es erneut, und melde es, wenn es wieder geschieht.',
  },
  invalid_input: {
    text: 'Loadmaster konnte nicht lesen, was das Fenster wollte.',
    textHint:
      'Lade das Fenster neu. Geschieht es noch einmal, kopiere den Bericht aus den Einstellungen und schick ihn uns.',
  },
  keychain_silent: {
    text: 'Der Schlüsselbund des Systems antwortet nicht: Vielleicht ist er gesperrt oder wartet auf deine Antwort.',
    other: 'Der Schlüsselbund des Systems gab nicht zurück, was er bekommen hatte.',
  },
  missing_part: {
    folder: 'So wie er ist, lässt sich der Ordner nicht packen.',
    named: (missing) => `Das Projekt nennt ${missing}, aber im Ordner fehlt es.`,
    namedHint: 'Leg es zurück, oder ändere Skripte und Ressourcen des Add-ons.',
  },
  name_taken: {
    destination: (name) => `Es gibt schon ein Ziel „${name}“.`,
    destinationHint: 'Gib ihm einen anderen Namen.',
    connection: 'Eine andere Verbindung hat diesen Namen.',
  },
  no_dialog: {
    folder: 'Dieses Fenster kann keinen Dialog für Ordner öffnen.',
    save: 'Dieses Fenster kann keine Dateien speichern.',
  },
  no_file_manager: {
    addon: (folder) => `Dieses Fenster kann keine Ordner öffnen. Das Add-on liegt in ${folder}.`,
    archive: (file) => `Dieses Fenster kann keine Ordner öffnen. Das Archiv ist ${file}.`,
    data: (folder) => `Dieses Fenster kann keine Ordner öffnen. Die Daten liegen in ${folder}.`,
    destination: (folder) => `Dieses Fenster kann keine Ordner öffnen. Der Ordner ist ${folder}.`,
  },
  no_folder: {
    notOne: (folder) => `${folder} ist kein Ordner.`,
    because: (reason) => `${reason}`,
    reading: 'Der Ordner wird noch gelesen.',
    missing: (folder) => `${folder} ist nicht da.`,
    unreadable: (folder) => `${folder} ist nicht lesbar.`,
  },
  no_notes: {
    nowhere: (what) => `Nichts hier sagt, was in ${what} neu ist.`,
    nowhereHint: 'Schreib dafür einen Abschnitt in CHANGELOG.md, oder gib `release` eine Datei mit --notes.',
    text: (name) => `${name} ist nicht da oder keine Datei.`,
  },
  not_a_folder: {
    choose: (folder) => `${folder} ist eine Datei. Wähle den Ordner des Add-ons.`,
    text: (path) => `${path} ist eine Datei, kein Ordner.`,
  },
  not_an_archive: {
    because: (path, reason) => `„${path}“ ist nicht lesbar: ${reason}`,
  },
  not_built: {
    text: 'Es gibt noch kein Archiv. Pack zuerst eins.',
  },
  not_found: {
    folder: (folder) => `${folder} ist nicht da.`,
    file: (path) => `${path} ist nicht mehr da oder keine lesbare Datei.`,
    text: (path) => `${path} ist nicht mehr da.`,
    textHint: 'Wurde es verschoben oder umbenannt, oder ist seine Festplatte nicht angeschlossen?',
  },
  not_packable: {
    text: 'Das Add-on lässt sich nicht packen.',
    textHint: 'Prüfungen nennt alles, was im Weg steht.',
    folder: 'Der Ordner lässt sich nicht packen.',
    asIs: 'So wie er ist, lässt sich der Ordner nicht packen.',
  },
  not_read: {
    text: 'Der Ordner war nicht lesbar.',
  },
  output_inside_addon: {
    text: (out) => `„${out}“ liegt in dem Ordner, der gepackt wird, und würde Teil davon. Wähle einen Ort außerhalb.`,
  },
  output_unwritable: {
    because: (path, reason) => `„${path}“ kann nicht geschrieben werden: ${reason}`,
  },
  outside_home: {
    text: 'Hier lassen sich nur Ordner in deinem persönlichen Ordner wählen.',
    textHint: 'Für Ordner anderswo nimm die Desktop-App oder den Befehl im Terminal.',
  },
  read_only: {
    text: (path) => `${path} liegt auf einer Festplatte, auf die nicht geschrieben werden kann.`,
  },
  services_failed: {
    text: () => 'Loadmaster konnte seine Daten nicht öffnen.',
    textHint: (logs) => `Deine Add-ons und Entwürfe wurden nicht angefasst. Das Log in ${logs} sagt mehr.`,
  },
  stale_fix: {
    since:
      'Seit die Korrektur gezeigt wurde, hat sich eine Datei geändert, darum wurde nichts getan. Sieh sie dir noch einmal an.',
    undo: (keptIn) =>
      `Nach der Korrektur hat sich eine Datei geändert, darum wurde sie nicht rückgängig gemacht. Der alte Inhalt liegt in ${keptIn}.`,
  },
  unknown_addon: {
    text: 'Das Add-on ist nicht mehr auf der Liste.',
    ofRelease: 'Das Add-on dieses Releases ist nicht mehr auf der Liste.',
    ofReleaseHint: 'Füge seinen Ordner wieder hinzu.',
    meanwhile: 'Das Add-on wurde inzwischen entfernt.',
    thisOne: 'Dieses Add-on ist nicht mehr auf der Liste.',
    folder: 'Der Ordner, aus dem diese Version entstand, ist nicht im Hangar.',
    folderHint: 'Füge das Add-on wieder hinzu, dann versuch es erneut.',
  },
  unknown_call: {
    text: 'Loadmaster kennt diese Frage nicht.',
  },
  sign_in_expired: {
    text: 'Niemand hat es innerhalb von zehn Minuten im Browser erlaubt.',
    textHint: 'Melde dich noch einmal an; am Ende fragt die Seite, ob Loadmaster ein Token haben darf.',
    code: (host) => `${host} nimmt nicht mehr an, was der Browser brachte: Es gilt einmal und eine Minute lang.`,
    codeHint: 'Melde dich noch einmal an.',
  },
  sign_in_not_offered: {
    text: (host) => `${host} bietet kein Anmelden mit dem Browser an.`,
    textHint: 'Gib ein Token ein, das du vom Betreiber oder auf der Seite der Registry bekommen hast.',
    noPort: (reason) => `Der Browser kann die Antwort nicht an diesen Computer bringen: ${reason}`,
    noPortHint: 'Leg auf der Seite der Registry ein Token an und gib es ein.',
  },
  sign_in_refused: {
    text: (host) => `Loadmaster wurde kein Token für ${host} erlaubt.`,
    textHint: 'Melde dich noch einmal an und erlaube es, oder gib ein Token ein.',
    tooMany: (host) => `Das Konto bei ${host} hat so viele Tokens, wie es haben darf.`,
    tooManyHint: 'Beende eines auf der Seite deines Kontos dort und melde dich dann noch einmal an.',
  },
  unknown_connection: {
    choose: 'Diese Verbindung gibt es nicht mehr.',
    chooseHint: 'Wähle oben im Fenster eine andere Registry.',
    text: 'Diese Verbindung gibt es nicht mehr.',
  },
  unknown_fix: {
    done: 'Diese Korrektur ist schon ausgeführt oder zu alt. Sieh sie dir noch einmal an.',
    undone: 'Es gibt nichts mehr rückgängig zu machen.',
    gone: 'Dafür gibt es keine Korrektur mehr. Sieh dir die Prüfungen noch einmal an.',
    old: 'Diese Korrektur ist zu alt. Sieh sie dir noch einmal an.',
  },
  unsafe_fix: {
    text: 'Diese Korrektur würde über das Add-on hinausreichen, darum wird sie nicht angeboten.',
  },
  untrusted_sender: {
    text: 'Diese Seite darf nicht mit Loadmaster reden.',
  },
  worker_failed: {
    because: (reason) => `Beim Packen ist ein Teil von Loadmaster ausgefallen: ${reason}`,
    says: (reason) => `Beim Packen ist ein Teil von Loadmaster ausgefallen: ${reason}`,
  },
};
