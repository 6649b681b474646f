import { PLATFORM_NAMES, type Platform } from '../../../protocol/index.ts';
import type { Messages } from '../message.ts';
import { words } from './words.ts';

export const plugins: Pick<
  Messages,
  | 'platforms'
  | 'plugin-names'
  | 'plugin-exports'
  | 'windows-libraries'
  | 'linux-libraries'
  | 'mac-libraries'
  | 'python-version'
  | 'source-only'
> = {
  platforms: {
    why: 'X-Plane lädt ein Plugin nach seinem Ordner und seinem Dateikopf; wo sie einander widersprechen, bleibt das Plugin stillschweigend weg.',
    headerDisagrees: (folder, header) =>
      `Dem Ordner nach ist die Datei für ${PLATFORM_NAMES[folder]}, gebaut ist sie aber für ${PLATFORM_NAMES[header]}. Leg die für ${PLATFORM_NAMES[folder]} hierher.`,
    noProgram:
      'Diese .xpl ist für keine Plattform ein Plugin: Ihre ersten Bytes sind nicht die einer Bibliothek. Ist sie beschädigt, oder das, was Git LFS an der Stelle einer Datei lässt? Leg die echte hierher.',
    noArm64:
      'Dieses macOS-Plugin hat keinen arm64-Teil: X-Plane 12 auf Apple Silicon lädt es nur unter Rosetta. Baue es für beide, -arch arm64 -arch x86_64, oder nimm ein neueres.',
    strayBuildOutput: 'Diese Plugin-Datei hat ein Compiler liegen lassen. Lass sie weg.',
    stray:
      'Diese Plugin-Datei liegt nicht dort, wo X-Plane sucht: in win_x64, mac_x64, lin_x64 oder 64 des Plugin-Ordners. Lass sie weg oder verschieb sie dorthin.',
    strayName:
      'In den Ordnern 64 und 32 lädt X-Plane win.xpl, mac.xpl und lin.xpl und übergeht diese Datei. Lass sie weg oder nenn sie so.',
    whyStray:
      'X-Plane lädt ein Plugin nur aus seinem eigenen Ordner; Nutzer laden diese Datei herunter, und sie tut nichts.',
    fewer: (there, absent) =>
      `Dieses Plugin hat nur für ${platforms(there)} eine Datei. Funktioniert das Add-on unter ${platforms(absent)} ohne sie? Wenn nicht, nimm im Release-Formular das Häkchen bei ${platforms(absent)} weg.`,
    whyFewer: (absent) =>
      `Unter ${platforms(absent)} bekommen Nutzer das Add-on ohne dieses Plugin, und X-Plane sagt es ihnen nicht.`,
    not64Bit: (cpus) =>
      `Dieses Plugin ist nur für ${cpus.join(', ')}. X-Plane 11 und 12 laden nur 64-Bit-Plugins: Baue es für 64 Bit, oder lass es weg.`,
    old32Bit: 'Diese 32-Bit-Datei ist für X-Plane 10 und älter; X-Plane 11 und 12 laden die 64-Bit-Datei daneben.',
    whyOld32Bit: 'Sie schadet nicht. Heutige Nutzer laden sie umsonst herunter.',
  },
  'plugin-names': {
    why: 'In win_x64, mac_x64 und lin_x64 sucht X-Plane ein Plugin, das wie der Ordner darüber heißt. Jeden anderen Namen übergeht es ohne ein Wort, auch in Log.txt.',
    notFound: (folder, wanted) => `X-Plane wird dieses Plugin nicht finden: In ${folder} sucht es ${wanted}.`,
    otherCase: (folder, wanted) =>
      `Unter Linux findet X-Plane dieses Plugin vielleicht nicht: In ${folder} sucht es ${wanted}, in genau dieser Groß- und Kleinschreibung.`,
    passedOver: (wanted) =>
      `X-Plane lädt ${wanted} aus diesem Ordner und übergeht diese Datei. Lass sie aus dem Paket weg.`,
    thin: (name, wanted) =>
      `X-Plane lädt ${name} nur aus Resources/plugins selbst. Wo Nutzer das Add-on als Ordner dorthin entpacken, lädt es die Datei nicht; ${wanted} lädt es.`,
    whyThin: 'Die hier vorgeschlagene install.ska legt sie dorthin; wer von Hand installiert, muss es wissen.',
    thinInside: (wanted) =>
      `X-Plane lädt dieses Plugin nicht: Außerhalb von Resources/plugins nimmt es eines nur aus einem eigenen Ordner, hier ${wanted}.`,
    different: (paths) =>
      `Das Plugin heißt auf jedem System anders (${words.list(paths)}), der Ordner, in den es installiert wird, kann aber nur wie eines davon heißen. Gib allen denselben Namen.`,
  },
  'plugin-exports': {
    why: 'X-Plane ruft fünf Funktionen jedes Plugins auf. Fehlt eine, lässt es das Plugin wieder los und sagt das in Log.txt.',
    none: (cpu) =>
      `${part(cpu)} exportiert keine der Funktionen, die eine Bibliothek zum Plugin machen (XPluginStart und die übrigen). ${MARK_THEM}`,
    missing: (cpu, functions) => `${part(cpu)} exportiert ${words.list(functions)} nicht. ${MARK_THEM}`,
  },
  'windows-libraries': {
    why: 'Windows lädt ein Plugin nur, wenn es jede importierte Bibliothek findet. Sonst steht in Log.txt „error code = 126“, und Nutzer sehen kein Plugin.',
    missing: (by, libraries, isMingw) =>
      `${by === '' ? 'Es importiert' : `${by}, das es lädt, importiert`} ${words.list(libraries)}, was weder zu Windows gehört noch im Add-on liegt. Linke ${isMingw ? 'mit -static -static-libgcc -static-libstdc++' : 'statisch'}, oder leg ${libraries.length === 1 ? 'die Datei' : 'die Dateien'} neben das Plugin.`,
    debug: (libraries) =>
      `Es ist ein Debug-Build: Es importiert ${words.list(libraries)}, was nur mit Visual Studio kommt und niemand weitergeben darf. Baue es als Release.`,
    runtime: (plugin, others, years) =>
      `${plugin}${others > 0 ? ` und ${others} weitere brauchen` : ' braucht'} die Visual-C++-Laufzeit ${years} von Microsoft. Die meisten Spiele-PCs haben sie; linke mit /MT, um nichts zu brauchen, oder nenne sie im Release-Text.`,
  },
  'linux-libraries': {
    why: 'Linux lädt ein Plugin nur, wenn es jede nötige Bibliothek findet, und zwar neu genug. Sonst sehen Nutzer kein Plugin; Log.txt nennt die erste, die fehlt.',
    missing: (by, libraries) =>
      `${needs(by)} ${words.list(libraries)}, was weder im Add-on liegt noch zu einem üblichen Linux-Desktop gehört. Linke statisch, oder liefere es mit und linke mit -Wl,-rpath,'$ORIGIN'.`,
    unreachable: (by, library, at) =>
      `${needs(by)} ${library}. Die Bibliothek liegt im Add-on (${at}), aber Linux sucht nicht von selbst neben einem Plugin: Linke mit -Wl,-rpath,'$ORIGIN', oder nimm patchelf --set-rpath.`,
    tooNew: (asked, releases) =>
      `Es verlangt ${words.list(asked)}: ${releases.length === 0 ? 'Das hat keine Version von Ubuntu oder Debian, die Loadmaster kennt' : `Die ältesten, die das haben, sind ${words.list(releases)}`}. Auf einem älteren System lädt es nicht; baue es auf einem solchen, um mehr Nutzer zu erreichen.`,
    strayFolders: (folders) =>
      `Es lässt Linux nach Bibliotheken in ${words.list(folders)} suchen, außerhalb des Add-ons. Nutzer haben dort keinen solchen Ordner oder etwas anderes darin: patchelf --remove-rpath nimmt das heraus.`,
  },
  'mac-libraries': {
    why: 'macOS lädt ein Plugin nur, wenn es jede genannte Bibliothek findet, und auf Apple Silicon nur signiert. Sonst steht der Grund in Log.txt, und Nutzer sehen kein Plugin.',
    missing: (library) =>
      `Es lädt ${library}, was Nutzer dort nicht haben. Linke es statisch, oder liefere es mit und nenne es mit @loader_path.`,
    elsewhere: (library, at) =>
      `Es lädt ${library}, was Nutzer dort nicht haben. Es liegt im Add-on (${at}): Nenne es mit @loader_path (install_name_tool -change), und signiere das Plugin neu.`,
    unsigned:
      'Sein arm64-Teil ist nicht signiert, und Macs mit Apple Silicon laden nur signierten Code. Signiere es als letzten Schritt des Builds: codesign --force --sign - DATEI versiegelt es, eine Developer ID ist besser.',
    noIntel:
      'Es hat keinen x86_64-Teil: Macs mit Intel und X-Plane unter Rosetta laden es nicht. Baue für beide: -arch arm64 -arch x86_64.',
    newSystem: (version) =>
      `Es ist für macOS ${version} und neuer gebaut und lädt auf älteren vielleicht nicht. Setz MACOSX_DEPLOYMENT_TARGET niedriger, um mehr Nutzer zu erreichen.`,
    noDeveloperId: (plugin, others) =>
      `${plugin}${others > 0 ? ` und ${others} weitere sind` : ' ist'} nicht mit einer Developer ID signiert. Wer das Add-on mit einem Browser herunterlädt, erfährt von macOS, dass es nicht geprüft werden kann, und muss es erlauben; Signieren und Notarisieren vermeidet das.`,
  },
  'python-version': {
    why: 'X-Plane 11.50 und neuer haben für Python-Skripte XPPython3, und das ist Python 3: Es lädt diese nicht und sagt das nur in seinem eigenen Protokoll.',
    two: (module, line, text) =>
      `${module === '' ? 'Dieses Skript' : `${module}, das dieses Skript lädt,`} ist für Python 2: Python 3 weist Zeile ${line} zurück, ${text}`,
  },
  'source-only': {
    why: 'X-Plane lädt die übersetzte Datei, eine .xpl; mit dem Quellcode können Nutzer nichts anfangen.',
    program:
      'Nichts hier wird von X-Plane geladen; es sieht nach dem Quelltext eines Programms aus. Wenn die Nutzer dieses Programm selbst starten, wähle den Typ executable und füge den Ordner hinzu, den sie herunterladen.',
    whyProgram:
      'Mit Quelltext, den X-Plane nicht lädt, können die Nutzer nichts anfangen, und ein Paket davon würde umsonst installiert.',
    sceneryProject:
      'Hier ist keine Szenerie, nur die Arbeitsdatei von WorldEditor. Öffne sie dort, wähle File > Export Scenery Pack, und veröffentliche den Ordner mit „Earth nav data“ darin.',
    whySceneryProject:
      'X-Plane liest apt.dat und .dsf, die WorldEditor exportiert; mit der Arbeitsdatei allein können Nutzer nichts anfangen.',
    code: 'Hier ist Quellcode für X-Plane, und nichts daraus Gebautes. Wo ein Plugin damit gebaut wird, füge den Ordner hinzu, in dem win_x64, mac_x64 oder lin_x64 mit der .xpl liegt.',
    packed: (archive) =>
      `Hier ist Quellcode für X-Plane, und außerhalb von Archiven kein gebautes Plugin. Liegt es in ${archive} oder einem anderen, entpacke es und füge den Ordner hinzu, in dem win_x64, mac_x64, lin_x64 oder 64 liegt; sonst baue es erst.`,
    sasl: 'Das sind Skripte für SASL, und SASL ist nicht dabei: X-Plane lädt kein Plugin. Füge den Ordner mit seiner .xpl (64, oder win_x64, mac_x64 und lin_x64) neben „data“ hinzu.',
    whySasl:
      'X-Plane lädt die .xpl von SASL, und die führt die Skripte in „data“ aus; ohne sie haben Nutzer einen Ordner, der nichts tut.',
    plugin:
      'Hier ist kein gebautes Plugin, nur Quellcode für X-Plane. Baue es, und füge den Ordner hinzu, in dem win_x64, mac_x64 oder lin_x64 mit der .xpl liegt.',
  },
};

const MARK_THEM =
  'Kennzeichne sie mit PLUGIN_API, in C++ auch mit extern "C", und achte darauf, dass keine Exportliste sie auslässt.';

function platforms(all: readonly Platform[]): string {
  return all.map((platform) => PLATFORM_NAMES[platform]).join(' und ');
}

function part(cpu: string): string {
  return cpu === '' ? 'Es' : `Sein ${cpu}-Teil`;
}

function needs(by: string): string {
  return by === '' ? 'Es braucht' : `${by}, das es lädt, braucht`;
}
