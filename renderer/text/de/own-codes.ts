import type { Catalogue } from '../catalogue.ts';
import type { OwnText } from '../en/own-codes.ts';

// Only what says enough without the particulars of the case: which file, which folder, which limit stays as main says it.
const CODES: Readonly<Record<string, OwnText>> = {
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
};

export const ownCode: Catalogue['ownCode'] = (code) => (Object.hasOwn(CODES, code) ? (CODES[code] ?? null) : null);
