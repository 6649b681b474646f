import type { SpecialFile, WindowsNameFault } from '../en/files.ts';
import type { Messages } from '../message.ts';
import { words } from './words.ts';

export const files: Pick<Messages, keyof typeof import('../en/files.ts').files> = {
  folder: {
    why: 'Es muss etwas zu packen geben.',
    missing: 'Der Ordner ist nicht da. Wurde er verschoben oder umbenannt, oder ist sein Laufwerk nicht angeschlossen?',
    notAFolder: 'Das ist kein Ordner.',
    unreadable: 'Der Ordner ist nicht lesbar. Prüf seine Rechte.',
    allIgnored: (count) => `Nichts bleibt zum Packen übrig: Alle ${count} Dateien und Ordner werden ignoriert.`,
    empty: 'Der Ordner ist leer.',
  },
  unreadable: {
    why: 'Was sich nicht lesen lässt, lässt sich nicht packen, und Nutzer bekämen ein Add-on mit einer Lücke.',
    folder: (code) => `Der Ordner ist nicht lesbar (${code}). Gib dir das Recht, ihn zu lesen, oder ignoriere ihn.`,
    file: (code) => `Die Datei ist nicht lesbar (${code}). Gib dir das Recht, sie zu lesen, oder ignoriere sie.`,
    special: (what) => `Das ist ${SPECIAL_FILES[what]}, keine Datei, und wird weggelassen.`,
    notUnicode: 'Der Name ist kein gültiges Unicode, darum kann ihn kein Archiv enthalten. Benenne die Datei um.',
  },
  'ignore-rules': {
    why: 'Eine Regel, die nicht gilt, verbirgt nichts: Was sie nennt, würde für alle veröffentlicht.',
    fileUnused: (file, reason) =>
      `Keine Regel aus ${file} gilt: ${reason}. Schreib sie mit weniger oder einfacheren Regeln.`,
    tooMany: (line, count, most) =>
      `Es gibt ${count} Ignorierregeln; nur die ersten ${most} gelten.${at(line)} Schreib sie mit weniger oder einfacheren Regeln.`,
    unused: (line, pattern, reason) =>
      `Die Ignorierregel ${pattern} gilt nicht: ${reason}.${at(line)} Schreib sie mit weniger oder einfacheren Regeln.`,
    longPattern: (length, most) => `sie hat ${length} Zeichen; höchstens ${most} werden gelesen`,
    doubleStars: (most) =>
      `sie hat mehr als ${most} „**“, und der Vergleich mit einem tiefen Ordner würde endlos dauern`,
    stars: (part, most) =>
      `„${part}“ hat mehr als ${most} „*“, und der Vergleich mit einem langen Namen würde endlos dauern`,
  },
  'small-file': {
    notAFile: 'sie ist keine Datei',
    tooLarge: (bytes, most) => `sie hat ${bytes} Bytes, mehr als die ${most}, die gelesen werden`,
  },
  'ignored-but-named': {
    why: 'Das Skript sucht die Datei auf dem Rechner jedes Nutzers, wo sie nicht sein wird.',
    builtIn: (script, pattern, name, file) =>
      `${script} nennt diese Datei, die eine eingebaute Regel, „${pattern}“, nicht mit packen lässt. Wenn das Skript sie nicht selbst schreibt, füge „!${name}“ zu ${file} hinzu.`,
    own: (script, pattern, name, file) =>
      `${script} nennt diese Datei, die die Ignorierregel „${pattern}“ nicht mit packen lässt. Wenn das Skript sie nicht selbst schreibt, füge „!${name}“ zu ${file} hinzu.`,
  },
  'package-id': {
    why: 'Die Registry entpackt den Ordner, der genau wie die Paket-ID heißt; ohne ihn endet eine Version als failed_no_file_dir.',
    invalid:
      'Die Paket-ID ist ungültig. Sie hat 6 bis 32 Zeichen: Teile, die mit Punkten verbunden sind und mit einem Buchstaben beginnen, wie in autor.paket.',
  },
  layout: {
    why: 'Wer ein Add-on einen Ordner zu tief bekommt, muss Dateien von Hand verschieben, oder X-Plane findet es gar nicht.',
    prepared: (id) =>
      `Im Ordner liegt schon einer namens ${id}, wie im Archiv. Füge diesen inneren Ordner hinzu, sonst würde er als ${id}/${id} gepackt.`,
    manifest: 'Auf oberster Ebene des Archivs darf keine manifest.json liegen: Die Registry schreibt ihre eigene.',
    whyManifest: 'Eine Version mit manifest.json auf oberster Ebene endet als failed_manifest_exists.',
    several: (count, folders) =>
      `In diesem Ordner sind ${count} Add-ons: ${words.firstOf(
        folders.map((folder) => folder || 'der Ordner selbst'),
        count,
      )}. Füge jedes für sich hinzu; sind sie ein Download, schreib eine install.ska, die jedes an seinen Platz bringt.`,
    otherCase: (wanted, actual) =>
      `X-Plane sucht einen Ordner „${wanted}“; dieser heißt „${actual}“, für Linux ein anderer. Benenne ihn um.`,
    whyOtherCase: 'Auf macOS und Windows geht es; auf Linux kann die Szenerie ausbleiben.',
    whyOtherCaseAircraft: (folder) =>
      `Auf macOS und Windows geht es; auf Linux bekommen Nutzer das Flugzeug vielleicht ohne seine ${folder}.`,
    deeper: (folder) =>
      `Das Add-on beginnt in ${folder}. Füge stattdessen diesen Ordner hinzu, damit es in der richtigen Tiefe installiert wird.`,
  },
  macosx: {
    why: 'Die Registry sucht in allen Pfaden nach __MACOSX und entpackt dann anders: Ein gutes Archiv endet als failed_macosx oder failed_no_file_dir.',
    inPath: 'Im Pfad kommt __MACOSX vor. Benenne ihn um oder lass ihn weg.',
  },
  links: {
    why: 'Pakete dürfen keine symbolischen Links enthalten: Die Version endet als failed_invalid_file_types.',
    link: (target) =>
      `Das ist ein Link${target === '' ? '' : ` auf „${target}“`}. Leg die Datei selbst hierher, oder lass den Link weg.`,
    several: (count) => `Hier sind ${count} Links. Leg die Dateien selbst an ihre Stelle, oder lass die Links weg.`,
  },
  'colliding-names': {
    why: 'macOS und Windows halten diese Namen für eine Datei: Beim Entpacken ersetzt die eine stillschweigend die andere.',
    byCase: (others) =>
      `Der Name unterscheidet sich nur durch Groß- und Kleinschreibung von ${others.join(', ')}. Behalte einen davon.`,
    byAccents: (others) =>
      `Der Name unterscheidet sich nur durch die Art, wie Akzente gespeichert sind, von ${others.join(', ')}. Behalte einen davon.`,
  },
  'windows-names': {
    why: 'Unter Windows lässt sich die Datei nicht entpacken, und viele Installationsprogramme hören dort ganz auf.',
    fault: (fault) => WINDOWS_NAMES[fault],
    faultAndNamed: (fault) =>
      `${WINDOWS_NAMES[fault]} Benenne die Datei um, und auch dort, wo andere Dateien sie nennen.`,
  },
  'long-paths': {
    why: 'Windows-Programme hören bei 259 Zeichen für den ganzen Pfad auf, den X-Plane-Ordner eingeschlossen; die Registry bei 1.024 Bytes.',
    long: (length, limit) =>
      `Der Pfad hat ${length} Zeichen. Ab ${limit} passt er unter Windows vielleicht nicht mehr in den X-Plane-Ordner. Kürz ihn.`,
    tooLong: (bytes) => `Der Pfad ist ${bytes} Bytes lang, mehr als die Registry annimmt.`,
    tooDeep: (folders) => `Der Pfad ist ${folders} Ordner tief, mehr als die Registry annimmt.`,
  },
  'root-names': {
    why: 'Die Registry packt die oberste Ebene mit einem Shell-Platzhalter neu: Namen mit Punkt am Anfang verschwinden, ein Bindestrich am Anfang gilt als Option.',
    resource: 'Ein Ressourcenordner darf nicht mit einem Punkt oder Bindestrich beginnen.',
    taken: 'Dieser Name gehört auf oberster Ebene des Archivs der Registry.',
    noResource: 'Das Projekt nennt diesen Ressourcenordner, aber er ist leer oder fehlt.',
    dot: 'macOS und Linux verbergen einen Namen mit Punkt am Anfang. Soll das veröffentlicht werden?',
    whyDot: 'In der Regel sind es Einstellungen eines Werkzeugs, die Nutzer umsonst herunterladen.',
    dash: 'Der Name beginnt mit einem Bindestrich, den Befehle für eine Option halten.',
    whyDash: 'Wer im Terminal mit dem Ordner arbeitet, muss einen solchen Namen besonders schreiben.',
  },
  'missing-parts': {
    why: 'Was loadmaster.json nennt, kommt neben den Inhalt des Pakets; ohne es ginge die Installation bei allen schief.',
    missing: (file, part) =>
      `${file} nennt ${part} als Skript oder Ressourcenordner, aber unter den gepackten Dateien ist es nicht. Leg es zurück, nimm es aus den Ignorierregeln, oder nimm es aus ${file}.`,
  },
  sizes: {
    why: 'Die Registry hat Grenzen für die Größe, und ein stundenlanger Upload sollte nicht an einer davon enden.',
    unpacked: (bytes, most) =>
      `Das Add-on hat entpackt ${words.gib(bytes)}; die Registry nimmt höchstens ${most} GiB. Teil es in mehrere Pakete.`,
    whyUnpacked: (most) => `Eine Version mit mehr als ${most} GiB entpackt endet als failed_file_too_large.`,
    zipped: (bytes, most) =>
      `Das Archiv wird etwa ${words.gib(bytes)} haben. Manche Registrys nehmen nicht mehr als ${most} GiB.`,
  },
  'huge-files': {
    why: 'Eine einzige riesige Datei macht jedes Update zu einem riesigen Download.',
    huge: (megabytes) => `Diese Datei allein hat ${megabytes} MB. Soll sie ins Paket?`,
  },
  duplicates: {
    why: 'Zweimal derselbe Inhalt wird zweimal heruntergeladen. Wird jeder der Namen gebraucht, muss das sein.',
    found: (count, bytes, groups) =>
      `${count === 1 ? 'Eine Datei ist' : `${count} Dateien sind`} mehrfach da, ${words.megabytes(bytes)} an Kopien: ${groups.join('; ')}${count > groups.length ? `; und ${count - groups.length} weitere` : ''}.`,
  },
};

const SPECIAL_FILES: Readonly<Record<SpecialFile, string>> = {
  pipe: 'eine benannte Pipe',
  socket: 'ein Socket',
  device: 'ein Gerät',
};

const WINDOWS_NAMES: Readonly<Record<WindowsNameFault, string>> = {
  'reserved-name': 'Windows behält diesen Namen für sich (CON, AUX, NUL und dergleichen).',
  'forbidden-character': 'Windows erlaubt in einem Namen keins von < > : " \\ | ? *.',
  'control-character': 'Im Namen ist ein unsichtbares Steuerzeichen, das Windows ablehnt.',
  'trailing-dot': 'Windows streicht einen Punkt am Ende eines Namens.',
  'trailing-space': 'Windows streicht ein Leerzeichen am Ende eines Namens.',
};

function at(line: number): string {
  return line === 0 ? '' : ` (Zeile ${line})`;
}
