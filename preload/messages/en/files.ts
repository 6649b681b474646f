import { words } from './words.ts';

/** The folder, its files and their names. */
export const files = {
  folder: {
    why: 'There must be something to pack.',
    missing: 'The folder is not there. Was it moved or renamed, or is its disk unplugged?',
    notAFolder: 'This is not a folder.',
    unreadable: 'The folder cannot be read. Check its permissions.',
    allIgnored: (count: number) => `Nothing is left to pack: all ${count} files and folders are ignored.`,
    empty: 'The folder is empty.',
  },
  unreadable: {
    why: 'What cannot be read cannot be packed, and users would get an add-on with a hole in it.',
    folder: (code: string) => `The folder cannot be read (${code}). Give yourself permission to read it, or ignore it.`,
    file: (code: string) => `The file cannot be read (${code}). Give yourself permission to read it, or ignore it.`,
    special: (what: SpecialFile) => `This is ${SPECIAL_FILES[what]}, not a file; it is left out.`,
    notUnicode: 'The name is not valid Unicode, so no archive can hold it. Rename the file.',
  },
  'ignore-rules': {
    why: 'A rule that is not used hides nothing: what it names would be published to everybody.',
    fileUnused: (file: string, reason: string) =>
      `No rule of ${file} is used: ${reason}. Write it in fewer or simpler rules.`,
    tooMany: (line: number, count: number, most: number) =>
      `There are ${count} ignore rules; only the first ${most} are used.${at(line)} Write it in fewer or simpler rules.`,
    unused: (line: number, pattern: string, reason: string) =>
      `The ignore rule ${pattern} is not used: ${reason}.${at(line)} Write it in fewer or simpler rules.`,
    longPattern: (length: number, most: number) => `it has ${length} characters; at most ${most} are read`,
    doubleStars: (most: number) =>
      `it has more than ${most} "**", which would take for ever to compare with a deep folder`,
    stars: (part: string, most: number) =>
      `"${part}" has more than ${most} "*", which would take for ever to compare with a long name`,
  },
  /** Why a file that is read whole was not read; follows a colon. */
  'small-file': {
    notAFile: 'it is not a file',
    tooLarge: (bytes: number, most: number) => `it has ${bytes} bytes, more than the ${most} that are read`,
  },
  'ignored-but-named': {
    why: 'The script looks for the file on the machine of each user, where it will not be.',
    builtIn: (script: string, pattern: string, name: string, file: string) =>
      `${script} names this file, which the built-in rule "${pattern}" leaves out of the package. If the script does not write it itself, add "!${name}" to ${file}.`,
    own: (script: string, pattern: string, name: string, file: string) =>
      `${script} names this file, which the ignore rule "${pattern}" leaves out of the package. If the script does not write it itself, add "!${name}" to ${file}.`,
  },
  'package-id': {
    why: 'The registry unpacks the folder that is named exactly like the package id; without it a version ends as failed_no_file_dir.',
    invalid:
      'The package id is not valid. It has 6 to 32 characters: parts joined by dots, each starting with a letter, such as author.package.',
  },
  layout: {
    why: 'Users who get an add-on one folder too deep have to move files by hand, or X-Plane does not find it at all.',
    prepared: (id: string) =>
      `The folder already holds one named ${id}, as the archive will. Add that inner folder instead, or it would be packed as ${id}/${id}.`,
    manifest: 'A manifest.json may not stand at the root of the archive: the registry writes its own.',
    whyManifest: 'A version with manifest.json at its root ends as failed_manifest_exists.',
    several: (count: number, folders: readonly string[]) =>
      `This folder holds ${count} add-ons: ${words.firstOf(
        folders.map((folder) => folder || 'the folder itself'),
        count,
      )}. Add each of them by itself; where they are one download, write an install.ska that puts each where it belongs.`,
    otherCase: (wanted: string, actual: string) =>
      `X-Plane looks for a folder "${wanted}"; this one is spelled "${actual}", which Linux takes for another. Rename it.`,
    whyOtherCase: 'It works on macOS and Windows; on Linux the scenery can stay away.',
    whyOtherCaseAircraft: (folder: string) =>
      `It works on macOS and Windows; on Linux users may get the aircraft without its ${folder}.`,
    deeper: (folder: string) =>
      `The add-on begins in ${folder}. Add that folder instead, so that it is installed at the right depth.`,
  },
  macosx: {
    why: 'The registry searches all paths for the text __MACOSX and then unpacks differently: a good archive ends as failed_macosx or failed_no_file_dir.',
    inPath: 'The path holds the text __MACOSX. Rename it or leave it out.',
  },
  links: {
    why: 'Packages may not hold symbolic links: the version ends as failed_invalid_file_types.',
    link: (target: string) =>
      `This is a link${target === '' ? '' : ` to "${target}"`}. Put the file itself here, or leave the link out.`,
    several: (count: number) =>
      `There are ${count} links. Put the files themselves in their place, or leave the links out.`,
  },
  'colliding-names': {
    why: 'macOS and Windows take these names for one file: one of them silently replaces the other when the package is unpacked.',
    byCase: (others: readonly string[]) =>
      `The name differs only by upper and lower case from ${others.join(', ')}. Keep one of them.`,
    byAccents: (others: readonly string[]) =>
      `The name differs only by how accents are stored from ${others.join(', ')}. Keep one of them.`,
  },
  'windows-names': {
    why: 'Users on Windows cannot unpack the file, and many installers stop at it altogether.',
    fault: (fault: WindowsNameFault) => WINDOWS_NAMES[fault],
    faultAndNamed: (fault: WindowsNameFault) =>
      `${WINDOWS_NAMES[fault]} Rename the file, and where other files name it.`,
  },
  'long-paths': {
    why: 'Windows programs stop at 259 characters for the whole path, X-Plane folder included; the registry stops at 1,024 bytes.',
    long: (length: number, limit: number) =>
      `The path has ${length} characters. Above ${limit} it may not fit below X-Plane's folder on Windows. Shorten it.`,
    tooLong: (bytes: number) => `The path is ${bytes} bytes long, more than the registry takes.`,
    tooDeep: (folders: number) => `The path is ${folders} folders deep, more than the registry takes.`,
  },
  'root-names': {
    why: 'The registry packs the root anew with a shell wildcard: names with a leading dot vanish, a leading dash is taken for an option.',
    resource: 'A resource folder may not start with a dot or a dash.',
    taken: 'This name at the root of the archive belongs to the registry.',
    noResource: 'The project lists this resource folder, but it is empty or not there.',
    dot: 'macOS and Linux hide a name with a leading dot. Is it meant to be published?',
    whyDot: 'As a rule it holds settings of a tool, which users download for nothing.',
    dash: 'The name begins with a dash, which commands take for an option.',
    whyDash: 'Who works on the folder in a terminal has to write such a name in a special way.',
  },
  'missing-parts': {
    why: 'What loadmaster.json names goes beside the content of the package; without it the installation would go wrong for everybody.',
    missing: (file: string, part: string) =>
      `${file} names ${part} as a script or a resource folder, but it is not among the files that are packed. Put it back, take it off the ignore rules, or take it out of ${file}.`,
  },
  sizes: {
    why: 'The registry has bounds on size, and an upload of hours should not end in one of them.',
    unpacked: (bytes: number, most: number) =>
      `The add-on is ${words.gib(bytes)} unpacked; the registry takes ${most} GiB at most. Split it into several packages.`,
    whyUnpacked: (most: number) => `A version over ${most} GiB unpacked ends as failed_file_too_large.`,
    zipped: (bytes: number, most: number) =>
      `The archive will be about ${words.gib(bytes)}. Some registries take no more than ${most} GiB.`,
  },
  'huge-files': {
    why: 'One huge file makes every update a huge download.',
    huge: (megabytes: number) => `This file alone has ${megabytes} MB. Is it meant to be in the package?`,
  },
  duplicates: {
    why: 'The same content twice is downloaded twice. Where something looks for each of the names, it has to be.',
    found: (count: number, bytes: number, groups: readonly string[]) =>
      `${count === 1 ? 'One file is there' : `${count} files are there`} more than once, ${words.megabytes(bytes)} of copies: ${groups.join('; ')}${count > groups.length ? `; and ${count - groups.length} more` : ''}.`,
  },
} as const;

const SPECIAL_FILES = { pipe: 'a named pipe', socket: 'a socket', device: 'a device' } as const;
export type SpecialFile = keyof typeof SPECIAL_FILES;

const WINDOWS_NAMES = {
  'reserved-name': 'Windows keeps this name for itself (CON, AUX, NUL and the like).',
  'forbidden-character': 'Windows allows none of < > : " \\ | ? * in a name.',
  'control-character': 'The name holds an invisible control character, which Windows refuses.',
  'trailing-dot': 'Windows drops a dot at the end of a name.',
  'trailing-space': 'Windows drops a space at the end of a name.',
} as const;
export type WindowsNameFault = keyof typeof WINDOWS_NAMES;

function at(line: number): string {
  return line === 0 ? '' : ` (line ${line})`;
}
