import type { Explanation } from '../codes.ts';
import type { OwnCode } from '../en/faults/index.ts';

/** What a code means, for errors that were written down before they had their words as data. */
type EarlierCode = OwnCode | 'no_addon' | 'connection_lost' | RefusedByPlan;

/** Codes of what an archive may not hold: one of them may end a release. */
type RefusedByPlan = 'file_and_folder' | 'bad_resource_name' | 'too_many_files' | 'not_a_zip' | 'no_package_folder';

export const ownCodes: Readonly<Partial<Record<EarlierCode, Explanation>>> = {
  unknown_addon: ['Das Add-on ist nicht mehr auf der Liste.', 'Füge es wieder hinzu.'],
  // Of histories that were written before it was unknown_addon.
  no_addon: [
    'Der Ordner, aus dem diese Version entstand, ist nicht im Hangar.',
    'Füge das Add-on wieder hinzu, dann versuch es erneut.',
  ],
  port_taken: [
    'Ein anderes Programm benutzt den Port der lokalen Registry.',
    'Wähle in den Einstellungen einen anderen Port, oder 0 für einen freien.',
  ],
  hash_differs: [
    'Die heruntergeladene Datei ist nicht die, die die Registry angekündigt hat; sie wurde weggeworfen.',
    'Versuch es erneut. Geschieht es noch einmal, ist die Kopie der Registry beschädigt.',
  ],
  disk_full: ['Die Festplatte ist voll.', 'Schaff Platz, oder verlege den Cache-Ordner, dann versuch es erneut.'],
  gave_up: [
    'Die Registry war nach mehreren Versuchen nicht erreichbar.',
    'Nichts wurde empfangen. Versuch es erneut, wenn die Verbindung wieder geht.',
  ],
  version_vanished: [
    'Die Registry hatte gesagt, sie habe diese Version empfangen, hat sie aber nicht.',
    'Ein neuer Versuch fragt noch einmal nach und sendet das Archiv erneut, wenn es immer noch fehlt.',
  ],
  invalid_form: ['Das Release-Formular ist nicht vollständig.', 'Füll die markierten Felder aus.'],
  already_under_way: [
    'Diese Version ist schon auf dem Weg zu dieser Registry.',
    'Warte, bis sie fertig ist, oder brich sie zuerst ab.',
  ],
  no_submission: ['Dieser Vorgang ist nicht mehr im Verlauf.', ''],
  no_package: [
    'Auf dieser Registry gibt es kein Paket von dir mit dieser ID.',
    'Lege das Paket zuerst an, oder prüf ID und Konto.',
  ],
  no_token: ['Für diese Registry gibt es kein Token.', 'Gib ein Token ein, das Versionen hochladen darf.'],
  no_storage_left: [
    'Der Speicher deines Kontos auf dieser Registry reicht für diese Version nicht.',
    'Mach das Add-on kleiner oder besorge mehr Speicher. Die Versionsnummer ist noch frei: Nichts wurde gesendet.',
  ],
  cannot_view: [
    'Dieses Token darf keine Pakete sehen (oder gilt nicht mehr), darum sieht Loadmaster nicht, welche Versionen es gibt und was aus einem Upload wird.',
    'Gib der Verbindung ein Token mit dem Recht ViewPackages.',
  ],
  site_key_changed: [
    'Der Schlüssel, mit dem diese Seite ihre Pakete unterschreibt, ist ein anderer als bisher.',
    'Frag die Betreiber. Ist der Wechsel gewollt, füge die Verbindung neu hinzu.',
  ],
  not_a_registry: [
    'Unter dieser Adresse antwortet etwas, aber keine X-Pkg-Registry.',
    'Prüf die Adresse und den Pfad darin.',
  ],
  no_connection: [
    'Diese Registry ist hier nicht mehr eingerichtet.',
    'Wähle eine andere, oder füge diese wieder hinzu.',
  ],
  unknown_connection: ['Diese Verbindung gibt es nicht mehr.', 'Füge die Registry wieder hinzu.'],
  name_taken: ['Eine andere Verbindung hat diesen Namen.', 'Wähle einen anderen.'],
  invalid_input: [
    'Loadmaster konnte nicht lesen, was das Fenster wollte.',
    'Lade das Fenster neu. Geschieht es noch einmal, kopiere den Bericht aus den Einstellungen und schick ihn uns.',
  ],
  connection_lost: [
    'Loadmaster antwortet nicht mehr.',
    'Vielleicht wurde es beendet. Starte es neu, dann lade diese Seite neu.',
  ],
  // The folder and the archive.
  disk_error: [
    'Eine Datei oder ein Ordner konnte nicht benutzt werden.',
    'Sieh nach, ob die Festplatte da ist und Platz hat, dann versuch es erneut.',
  ],
  file_changed: ['Eine Datei hat sich während des Packens geändert.', 'Pack noch einmal.'],
  file_missing: ['Eine Datei ist weg, seit der Ordner gelesen wurde.', 'Pack noch einmal.'],
  file_unreadable: ['Eine Datei ist nicht lesbar.', 'Prüf ihre Rechte, oder ignoriere sie.'],
  file_and_folder: ['Ein Name steht im Archiv zugleich für eine Datei und einen Ordner.', 'Benenne eins davon um.'],
  missing_part: [
    'Etwas, das loadmaster.json nennt, fehlt im Ordner.',
    'Leg es zurück, oder nimm es aus loadmaster.json.',
  ],
  no_folder: ['Der Ordner wird noch gelesen oder ist nicht lesbar.', 'Versuch es gleich noch einmal.'],
  not_read: ['Der Ordner war nicht lesbar.', 'Prüf ihn, dann lies ihn neu.'],
  not_found: ['Das gibt es dort nicht mehr.', 'Prüf, ob es verschoben oder umbenannt wurde.'],
  not_a_folder: ['Das ist eine Datei, kein Ordner.', 'Wähle den Ordner des Add-ons.'],
  not_allowed: ['Loadmaster darf das nicht öffnen oder schreiben.', 'Prüf die Rechte.'],
  read_only: ['Auf diese Festplatte kann nicht geschrieben werden.', 'Wähle einen anderen Ort.'],
  outside_home: ['Hier lassen sich nur Ordner in deinem persönlichen Ordner wählen.', ''],
  output_inside_addon: ['Das Archiv würde im Ordner des Add-ons landen.', 'Wähle einen anderen Ort.'],
  output_unwritable: [
    'Das Archiv konnte nicht geschrieben werden.',
    'Prüf die Rechte des Ordners und den freien Platz.',
  ],
  bad_resource_name: ['Ein Ressourcenordner hat einen Namen, der auf oberster Ebene nicht geht.', 'Benenne ihn um.'],
  too_large: ['Das ist zu groß.', 'Mach es kleiner, oder teil es auf.'],
  too_many_files: ['Das Archiv hätte zu viele Dateien.', 'Teil das Add-on in mehrere Pakete.'],
  not_a_zip: ['Das ist kein lesbares Zip-Archiv.', 'Pack noch einmal.'],
  not_an_archive: ['Das Archiv ist nicht lesbar.', 'Pack noch einmal.'],
  no_package_folder: ['Im Archiv fehlt der Ordner des Pakets.', 'Pack noch einmal.'],
  not_built: ['Es gibt noch kein Archiv.', 'Pack zuerst.'],
  build_failed: ['Das Packen ist fehlgeschlagen.', 'Prüf die Befunde, dann versuch es erneut.'],
  worker_failed: ['Beim Packen ist ein Teil von Loadmaster ausgefallen.', 'Versuch es noch einmal.'],
  source_changed: ['Das gepackte Archiv ist nicht mehr da oder wurde geändert.', 'Pack noch einmal.'],

  // Fixes.
  fix_failed: ['Die Korrektur gelang nicht; nichts wurde geändert.', 'Sieh dir die Prüfungen noch einmal an.'],
  stale_fix: [
    'Eine Datei hat sich inzwischen geändert, darum wurde nichts getan.',
    'Sieh dir die Korrektur noch einmal an.',
  ],
  unknown_fix: ['Diese Korrektur gibt es nicht mehr.', 'Sieh dir die Prüfungen noch einmal an.'],
  unsafe_fix: ['Diese Korrektur würde über das Add-on hinausreichen, darum wird sie nicht angeboten.', ''],

  // The release form and its history.
  bad_package_id: ['Die Paket-ID ist ungültig.', 'Schreib sie wie autor.paket.'],
  bad_version: ['Es fehlt die Version.', 'Sag im Formular, welche Version das ist.'],
  bad_notes: [
    'Die Versionshinweise lassen sich so nicht verwenden.',
    'Nimm einen Text in UTF-8, der nicht zu lang ist.',
  ],
  no_notes: ['Die Datei mit den Versionshinweisen gibt es nicht.', 'Prüf den Pfad.'],
  no_git: ['Für Hinweise aus Commits fehlt git oder ein Repository mit Commits.', 'Schreib die Hinweise selbst.'],
  journal_entries_unreadable: [
    'Ein Teil des Verlaufs war nicht lesbar.',
    'Der Rest ist da; auf keiner Registry hat sich etwas geändert.',
  ],
  journal_in_use: ['Ein anderes Loadmaster veröffentlicht mit diesem Datenordner.', 'Beende es zuerst.'],
  journal_newer: [
    'Den Verlauf hat ein neueres Loadmaster geschrieben.',
    'Aktualisiere Loadmaster, um ihn zu benutzen.',
  ],
  journal_set_aside: [
    'Der Verlauf war beschädigt und wurde beiseitegelegt.',
    'Auf keiner Registry hat sich etwas geändert.',
  ],
  journal_unreadable: ['Der Verlauf ist beschädigt.', 'Auf keiner Registry hat sich etwas geändert.'],
  still_under_way: ['Das läuft noch.', 'Brich es zuerst ab.'],
  unknown_release: ['Dieses Release ist nicht mehr im Verlauf.', ''],
  needs_new_version: ['Ein neuer Versuch braucht eine neue Versionsnummer.', 'Wähle im Formular die nächste.'],
  nothing_to_retry: ['Hier gibt es nichts erneut zu versuchen.', ''],
  not_all_retried: ['Nicht alles konnte erneut versucht werden.', 'Sieh unter Aktivität nach.'],
  version_differs: [
    'Die Registry hat diese Version, aber nicht so, wie sie gesendet wurde.',
    'Vergleiche, was dort steht, mit deinem Release, und nimm wenn nötig die nächste Version.',
  ],
  change_refused: ['Die Registry hat die Änderung abgelehnt.', 'Prüf, was du geändert hast.'],

  // Registries.
  bad_token: ['Das Token dieser Registry ist keins.', 'Kopiere es noch einmal, ganz.'],
  bad_url: [
    'Das ist keine brauchbare Adresse.',
    'Sie sieht aus wie https://registry.example.org, ohne Anmeldung, ? und #.',
  ],
  insecure_url: ['Die Adresse beginnt mit http, und das Token wäre unterwegs lesbar.', 'Nimm eine Adresse mit https.'],
  local_connection: ['Die lokale Registry hat ihre eigenen Einstellungen.', 'Du findest sie unter Registry.'],
  registry_failed: ['Die lokale Registry konnte nicht starten.', 'Versuch es noch einmal.'],
  registry_silent: ['Die lokale Registry antwortet nicht.', 'Versuch es noch einmal.'],
  registry_stopped: ['Die lokale Registry ist angehalten.', 'Starte sie unter Registry.'],
  no_package_file: ['Die Registry hat die Datei dieser Version nicht.', ''],
  not_saved: ['Die Datei konnte nicht gespeichert werden.', 'Prüf den Ordner und den freien Platz.'],
  unsafe_location: ['Die Registry nennt für den Download einen Ort, dem nicht zu trauen ist.', 'Frag ihre Betreiber.'],

  // Places a release goes to.
  answer_not_understood: ['Der Server gab eine Antwort, die Loadmaster nicht versteht.', 'Prüf die Adresse.'],
  bad_name: ['Ein Name ist dort nicht möglich.', 'Benenne die Datei oder den Ordner um.'],
  certificate_refused: [
    'Dem Zertifikat des Servers ist nicht zu trauen.',
    'Teste das Ziel noch einmal, und vergleiche den Fingerabdruck mit dem, den dein Anbieter nennt.',
  ],
  host_unknown: [
    'Der Server hat sich noch nie ausgewiesen, oder mit einem anderen Schlüssel.',
    'Teste das Ziel, und vergleiche den Fingerabdruck.',
  ],
  folder_missing: ['Den Ordner gibt es dort nicht.', 'Lege ihn an, oder prüf den Pfad.'],
  login_refused: ['Die Anmeldung wurde abgelehnt.', 'Prüf Benutzer, Passwort oder Schlüssel.'],
  no_room: ['Dort ist kein Platz mehr.', 'Schaff Platz, dann versuch es erneut.'],
  depot_unreachable: ['Das Depot ist nicht erreichbar.', 'Prüf Verbindung und Adresse, dann versuch es erneut.'],
  moved_meanwhile: ['Inzwischen hat jemand dort etwas geändert.', 'Sieh nach, dann versuch es erneut.'],
  no_beta_channel: ['Dieses Ziel hat keinen Beta-Kanal.', 'Richte ihn am Ziel ein, oder veröffentliche ohne Beta.'],
  no_destinations: ['Kein Ziel ist eingeschaltet.', 'Schalte eins ein.'],
  not_as_written: ['Was dort liegt, ist nicht, was geschrieben wurde.', 'Versuch es noch einmal.'],
  not_public: [
    'Die Registry zeigt diese Version nicht allen, also kann sie nicht auf die Website.',
    'Das geht nur mit öffentlichen, gespeicherten Versionen: wähle diesen Zugriff, oder nimm das Ziel aus dem Release.',
  ],
  bad_site_key: [
    'Der Schlüssel, mit dem die Website unterschrieben wird, ist beschädigt.',
    'Leg eine Kopie von site-key.pem zurück. Gibt es keine, lösche die Datei: ein neuer Schlüssel entsteht, den die Leser der Website bestätigen müssen.',
  ],
  not_seen_yet: [
    'Unter der öffentlichen Adresse ist noch der alte Stand zu sehen.',
    'Warte etwas, dann prüf noch einmal.',
  ],
  not_served: [
    'Unter der öffentlichen Adresse ist nicht abrufbar, was hochgeladen wurde.',
    'Prüf die öffentliche Adresse des Ziels.',
  ],
  not_set_up: ['Diesem Ziel fehlt eine Angabe, oder eine stimmt nicht.', 'Öffne das Ziel und prüf seine Angaben.'],
  unreachable: ['Der Server ist nicht erreichbar.', 'Prüf die Verbindung und die Adresse, dann versuch es erneut.'],
  failed: ['Das ist fehlgeschlagen.', 'Versuch es noch einmal.'],
  cancelled: ['Abgebrochen.', ''],
  superseded: [
    'An die Stelle dieses Releases ist ein späteres getreten.',
    'Versuch das spätere erneut, oder veröffentliche dieses unter einer neuen Nummer.',
  ],
  busy: ['Dieses Add-on wird gerade schon gepackt.', 'Warte einen Moment, dann versuch es erneut.'],
  blocked: ['Ein Fehler in den Prüfungen verhindert das Veröffentlichen.', 'Behebe ihn unter Prüfungen.'],
  internal: [
    'In Loadmaster ging etwas schief.',
    'Versuch es noch einmal. Geschieht es wieder, kopiere den Bericht aus den Einstellungen und schick ihn uns.',
  ],
  timed_out: ['Der Server hat nicht rechtzeitig geantwortet.', 'Prüf die Verbindung, dann versuch es erneut.'],
  unknown_destination: ['Dieses Ziel gibt es nicht mehr.', 'Öffne das Formular noch einmal.'],
  unknown_server: ['Dieser Server wurde noch nicht getestet.', 'Teste das Ziel noch einmal.'],

  // The window and the shell.
  no_dialog: ['Dieses Fenster kann keinen Dialog des Systems öffnen.', ''],
  no_file_manager: ['Dieses Fenster kann keine Ordner öffnen.', 'Öffne den Ordner im Dateimanager.'],
  services_failed: [
    'Loadmaster konnte seine Daten nicht öffnen.',
    'Deine Add-ons und Entwürfe wurden nicht angefasst. Das Log sagt mehr.',
  ],
  unknown_call: ['Loadmaster kennt diese Frage nicht.', 'Lade das Fenster neu.'],
  untrusted_sender: ['Diese Seite darf nicht mit Loadmaster reden.', ''],
};
