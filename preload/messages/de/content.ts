import type { HiddenFor, Leftover, Secret, Source } from '../en/content.ts';
import type { Messages } from '../message.ts';
import { words } from './words.ts';

export const content: Pick<Messages, keyof typeof import('../en/content.ts').content> = {
  'aircraft-icon': {
    why: 'X-Plane zeigt das Symbol in seiner Flugzeugliste; ohne es sehen Nutzer ein graues Quadrat.',
    missing: (name) =>
      `Daneben liegt keine ${name}. X-Plane kann sie machen: Lade das Flugzeug, und such im Menü Developer nach Icons.`,
  },
  executables: {
    why: 'Programme gehören in Pakete der Art executable; anderswo verbieten es die Regeln, und Virenscanner halten sie vielleicht auf.',
    whyScript:
      'X-Plane führt solche Skripte nicht aus; hilft es nur beim Bauen des Add-ons, laden Nutzer es vergeblich herunter.',
    script: 'Das ist ein Skript für die Kommandozeile. Braucht das Add-on es?',
    program: 'Das ist ein Programm. Braucht das Add-on es?',
    programs: (count, paths) => `Es gibt ${count} Programme: ${words.firstOf(paths, count)}. Braucht das Add-on sie?`,
    scripts: (count, paths) =>
      `Es gibt ${count} Skripte für die Kommandozeile: ${words.firstOf(paths, count)}. Braucht das Add-on sie?`,
  },
  junk: {
    why: 'Überbleibsel von Betriebssystem und Editoren machen Downloads größer und sagen Nutzern nichts.',
    deleted: 'Die Registry löscht diese Datei stillschweigend; lass sie besser weg.',
    unwanted: (reason) =>
      `Das sieht nach etwas aus, das nicht veröffentlicht werden soll (${HIDDEN_FOR[reason] ?? reason}).`,
  },
  'kept-copies': {
    why: 'Nutzer laden beide herunter.',
    whyLoaded: 'X-Plane lädt beide: Nutzer sehen ein Flugzeug zweimal, oder ein Skript arbeitet doppelt.',
    certain: (count, path, original) =>
      `${count === 1 ? 'Das ist eine Kopie' : `${count} Dateien wie diese sind Kopien`} von einem Programm, das Ordner abgleicht, weil eine Datei an zwei Orten geändert wurde. Was du willst, kann in jeder der beiden stehen: Vergleich ${path} mit ${original}, behalte die richtige unter dem ersten Namen, und lass die Kopie weg.`,
    perhaps: (count, path, original) =>
      `${count === 1 ? `${path} sieht` : `${count} Dateien sehen`} nach ${count === 1 ? `einer Kopie von ${original}` : `Kopien anderer aus, zum Beispiel ${path} von ${original}`}${count === 1 ? ' aus' : ''}. Braucht nichts sie, lass sie weg.`,
  },
  leftovers: {
    why: 'X-Plane liest diese Dateien nicht; Nutzer laden sie umsonst herunter.',
    left: (count, what, bytes) => many(count, LEFTOVERS[what], words.size(bytes)),
    worldEditor: (count, bytes, share) =>
      `${count === 1 ? `Das ist die Arbeitsdatei von WorldEditor, ${words.size(bytes)}` : `${count} Dateien wie diese sind Arbeitsdateien von WorldEditor, zusammen ${words.size(bytes)}`}, ${share < 0.01 ? 'weniger als 1 %' : `${share < 1 ? Math.min(99, Math.round(share * 100)) : 100} %`} des Add-ons. X-Plane liest apt.dat und .dsf, die daraus entstehen.`,
    whyWorldEditor:
      'Nutzer laden sie umsonst herunter. Manche Autoren geben sie mit, damit andere an der Szenerie weiterarbeiten können; willst du das nicht, lass sie weg.',
  },
  sources: {
    why: 'X-Plane liest diese Dateien nicht; Nutzer laden sie umsonst herunter, und deine Originale werden veröffentlicht.',
    found: (count, what, bytes) => many(count, SOURCES[what], words.size(bytes)),
  },
  'nested-archives': {
    why: 'Installationsprogramme entpacken kein Archiv im Paket; Nutzer müssten es von Hand tun.',
    one: 'Das ist ein Archiv im Add-on. Entpack es, oder lass es weg.',
    several: (count, paths) =>
      `Im Add-on liegen ${count} Archive: ${words.firstOf(paths, count)}. Entpack sie, oder lass sie weg.`,
  },
  readme: {
    why: 'Wer das Add-on Jahre später findet, will wissen, wie man es benutzt und was man damit tun darf.',
    readme: 'Es gibt keine Readme und kein Handbuch.',
    licence: 'Es gibt keine Lizenzdatei.',
  },
  references: {
    why: 'Ein Name mit anderer Groß- und Kleinschreibung geht auf macOS und Windows; für Linux ist er eine andere Datei.',
    whyMissing:
      'Was eine Datei nennt, die fehlt, wird weiß oder gar nicht gezeichnet. Füge die Datei hinzu, oder nimm die Zeile heraus, die sie nennt.',
    missing: (count, paths, name, wanted) => `${whoNames(count, paths)} ${name}, aber ${wanted} fehlt.`,
    link: (count, paths, name, wanted) =>
      `${whoNames(count, paths)} ${name}, aber ${wanted} ist ein Link, den kein Paket enthalten kann.`,
    ignored: (count, paths, name, pattern) =>
      `${whoNames(count, paths)} ${name}, aber die Ignorierregel „${pattern}“ lässt es nicht mit packen.`,
    many: (count, names, paths) =>
      `${count} Dateien werden genannt, aber fehlen: ${words.firstOf(
        names.map((name, index) => `${name} in ${paths[index] ?? ''}`),
        count,
      )}.`,
    laidOver: (count, all, names) =>
      `${count} der ${all} genannten Objekte ${count === 1 ? 'fehlt' : 'fehlen'}: ${words.firstOf(names, count)}. Kommt das über ein Flugzeug, das Nutzer haben, sag im Release-Text, über welches; sonst füge ${count === 1 ? 'es' : 'sie'} hinzu.`,
    whyLaidOver: 'Ohne seine Objekte lädt X-Plane ein Flugzeug, das niemand sieht.',
    exports: (count, names) => `Sie nennt ${count} Dateien, die nicht da sind: ${words.firstOf(names, count)}.`,
    layers: (count, names, paths) =>
      `${count === 1 ? 'Eine Nacht- oder Normal-Textur wird' : `${count} Nacht- oder Normal-Texturen werden`} genannt, aber fehlen: ${words.firstOf(
        names.map((name, index) => `${name} in ${paths[index] ?? ''}`),
        count,
      )}.`,
    whyLayers:
      'Die Objekte werden nachts ohne Lichter oder ohne Relief gezeichnet. Ist das gewollt, nimm die Zeilen heraus: X-Plane sucht die Dateien jedes Mal.',
    spare: (count, names, paths) =>
      `${count === 1 ? 'Eine Textur wird' : `${count} Texturen werden`} von Objekten genannt, die hier weder eine Flugzeugdatei noch eine Liste von Modellen nennt, aber fehlen: ${words.firstOf(
        names.map((name, index) => `${name} in ${paths[index] ?? ''}`),
        count,
      )}.`,
    whySpare:
      'X-Plane lädt die Objekte, welche die Flugzeugdatei nennt, andere nur, wenn ein Plugin sie verlangt. Was nur beim Bauen gebraucht wurde, kann weggelassen werden.',
    otherFolder: (count, name, folder, actual) =>
      `X-Plane sucht ${count === 1 ? name : `${name} und ${count - 1} weitere`} im Ordner ${folder}, der aber ${actual} heißt. Benenne den Ordner um.`,
    otherCase: (count, paths, name, actual) => `${whoNames(count, paths)} ${name}, die Datei heißt aber ${actual}.`,
    layerCase: (count, names, actual) =>
      `${count} Nacht- oder Normal-Texturen heißen anders, als sie genannt werden: ${words.firstOf(
        names.map((name, index) => `${name} (hier: ${actual[index] ?? ''})`),
        count,
      )}.`,
    whyLayerCase:
      'Auf Linux können die Objekte nachts ohne Lichter oder ohne Unebenheiten erscheinen; auf macOS und Windows findet X-Plane sie.',
  },
  'scenery-definitions': {
    why: 'X-Plane zeigt Nutzern einen Fehler, „Failed to find resource“ in Log.txt, wenn eine Kachel eine Datei nennt, die es nicht findet; ältere Versionen enden dort.',
    missing: (count, names) => `${notThere(count, names)} ${addThem(count)}`,
    elsewhere: (count, names, path) =>
      `${notThere(count, names)} ${path} ist da, aber X-Plane sucht nur dort, wo die Kachel es sagt, vom Ordner über „Earth nav data“ aus. ${addThem(count)}`,
    ignored: (count, names, pattern) =>
      `${notThere(count, names)} Die Ignorierregel „${pattern}“ lässt ${count === 1 ? 'es' : 'mindestens eines davon'} nicht mit packen.`,
    unknown: (count, names) =>
      `Diese Kachel nennt ${words.listOf(names, count)}: weder im Add-on noch aus einer Library, die Loadmaster kennt. Kommt es aus einer Library, nenne sie den Nutzern im Release-Text und nimm sie als Abhängigkeit auf; sonst ${count === 1 ? 'fehlt die Datei' : 'fehlen die Dateien'}.`,
    otherCase: (count, names, actual) =>
      `Diese Kachel schreibt ${count === 1 ? 'eine Datei' : `${count} Dateien`} anders groß und klein als das Add-on: ${words.listOf(
        names.map((name, index) => `${name} (dort: ${actual[index] ?? ''})`),
        count,
      )}. Unter Linux kann das scheitern.`,
  },
  'scenery-libraries': {
    why: 'Wer eine Library nicht hat, aus der eine Szenerie Objekte nimmt, sieht einen Fehler oder eine Szenerie mit Löchern.',
    needed: (libraries) =>
      `Die Kacheln verwenden Objekte aus ${words.list(libraries)}. ${libraries.length === 1 ? 'Hat die Registry diese Library, nimm sie als Abhängigkeit auf' : 'Nimm als Abhängigkeit auf, was die Registry davon hat'}; für den Release-Text: „Benötigt ${words.list(libraries)}.“`,
    placeholders: (libraries) =>
      `Für alles aus ${words.list(libraries)} sind Platzhalter da: Die Szenerie lädt auch ohne und zeigt dort nichts. Für den Release-Text: „Vollständig mit ${words.list(libraries)}.“`,
    needsThem: (libraries) => `Benötigt ${words.list(libraries)}.`,
    completeWith: (libraries) => `Vollständig mit ${words.list(libraries)}.`,
  },
  secrets: {
    why: 'Eine veröffentlichte Version lässt sich nicht zurückholen, und ein Geheimnis darin lesen Bots binnen Minuten.',
    byName: 'Dem Namen nach könnte diese Datei Geheimnisse enthalten. Sieh hinein, und lass sie weg, wenn es so ist.',
    certain: (what) =>
      `In dieser Datei steht ${SECRETS[what]}. Nimm es heraus, und lass ein neues ausstellen, wenn es je veröffentlicht war.`,
    forTests: (what) => `In dieser Datei steht ${SECRETS[what]}, dem Ort nach zum Testen. Lass sie weg.`,
    googleKey:
      'In dieser Datei steht ein Google-API-Schlüssel. In einer Webseite ist er mit Absicht öffentlich; ist er auf das beschränkt, was die Seite tut?',
    whyGoogleKey: 'Wer den Schlüssel liest, kann ihn benutzen, und sein Besitzer zahlt, wenn er nicht beschränkt ist.',
  },
  'stray-tiles': {
    why: 'X-Plane öffnet eine Kachel nur nach Name und Ordner; diese wird heruntergeladen und nie gesehen.',
    name: 'So heißt keine Kachel: Der Name besteht aus Grad, wie in +47+011.dsf.',
    place: (folder) => `X-Plane sucht diese Kachel in ${folder}, nicht hier.`,
    airport: (path) =>
      `X-Plane liest eine apt.dat nur aus dem Ordner „Earth nav data“ einer Szenerie. Soll das eine werden, verschieb sie nach ${path}.`,
    whyAirport:
      'Wo sie jetzt liegt, sieht X-Plane den Flughafen nicht; vielleicht ist sie für etwas anderes, das sie hier liest.',
  },
  'versions-disagree': {
    why: 'Nutzer melden Fehler unter der Version, die sie irgendwo lesen, und Updater vergleichen sie: Sie muss überall dieselbe sein.',
    places: (versions, paths) =>
      `Die Version ist nicht überall dieselbe: ${versions.map((version, index) => `${version} in ${paths[index] || 'dem Release-Formular'}`).join(', ')}.`,
  },
};

export const HIDDEN_FOR: Readonly<Record<HiddenFor, string>> = {
  'version control': 'Versionsverwaltung',
  'left by the operating system': 'vom Betriebssystem übrig geblieben',
  'editor settings': 'Einstellungen eines Editors',
  'settings of a check or a build': 'Einstellungen einer Prüfung oder eines Builds',
  'backup or temporary file': 'Sicherungskopie oder temporäre Datei',
  'backup of a Blender file': 'Sicherungskopie einer Blender-Datei',
  'build tools': 'Build-Werkzeuge',
  'written by X-Plane': 'von X-Plane geschrieben',
  'lists of the SkunkCrafts updater': 'Listen des SkunkCrafts Updater',
  "Loadmaster's own": 'gehört Loadmaster selbst',
};

const LEFTOVERS: Readonly<Record<Leftover, string>> = {
  wedCrash: 'gespeichert von WorldEditor, als es abstürzte',
  wedReport: 'ein Prüfbericht von WorldEditor',
  autosave: 'eine Kopie, die ein Editor von selbst gespeichert hat',
  debugger: 'für einen Debugger; nennt Ordner deines Computers',
  linker: 'für den Linker von Visual Studio',
  compiler: 'für den Compiler von Visual Studio',
  settings: 'deine Einstellungen in Visual Studio',
  log: 'ein Log von Visual Studio',
  cache: 'ein Cache von Visual Studio',
};

const SOURCES: Readonly<Record<Source, string>> = {
  blender: 'eine Blender-Szene',
  photoshop: 'ein Photoshop-Bild',
  gimp: 'ein GIMP-Bild',
  krita: 'ein Krita-Bild',
  paintNet: 'ein Paint.NET-Bild',
  paintShop: 'ein PaintShop-Bild',
  affinityPhoto: 'ein Affinity-Bild',
  affinityDesigner: 'eine Affinity-Zeichnung',
  illustrator: 'eine Illustrator-Zeichnung',
  max: 'eine 3ds-Max-Szene',
  maya: 'eine Maya-Szene',
  sketchUp: 'ein SketchUp-Modell',
  substance: 'ein Substance-Projekt',
  cinema4d: 'eine Cinema-4D-Szene',
};

const SECRETS: Readonly<Record<Secret, string>> = {
  privateKey: 'ein privater Schlüssel',
  xpkg: 'ein X-Pkg-Token',
  github: 'ein GitHub-Token',
  aws: 'ein AWS-Zugriffsschlüssel',
  slack: 'ein Slack-Token',
  gitlab: 'ein GitLab-Token',
  google: 'ein Google-API-Schlüssel',
  stripe: 'ein Stripe-Schlüssel',
  npm: 'ein npm-Token',
  discord: 'ein Discord-Webhook',
};

function many(count: number, what: string, size: string): string {
  return count === 1 ? `Diese Datei: ${what}, ${size}.` : `${count} Dateien dieser Art: ${what}, zusammen ${size}.`;
}

function whoNames(count: number, paths: readonly string[]): string {
  return count === 1 ? 'Genannt wird' : `${count} Dateien (${words.firstOf(paths, count)}) nennen`;
}

function addThem(count: number): string {
  const them = count === 1 ? 'es' : 'sie';
  return `Füge ${them} hinzu, oder nimm ${them} im Editor heraus und exportiere neu.`;
}

function notThere(count: number, names: readonly string[]): string {
  return `Diese Kachel nennt ${words.listOf(names, count)}, was im Add-on fehlt.`;
}
