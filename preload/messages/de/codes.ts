import type { Codes } from '../codes.ts';

const SELECTION_HINT = '* meint jede Version, 2 alles von 2, 1.2-1.5 einen Bereich, 1.2- alles ab 1.2.';
const PACKAGE_HINT = 'Schreib autor.paket, oder registry/autor.paket für eine andere Registry.';
const DAYS_HINT = 'Wähle 1 bis 365 Tage.';
const LIST_HINT = 'Wähle sie aus der Liste.';

const upload = {
  invalid_or_empty_str: ['Ein nötiger Text fehlt oder ist leer.', 'Füll jedes Feld des Formulars aus.'],
  not_bool: ['In einem Ja-oder-Nein-Feld steht etwas anderes.', 'Sende genau „true“ oder „false“.'],
  no_file: ['Der Upload enthielt kein Archiv.', 'Sende ein Zip im Feld namens file.'],
  bad_multipart: [
    'Der Upload ließ sich nicht als Formular lesen.',
    'Sende ein wohlgeformtes Multipart-Formular mit einer Datei.',
  ],
  invalid_id_or_repo: [
    'Die Paket-ID ist ungültig oder gehört zu einer anderen Registry.',
    'Erlaubt sind 6 bis 32 Buchstaben, Ziffern, Punkte, „-“ oder „_“, wie in autor.paket; jeder Teil beginnt mit einem Buchstaben.',
  ],
  bad_version_len: [
    'Die Version ist länger als 15 Zeichen.',
    'Schreib höchstens drei Zahlen bis 999 und einen Zusatz, wie in 1.2.3b4.',
  ],
  invalid_version: [
    'Die Version ist ungültig.',
    'Schreib ein bis drei Zahlen bis 999, nicht alle null, und vielleicht a, b oder r mit einer Zahl: 2, 1.4 oder 1.3.0b9.',
  ],
  bad_sel_len: ['Die Versionsauswahl ist länger als 256 Zeichen.', 'Nimm weniger oder weitere Bereiche.'],
  invalid_selection: [
    'Die X-Plane-Auswahl ist ungültig.',
    '* meint jede Version, 12 alles von X-Plane 12, 11.5-12.1 einen Bereich, 12- alles ab 12; mit Kommas trennen.',
  ],
  invalid_access_config: [
    'Diese Kombination aus öffentlich, privat und gespeichert gibt es nicht.',
    'Wähle öffentlich, privat, oder privat und nicht gespeichert.',
  ],
  plat_supp: ['Keine Plattform ist gewählt.', 'Wähle mindestens eine von macOS, Windows und Linux.'],
  dep_not_str: ['Die Liste der Abhängigkeiten fehlt.', 'Sende eine JSON-Liste, [] für keine.'],
  inc_not_str: ['Die Liste der Inkompatibilitäten fehlt.', 'Sende eine JSON-Liste, [] für keine.'],
  bad_dep_arr: [
    'Die Abhängigkeiten sind keine Liste, oder es sind mehr als 128.',
    'Bleib bei höchstens 128 Abhängigkeiten.',
  ],
  bad_inc_arr: [
    'Die Inkompatibilitäten sind keine Liste, oder es sind mehr als 128.',
    'Bleib bei höchstens 128 Inkompatibilitäten.',
  ],
  bad_dep_tuple: [
    'Eine Abhängigkeit ist kein Paar aus Paket-ID und Versionsauswahl.',
    'Gib jeder Abhängigkeit eine ID und eine Auswahl.',
  ],
  bad_inc_tuple: [
    'Eine Inkompatibilität ist kein Paar aus Paket-ID und Versionsauswahl.',
    'Gib jeder Inkompatibilität eine ID und eine Auswahl.',
  ],
  invalid_dep_tuple_types: [
    'Eine Abhängigkeit enthält etwas, das kein Text ist.',
    'Schreib ID und Auswahl beide als Text.',
  ],
  invalid_inc_tuple_types: [
    'Eine Inkompatibilität enthält etwas, das kein Text ist.',
    'Schreib ID und Auswahl beide als Text.',
  ],
  invalid_dep_tuple_id: ['Die Paket-ID einer Abhängigkeit ist ungültig.', PACKAGE_HINT],
  invalid_inc_tuple_id: ['Die Paket-ID einer Inkompatibilität ist ungültig.', PACKAGE_HINT],
  self_dep: ['Das Paket hängt von sich selbst ab.', 'Entferne diese Zeile.'],
  dep_or_self_inc: [
    'Das Paket wird als inkompatibel mit sich selbst oder einer seiner Abhängigkeiten angegeben.',
    'Entferne diese Zeile oder die Abhängigkeit.',
  ],
  invalid_dep_sel: ['Die Versionsauswahl einer Abhängigkeit ist ungültig.', SELECTION_HINT],
  invalid_inc_sel: ['Die Versionsauswahl einer Inkompatibilität ist ungültig.', SELECTION_HINT],
  version_exists: [
    'Diese Versionsnummer ist schon verbraucht, auch wenn ihre Verarbeitung fehlschlug.',
    'Nimm die nächste Nummer, oder versuche die fehlgeschlagene Version erneut.',
  ],
  version_not_exist: [
    'Das Paket hat keine solche Version, die sich erneut versuchen ließe.',
    'Veröffentliche sie stattdessen als neue Version.',
  ],
  cant_retry: [
    'Diese Version ist verarbeitet oder wird noch verarbeitet, darum geht kein neuer Versuch.',
    'Veröffentliche neuen Inhalt als neue Version.',
  ],
} as const;

const packages = {
  full_id_or_invalid: [
    'Die Paket-ID ist hier ungültig oder trägt den Namen einer Registry davor.',
    'Nimm die kurze Form, 6 bis 32 Zeichen, wie in autor.paket.',
  ],
  profane_id: ['Die Registry stößt sich an einem Wort in der Paket-ID.', 'Wähle eine andere ID.'],
  profane_name: ['Die Registry stößt sich an einem Wort im Namen.', 'Wähle einen anderen Namen.'],
  invalid_name: [
    'Der Name ist ungültig.',
    'Erlaubt sind 3 bis 32 Zeichen: zuerst ein Buchstabe, am Ende Buchstabe oder Ziffer, keine Akzente, Schräg- oder Unterstriche.',
  ],
  bad_desc_len: ['Die Beschreibung muss 10 bis 8192 Zeichen haben.', 'Schreib mehr oder weniger.'],
  profane_desc: ['Die Registry stößt sich an einem Wort in der Beschreibung.', 'Ändere die Beschreibung.'],
  invalid_pkg_type: [
    'Diese Paketart gibt es nicht.',
    'Wähle aircraft, executable, scenery, plugin, livery oder other.',
  ],
  id_in_use: ['Ein Paket mit dieser ID gibt es schon.', 'Wähle eine andere ID.'],
  name_in_use: ['Ein Paket mit diesem Namen gibt es schon.', 'Wähle einen anderen Namen.'],
} as const;

const account = {
  same_name: ['Diesen Namen hat das Konto bereits.', 'Wähle einen anderen Namen.'],
  too_soon: ['Der Name wurde vor weniger als 30 Tagen geändert.', 'Versuch es später noch einmal.'],
  name_exists: ['Dieser Name ist vergeben.', 'Wähle einen anderen Namen.'],
  name: ['Dieser Name ist vergeben.', 'Wähle einen anderen Namen.'],
  email: ['Diese E-Mail-Adresse hat schon ein Konto.', 'Melde dich stattdessen an.'],
  bad_email: ['Die E-Mail-Adresse ist ungültig.', 'Prüf sie auf Tippfehler.'],
  bad_len: ['Ein Text ist zu kurz oder zu lang.', 'E-Mail 5 bis 64 Zeichen, Passwort 8 bis 64.'],
  profane: ['Die Registry stößt sich an einem Wort im Namen.', 'Wähle einen anderen Namen.'],
  is_password: ['„password“ ist kein Passwort.', 'Wähle ein anderes.'],
  bad_request: ['Die Registry konnte mit der Anfrage nichts anfangen.', 'Prüf jedes Feld.'],
  missing_form_data: ['Ein Feld des Formulars fehlt.', 'Füll jedes Feld aus.'],
  too_many_tokens: ['Das Konto hat 64 Tokens, mehr darf es nicht haben.', 'Lass ein altes ablaufen.'],
  long_desc: ['Die Beschreibung des Tokens ist länger als 256 Zeichen.', 'Kürze sie.'],
  short_name: ['Der Name des Tokens ist kürzer als 3 Zeichen.', 'Wähle einen längeren.'],
  long_name: ['Der Name des Tokens ist länger als 32 Zeichen.', 'Wähle einen kürzeren.'],
  neg_or_zero_expiry: ['Ein Token muss mindestens einen Tag gelten.', DAYS_HINT],
  long_expiry: ['Ein Token darf höchstens ein Jahr gelten.', DAYS_HINT],
  float_expiry: ['Die Gültigkeit eines Tokens zählt in ganzen Tagen.', DAYS_HINT],
  zero_perm: ['Das Token dürfte gar nichts.', 'Wähle mindestens ein Recht.'],
  float_perm: ['Die Rechte sind keine ganze Zahl.', LIST_HINT],
  large_perm: ['Die Rechte enthalten Bits, die es nicht gibt.', LIST_HINT],
  admin_perm: ['Ein Token kann keine volle Kontrolle bekommen.', 'Wähle die einzelnen Rechte, die es braucht.'],
  invalid_perm: [
    'Ein Recht gilt zugleich für alle und für bestimmte Pakete, oder für bestimmte, ohne welche zu nennen.',
    'Wähle eins von beiden, und nenne die Pakete.',
  ],
  long_arr: ['Ein Recht nennt mehr als 32 Pakete.', 'Nenne weniger, oder erlaube alle Pakete.'],
  invalid_arr: [
    'Ein Recht nennt ein Paket doppelt oder eins, das nicht dir gehört.',
    'Nenne jedes deiner eigenen Pakete einmal.',
  ],
  extra_arr: ['Für ein Recht, das nicht gewählt ist, sind Pakete genannt.', 'Wähle das Recht, oder leere die Liste.'],
  bad_after_date: ['Für diesen Anfang hat die Registry keine Zahlen.', 'Wähle einen Tag nach 2022.'],
  bad_before_date: ['Für dieses Ende hat die Registry keine Zahlen.', 'Wähle einen Tag nach 2022.'],
  bad_date_combo: ['Der Anfang liegt nicht vor dem Ende.', 'Vertausche sie.'],
  short_diff: ['Die Spanne ist kürzer als eine Stunde.', 'Wähle mindestens eine Stunde.'],
  long_diff: ['Die Spanne ist länger als 30 Tage.', 'Wähle höchstens 30 Tage.'],
} as const;

export const codes: Codes = {
  registry: { ...upload, ...packages, ...account },
  statuses: {
    processing: [
      'Die Registry hat den Upload und verarbeitet ihn.',
      'Warte das Ergebnis ab. Die Versionsnummer ist schon verbraucht.',
    ],
    processed: ['Die Version ist veröffentlicht.', 'Es bleibt nichts zu tun.'],
    removed: [
      'Die Registry hat diese Version entfernt.',
      'Frag die Betreiber der Registry nach dem Grund. Ein neuer Versuch kann sie wieder hochladen.',
    ],
    failed_macosx: [
      'Das Archiv enthält einen Ordner __MACOSX und daneben nicht genau einen Ordner.',
      'Pack das Archiv neu mit Loadmaster, das __MACOSX weglässt, und versuch es erneut.',
    ],
    failed_no_file_dir: [
      'Das Archiv hat auf oberster Ebene keinen Ordner, der genau wie die Paket-ID heißt.',
      'Pack das Archiv neu für diese Paket-ID und versuch es erneut.',
    ],
    failed_manifest_exists: [
      'Das Archiv hat auf oberster Ebene eine manifest.json; diesen Namen behält sich die Registry vor.',
      'Benenne die Datei um oder entferne sie, und versuch es erneut. Im Paketordner ist der Name erlaubt.',
    ],
    failed_invalid_file_types: [
      'Das Archiv enthält symbolische Links, die die Registry nicht annimmt.',
      'Ersetze jeden Link durch die Datei, für die er steht, und versuch es erneut.',
    ],
    failed_file_too_large: [
      'Das Archiv ist entpackt größer, als die Registry annimmt; üblich sind 16 GiB.',
      'Teile das Add-on, oder nimm heraus, was Nutzer nicht brauchen, und versuch es erneut.',
    ],
    failed_not_enough_space: [
      'Der Speicher deines Kontos auf dieser Registry ist voll.',
      'Mach das Archiv kleiner oder besorge mehr Speicher, dann versuch es erneut. Gespeicherte Versionen geben ihren Platz nie frei.',
    ],
    failed_server: [
      'Die Registry hat den Upload bei der Verarbeitung verloren.',
      'Versuch es erneut: Es muss sich nichts ändern.',
    ],
    aborted: [
      'Die Registry hat die Verarbeitung aufgegeben: Sie schlug fehl, dauerte zu lange, oder das Archiv war nicht als Zip lesbar.',
      'Versuch es erneut. Geschieht es noch einmal, pack das Archiv neu.',
    ],
  },
  http: {
    http_400: ['Die Registry konnte mit der Anfrage nichts anfangen.', 'Prüf jedes Feld des Formulars.'],
    http_401: [
      'Die Registry nimmt das Token nicht an, oder ihm fehlt das Recht dafür.',
      'Teste die Verbindung, und gib ihr ein Token, das Versionen dieses Pakets hochladen darf.',
    ],
    http_403: [
      'Das Paket gibt es auf dieser Registry nicht, oder es gehört jemand anderem.',
      'Prüf die Paket-ID und das Konto.',
    ],
    http_404: [
      'Die Registry hat dort nichts, oder sie zeigt es diesem Konto nicht.',
      'Prüf die Paket-ID und die Version.',
    ],
    http_409: [
      'Die Registry konnte nicht erkennen, wer fragt, und die Anfrage darum nicht zählen.',
      'Versuch es gleich noch einmal.',
    ],
    http_413: [
      'Der Upload ist größer, als diese Registry annimmt.',
      'Mach das Archiv kleiner, oder frag die Betreiber der Registry.',
    ],
    http_418: [
      'Die Registry will einen Beweis, dass ein Mensch fragt.',
      'Erledige diesen Schritt auf der Website der Registry.',
    ],
    http_429: [
      'Zu viele Anfragen in kurzer Zeit.',
      'Loadmaster wartet, so lange die Registry es verlangt, und macht dann weiter.',
    ],
  },
  serverTrouble: (status) => `Die Registry hat selbst ein Problem (${status}).`,
  serverTroubleHint: 'Versuch es gleich noch einmal.',
  otherAnswer: (status) => `Die Registry antwortete mit Status ${status}.`,
  otherAnswerHint: 'Prüf die Adresse der Registry.',
  unknown: (code) => `Die Registry antwortete „${code}“.`,
  unknownHint: 'Vielleicht ist diese Registry neuer als diese App. Prüf das Formular und die Version auf der Registry.',
};
