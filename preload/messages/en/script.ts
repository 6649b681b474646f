/** The Sakura scripts of a package. */
export const script = {
  'install-script': {
    why: 'Only aircraft have a default script; any other package without install.ska is downloaded and then put nowhere.',
    line: (line: number, fault: string) => `Line ${line}: ${fault}`,
    whyUnread: 'The client stops at a script it cannot read, and the add-on is not installed.',
    whyOtherUnread: 'The client stops at a script it cannot read, and changes nothing.',
    whyNoSource: 'The client takes back all the script did when a file it names is not there.',
    puts: 'The install.ska has no COPY, MOVE or WRITE: it puts nothing into X-Plane.',
    beside: (path: string) => `${path} is packed beside @default, not in it; write @default/../${path}.`,
    spelled: (path: string, actual: string) =>
      `@default/${path} is spelled ${actual} in the add-on, and Linux tells the two apart.`,
    emptyFolder: (path: string) => `@default/${path} is an empty folder; it may not be packed.`,
    noSource: (path: string) => `There is no ${path} in the add-on, or it is left out of the package.`,
    missing: (type: string) => `A package of type ${type} needs an install.ska; there is none.`,
    missingDeeper: (type: string, folder: string) =>
      `A package of type ${type} needs an install.ska. The add-on begins in ${folder}: publish that folder instead, and the script can be written for you.`,
    missingSeveral: (type: string, count: number) =>
      `A package of type ${type} needs an install.ska. This folder holds ${count} add-ons: add one of them by itself, or write a script that puts each where it belongs.`,
    missingLiveries: (type: string, count: number, from: string, to: string) =>
      `A package of type ${type} needs an install.ska. It must copy each of the ${count} liveries into the liveries folder of the aircraft it is for, for example COPY @default${from} TO /Aircraft/"Extra Aircraft"/"The Aircraft"/liveries${to}.`,
    missingLivery: (type: string) =>
      `A package of type ${type} needs an install.ska. It must copy the livery into the liveries folder of the aircraft it is for, for example COPY @default TO /Aircraft/"Extra Aircraft"/"The Aircraft"/liveries/$(@packageName).`,
    missingModels: (type: string) =>
      `A package of type ${type} needs an install.ska. It must copy the models into a folder that the traffic plugin of your users reads, for example COPY @default TO /"Custom Data"/"CSL"/$(@packageName).`,
    missingOther: (type: string) =>
      `A package of type ${type} needs an install.ska. It must copy the content to where X-Plane looks for it.`,
    missingData: (type: string) =>
      `A package of type ${type} needs an install.ska. It must copy the data to what reads it: X-Plane reads "Custom Data", an aircraft or a unit a folder of its own.`,
    missingForAircraft: (type: string, from: string, name: string) =>
      `A package of type ${type} needs an install.ska. ${name} is read from the folder of an aircraft: name that, for example COPY @default${from} TO /Aircraft/"Extra Aircraft"/"The Aircraft"/"${name}".`,
    missingUnknown: (type: string) =>
      `A package of type ${type} needs an install.ska. Loadmaster does not know what this is for: the script must copy it to where X-Plane, an aircraft or a plugin reads it.`,
    noUninstall: 'There is an install.ska but no uninstall.ska: users cannot take the add-on away again.',
  },
  sakura: {
    empty: 'The script is empty; the client refuses that. Delete the file or write a command.',
    byteOrderMark:
      'The file starts with a byte-order mark, which the client does not read. Save it as UTF-8 without BOM.',
    oldFormat: 'This is a script of the old .xpkgs format with a head; clients no longer read it.',
    climbs: 'A path may not climb with "..".',
    tooDeep: (most: number) => `Nothing may be nested more than ${most} deep.`,
    constantName: 'After % stands the name of a constant.',
    variableName: 'After $ stands the name of a variable.',
    valueAlone: (sign: string, name: string) =>
      `${sign}${name} is for giving it a value; where the value is used the name stands alone: ${name}.`,
    clientVariable: 'After @ stands the name of a variable, for example @packageName.',
    questionInside: (question: string) =>
      `${question} stands right of =, as in %known = ${question} /path; not inside another expression.`,
    bracketNotOpened: 'A bracket is closed that was never opened.',
    bracketNotClosed: 'A bracket is not closed.',
    braceNotOpened: 'A brace is closed that was never opened.',
    braceNotClosed: 'A brace is not closed.',
    braceMissing: 'A brace { is missing here.',
    quoteNotClosed: 'A quote is not closed.',
    valueMissing: (before: string) => `A value is missing before ${before}.`,
    valueMissingAtEnd: 'A value is missing before the end of the line.',
    pathMissing: (command: string) => `${command} needs a path.`,
    pathStart: (found: string) => `A path starts with / (the X-Plane folder), @default or @tmp, not with "${found}".`,
    onePart: (text: string) => `Inside quotes stands one part of a path, without / : "${text}".`,
    forwardSlashes: 'Paths are written with forward slashes.',
    twoSlashes: 'Two slashes stand side by side in a path.',
    quotesNeeded: (word: string) => `This part of a path cannot be read without quotes: write "${word}" with them.`,
    moreOnLine: (rest: string) => `There is more on this line than one statement: "${rest}".`,
    outsideLoop: (word: string) => `${word} stands inside a loop.`,
    elseAlone: 'else follows the closing brace of an if.',
    newName: 'RENAME takes a new name in quotes, not a path; MOVE takes a path.',
    toWhat: (command: string) => `${command} says TO, but not what.`,
    toWhere: (command: string) => `${command} says TO, but not where to.`,
    toMissing: (command: string) => `${command} needs TO and a target.`,
    toQuotes: (command: string, rest: string) =>
      `What ${command} takes stands in quotes where it has spaces: "${rest}".`,
    pathQuotes: (rest: string) => `A path with spaces is written in quotes: "${rest}".`,
    capitals: (command: string) => `Commands are written in capitals: ${command}.`,
    noCommand: (word: string) => `"${word}" is no command of Sakura.`,
    uselessValue: 'A value alone does nothing.',
    loopForm: 'A loop is written: for %each in list { }.',
    functionInside: 'A function is defined outside of every brace.',
    functionName: 'A function needs a name.',
    parameterForm: 'A parameter is written %name or $name.',
  },
} as const;
