import type { Catalogue } from '../catalogue.ts';
import type { RuleText } from '../en/rules.ts';

const RULES: Readonly<Record<string, RuleText>> = {
  'aircraft-icon': [
    'Das Symbol des Flugzeugs fehlt',
    'X-Plane zeigt das Symbol in seiner Flugzeugliste; ohne es sehen Nutzer ein graues Quadrat.',
  ],
  'colliding-names': [
    'Namen, die auf macOS und Windows gleich sind',
    'macOS und Windows halten diese Namen für eine Datei: Beim Entpacken ersetzt die eine stillschweigend die andere.',
  ],
  duplicates: ['Derselbe Inhalt mehrfach', 'Zweimal derselbe Inhalt wird zweimal heruntergeladen.'],
  executables: [
    'Ein Programm in einem Paket anderer Art',
    'Programme gehören in Pakete der Art executable; anderswo verbieten es die Regeln, und Virenscanner halten sie vielleicht auf.',
  ],
  folder: ['Der Ordner enthält nichts zum Packen', 'Es muss etwas zu packen geben.'],
  'huge-files': ['Eine riesige Datei', 'Eine einzige riesige Datei macht jedes Update zu einem riesigen Download.'],
  'ignore-rules': [
    'Eine Ignorierregel gilt nicht',
    'Eine Regel, die nicht gilt, verbirgt nichts: Was sie nennt, würde für alle veröffentlicht.',
  ],
  'ignored-but-named': [
    'Das Skript nennt eine ignorierte Datei',
    'Das Skript sucht die Datei auf dem Rechner jedes Nutzers, wo sie nicht sein wird.',
  ],
  'install-script': [
    'Das Installationsskript fehlt oder stimmt nicht',
    'Nur Flugzeuge haben ein Standardskript; jedes andere Paket ohne install.ska wird heruntergeladen und dann nirgendwohin gelegt.',
  ],
  junk: [
    'Überbleibsel des Systems oder eines Editors',
    'Überbleibsel von Betriebssystem und Editoren machen Downloads größer und sagen Nutzern nichts.',
  ],
  layout: [
    'Der Aufbau des Ordners',
    'Wer ein Add-on einen Ordner zu tief bekommt, muss Dateien von Hand verschieben, oder X-Plane findet es gar nicht.',
  ],
  leftovers: [
    'Dateien, die X-Plane nicht liest',
    'X-Plane liest diese Dateien nicht; Nutzer laden sie umsonst herunter.',
  ],
  links: [
    'Ein symbolischer Link',
    'Pakete dürfen keine symbolischen Links enthalten: Die Version endet als failed_invalid_file_types.',
  ],
  'linux-libraries': [
    'Eine Bibliothek, die Linux nicht findet',
    'Linux lädt ein Plugin nur, wenn es jede nötige Bibliothek findet, und zwar neu genug. Sonst sehen Nutzer kein Plugin; Log.txt nennt die erste, die fehlt.',
  ],
  'long-paths': [
    'Ein sehr langer Pfad',
    'Windows-Programme hören bei 259 Zeichen für den ganzen Pfad auf, den X-Plane-Ordner eingeschlossen; die Registry bei 1.024 Bytes.',
  ],
  'mac-libraries': [
    'Eine Bibliothek oder Signatur, die macOS nicht findet',
    'macOS lädt ein Plugin nur, wenn es jede genannte Bibliothek findet, und auf Apple Silicon nur signiert. Sonst steht der Grund in Log.txt, und Nutzer sehen kein Plugin.',
  ],
  macosx: [
    '__MACOSX in einem Pfad',
    'Die Registry sucht in allen Pfaden nach __MACOSX und entpackt dann anders: Ein gutes Archiv endet als failed_macosx oder failed_no_file_dir.',
  ],
  'missing-parts': [
    'Etwas aus loadmaster.json fehlt',
    'Was loadmaster.json nennt, kommt neben den Inhalt des Pakets; ohne es ginge die Installation bei allen schief.',
  ],
  'nested-archives': [
    'Ein Archiv im Paket',
    'Installationsprogramme entpacken kein Archiv im Paket; Nutzer müssten es von Hand tun.',
  ],
  'package-id': [
    'Die Paket-ID fehlt oder ist ungültig',
    'Die Registry entpackt den Ordner, der genau wie die Paket-ID heißt; ohne ihn endet eine Version als failed_no_file_dir.',
  ],
  platforms: [
    'Plugin und Plattform passen nicht zusammen',
    'X-Plane lädt ein Plugin nach seinem Ordner und seinem Dateikopf; wo sie einander widersprechen, bleibt das Plugin stillschweigend weg.',
  ],
  'plugin-exports': [
    'Dem Plugin fehlt eine Funktion',
    'X-Plane ruft fünf Funktionen jedes Plugins auf. Fehlt eine, lässt es das Plugin wieder los und sagt das in Log.txt.',
  ],
  'plugin-names': [
    'Das Plugin heißt nicht wie sein Ordner',
    'In win_x64, mac_x64 und lin_x64 sucht X-Plane ein Plugin, das wie der Ordner darüber heißt. Jeden anderen Namen übergeht es ohne ein Wort, auch in Log.txt.',
  ],
  readme: [
    'Eine Readme oder Lizenz fehlt',
    'Wer das Add-on Jahre später findet, will wissen, wie man es benutzt und was man damit tun darf.',
  ],
  references: [
    'Eine genannte Datei fehlt oder heißt anders',
    'Ein Name mit anderer Groß- und Kleinschreibung geht auf macOS und Windows und scheitert auf Linux.',
  ],
  'root-names': [
    'Ein Name, der auf oberster Ebene nicht geht',
    'Die Registry packt die oberste Ebene mit einem Shell-Platzhalter neu: Namen mit Punkt am Anfang verschwinden, ein Bindestrich am Anfang gilt als Option.',
  ],
  'scenery-definitions': [
    'Eine Kachel nennt etwas, das fehlt',
    'X-Plane zeigt Nutzern einen Fehler, „Failed to find resource“ in Log.txt, wenn eine Kachel eine Datei nennt, die es nicht findet; ältere Versionen enden dort.',
  ],
  'scenery-libraries': [
    'Librarys, die Nutzer brauchen',
    'Wer eine Library nicht hat, aus der eine Szenerie Objekte nimmt, sieht einen Fehler oder eine Szenerie mit Löchern.',
  ],
  secrets: [
    'Etwas, das geheim bleiben sollte',
    'Eine veröffentlichte Version lässt sich nicht zurückholen, und ein Geheimnis darin lesen Bots binnen Minuten.',
  ],
  sizes: [
    'Die Größe',
    'Die Registry hat Grenzen für die Größe, und ein stundenlanger Upload sollte nicht an einer davon enden.',
  ],
  'source-only': [
    'Nur der Quellcode, nicht das Ergebnis',
    'X-Plane lädt die übersetzte Datei, eine .xpl; mit dem Quellcode können Nutzer nichts anfangen.',
  ],
  sources: [
    'Quelldateien im Paket',
    'X-Plane liest diese Dateien nicht; Nutzer laden sie umsonst herunter, und deine Originale werden veröffentlicht.',
  ],
  'stray-tiles': [
    'Eine Kachel am falschen Ort',
    'X-Plane öffnet eine Kachel nur nach Name und Ordner; diese wird heruntergeladen und nie gesehen.',
  ],
  unreadable: [
    'Etwas ist nicht lesbar',
    'Was sich nicht lesen lässt, lässt sich nicht packen, und Nutzer bekämen ein Add-on mit einer Lücke.',
  ],
  'versions-disagree': [
    'Verschiedene Versionsnummern im Add-on',
    'Nutzer melden Fehler unter der Version, die sie irgendwo lesen, und Updater vergleichen sie: Sie muss überall dieselbe sein.',
  ],
  'windows-libraries': [
    'Eine Bibliothek, die Windows nicht findet',
    'Windows lädt ein Plugin nur, wenn es jede importierte Bibliothek findet. Sonst steht in Log.txt „error code = 126“, und Nutzer sehen kein Plugin.',
  ],
  'windows-names': [
    'Ein Name, den Windows nicht erlaubt',
    'Unter Windows lässt sich die Datei nicht entpacken, und viele Installationsprogramme hören dort ganz auf.',
  ],
};

export const rule: Catalogue['rule'] = (id) => (Object.hasOwn(RULES, id) ? (RULES[id] ?? null) : null);
