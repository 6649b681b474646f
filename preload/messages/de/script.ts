import type { Messages } from '../message.ts';

export const script: Pick<Messages, keyof typeof import('../en/script.ts').script> = {
  'install-script': {
    why: 'Nur Flugzeuge haben ein Standardskript; jedes andere Paket ohne install.ska wird heruntergeladen und dann nirgendwohin gelegt.',
    line: (line, fault) => `Zeile ${line}: ${fault}`,
    whyUnread: 'Der Client hört bei einem Skript auf, das er nicht lesen kann, und das Add-on wird nicht installiert.',
    whyOtherUnread: 'Der Client hört bei einem Skript auf, das er nicht lesen kann, und ändert nichts.',
    whyNoSource: 'Der Client nimmt alles zurück, was das Skript getan hat, wenn eine genannte Datei fehlt.',
    puts: 'In der install.ska kommt weder COPY noch MOVE noch WRITE vor: Sie bringt nichts nach X-Plane.',
    beside: (path) => `${path} wird neben @default gepackt, nicht hinein; schreib @default/../${path}.`,
    spelled: (path, actual) => `@default/${path} heißt im Add-on ${actual}, und Linux unterscheidet die beiden.`,
    emptyFolder: (path) => `@default/${path} ist ein leerer Ordner; vielleicht wird er nicht mit gepackt.`,
    noSource: (path) => `${path} gibt es im Add-on nicht, oder es wird nicht mit gepackt.`,
    missing: (type) => `Ein Paket der Art ${type} braucht eine install.ska; es gibt keine.`,
    missingDeeper: (type, folder) =>
      `Ein Paket der Art ${type} braucht eine install.ska. Das Add-on beginnt in ${folder}: Veröffentliche stattdessen diesen Ordner, dann lässt sich das Skript für dich schreiben.`,
    missingSeveral: (type, count) =>
      `Ein Paket der Art ${type} braucht eine install.ska. In diesem Ordner sind ${count} Add-ons: Füge eins davon für sich hinzu, oder schreib ein Skript, das jedes an seinen Platz bringt.`,
    missingLiveries: (type, count, from, to) =>
      `Ein Paket der Art ${type} braucht eine install.ska. Sie muss jede der ${count} Liverys in den liveries-Ordner ihres Flugzeugs kopieren, zum Beispiel COPY @default${from} TO /Aircraft/"Extra Aircraft"/"Das Flugzeug"/liveries${to}.`,
    missingLivery: (type) =>
      `Ein Paket der Art ${type} braucht eine install.ska. Sie muss die Livery in den liveries-Ordner ihres Flugzeugs kopieren, zum Beispiel COPY @default TO /Aircraft/"Extra Aircraft"/"Das Flugzeug"/liveries/$(@packageName).`,
    missingModels: (type) =>
      `Ein Paket der Art ${type} braucht eine install.ska. Sie muss die Modelle in einen Ordner kopieren, den das Verkehrs-Plugin der Nutzer liest, zum Beispiel COPY @default TO /"Custom Data"/"CSL"/$(@packageName).`,
    missingOther: (type) =>
      `Ein Paket der Art ${type} braucht eine install.ska. Sie muss den Inhalt dorthin kopieren, wo X-Plane ihn sucht.`,
    missingData: (type) =>
      `Ein Paket der Art ${type} braucht eine install.ska. Sie muss die Daten dorthin kopieren, wo sie gelesen werden: von X-Plane in „Custom Data“, von einem Flugzeug oder Gerät in einem eigenen Ordner.`,
    missingForAircraft: (type, from, name) =>
      `Ein Paket der Art ${type} braucht eine install.ska. ${name} wird aus dem Ordner eines Flugzeugs gelesen: Nenn es, zum Beispiel COPY @default${from} TO /Aircraft/"Extra Aircraft"/"Das Flugzeug"/"${name}".`,
    missingUnknown: (type) =>
      `Ein Paket der Art ${type} braucht eine install.ska. Loadmaster weiß nicht, wofür das ist: Das Skript muss es dorthin kopieren, wo X-Plane, ein Flugzeug oder ein Plugin es liest.`,
    noUninstall: 'Es gibt eine install.ska, aber keine uninstall.ska: Nutzer können das Add-on nicht wieder entfernen.',
  },
  sakura: {
    empty: 'Das Skript ist leer; der Client lehnt das ab. Lösch die Datei, oder schreib einen Befehl.',
    byteOrderMark:
      'Die Datei beginnt mit einer Byte-Reihenfolge-Marke, die der Client nicht liest. Speichere sie als UTF-8 ohne BOM.',
    oldFormat: 'Das ist ein Skript im alten Format .xpkgs mit Kopf; Clients lesen es nicht mehr.',
    climbs: 'Ein Pfad darf nicht mit „..“ nach oben führen.',
    tooDeep: (most) => `Nichts darf tiefer als ${most}-mal verschachtelt sein.`,
    constantName: 'Nach % steht der Name einer Konstante.',
    variableName: 'Nach $ steht der Name einer Variable.',
    valueAlone: (sign, name) =>
      `Mit ${sign}${name} gibt man ihm einen Wert; wo der Wert gebraucht wird, steht der Name allein: ${name}.`,
    clientVariable: 'Nach @ steht der Name einer Variable, zum Beispiel @packageName.',
    questionInside: (question) =>
      `${question} steht rechts von =, wie in %known = ${question} /path; nicht in einem anderen Ausdruck.`,
    bracketNotOpened: 'Eine Klammer wird geschlossen, die nie geöffnet wurde.',
    bracketNotClosed: 'Eine Klammer wird nicht geschlossen.',
    braceNotOpened: 'Eine geschweifte Klammer wird geschlossen, die nie geöffnet wurde.',
    braceNotClosed: 'Eine geschweifte Klammer wird nicht geschlossen.',
    braceMissing: 'Hier fehlt eine geschweifte Klammer {.',
    quoteNotClosed: 'Ein Anführungszeichen wird nicht geschlossen.',
    valueMissing: (before) => `Vor ${before} fehlt ein Wert.`,
    valueMissingAtEnd: 'Vor dem Zeilenende fehlt ein Wert.',
    pathMissing: (command) => `${command} braucht einen Pfad.`,
    pathStart: (found) => `Ein Pfad beginnt mit / (dem X-Plane-Ordner), @default oder @tmp, nicht mit „${found}“.`,
    onePart: (text) => `In Anführungszeichen steht ein Teil eines Pfads, ohne / : „${text}“.`,
    forwardSlashes: 'Pfade schreibt man mit Schrägstrichen nach vorn.',
    twoSlashes: 'In einem Pfad stehen zwei Schrägstriche nebeneinander.',
    quotesNeeded: (word) =>
      `Dieser Teil eines Pfads lässt sich ohne Anführungszeichen nicht lesen: Schreib „${word}“ mit ihnen.`,
    moreOnLine: (rest) => `In dieser Zeile steht mehr als eine Anweisung: „${rest}“.`,
    outsideLoop: (word) => `${word} steht in einer Schleife.`,
    elseAlone: 'else folgt auf die schließende Klammer eines if.',
    newName: 'RENAME nimmt einen neuen Namen in Anführungszeichen, keinen Pfad; MOVE nimmt einen Pfad.',
    toWhat: (command) => `${command} sagt TO, aber nicht, was.`,
    toWhere: (command) => `${command} sagt TO, aber nicht, wohin.`,
    toMissing: (command) => `${command} braucht TO und ein Ziel.`,
    toQuotes: (command, rest) =>
      `Was ${command} nimmt, steht in Anführungszeichen, wenn es Leerzeichen hat: „${rest}“.`,
    pathQuotes: (rest) => `Ein Pfad mit Leerzeichen steht in Anführungszeichen: „${rest}“.`,
    capitals: (command) => `Befehle schreibt man groß: ${command}.`,
    noCommand: (word) => `„${word}“ ist kein Befehl von Sakura.`,
    uselessValue: 'Ein Wert allein tut nichts.',
    loopForm: 'Eine Schleife schreibt man so: for %each in list { }.',
    functionInside: 'Eine Funktion wird außerhalb aller Klammern definiert.',
    functionName: 'Eine Funktion braucht einen Namen.',
    parameterForm: 'Einen Parameter schreibt man %name oder $name.',
  },
};
