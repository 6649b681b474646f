import { words } from './words.ts';

/** What the files are, and what they name. */
export const content = {
  'aircraft-icon': {
    why: 'X-Plane shows the icon in its list of aircraft; without it users see a grey square.',
    missing: (name: string) =>
      `There is no ${name} beside it. X-Plane can make it: load the aircraft, and look for icons in the Developer menu.`,
  },
  executables: {
    why: 'Programs are meant for packages of type executable; the rules forbid them elsewhere, and virus scanners may stop them.',
    whyScript: 'X-Plane runs no such script; where it only helps to build the add-on, users download it for nothing.',
    script: 'This is a script for a command line. Does the add-on need it?',
    program: 'This is a program. Does the add-on need it?',
    programs: (count: number, paths: readonly string[]) =>
      `There are ${count} programs: ${words.firstOf(paths, count)}. Does the add-on need them?`,
    scripts: (count: number, paths: readonly string[]) =>
      `There are ${count} scripts for a command line: ${words.firstOf(paths, count)}. Does the add-on need them?`,
  },
  junk: {
    why: 'Leftovers of the operating system and of editors make downloads bigger and tell users nothing.',
    deleted: 'The registry deletes this file without a word; better leave it out.',
    unwanted: (reason: HiddenFor) => `This looks like something not meant to be published (${reason}).`,
  },
  'kept-copies': {
    why: 'Users download both.',
    whyLoaded: 'X-Plane loads both: users see an aircraft twice, or a script does its work twice.',
    certain: (count: number, path: string, original: string) =>
      `${count === 1 ? 'This is a copy' : `${count} files like this are copies`} that a program which keeps folders in step made, because a file was changed in two places. What you want may be in either: compare ${path} with ${original}, keep the right one under the first name, and leave the copy out.`,
    perhaps: (count: number, path: string, original: string) =>
      `${count === 1 ? `${path} looks` : `${count} files look`} like ${count === 1 ? `a copy of ${original}` : `copies of others, such as ${path} of ${original}`}. If nothing needs ${count === 1 ? 'it' : 'them'}, leave ${count === 1 ? 'it' : 'them'} out.`,
  },
  leftovers: {
    why: 'X-Plane does not read these files; users download them for nothing.',
    left: (count: number, what: Leftover, bytes: number) =>
      `${many(count, 'This file', LEFTOVERS[what], words.size(bytes))}.`,
    worldEditor: (count: number, bytes: number, share: number) =>
      `${count === 1 ? `This is the file WorldEditor works on, ${words.size(bytes)}` : `${count} files like this are what WorldEditor works on, ${words.size(bytes)} together`}, ${share < 0.01 ? 'less than 1 %' : `${share < 1 ? Math.min(99, Math.round(share * 100)) : 100} %`} of the add-on. X-Plane reads the apt.dat and .dsf made from it.`,
    whyWorldEditor:
      'Users download it for nothing. Some authors send it along so that others can go on with the scenery; if you do not mean that, leave it out.',
  },
  sources: {
    why: 'X-Plane does not read these files; users download them for nothing, and your originals are published.',
    found: (count: number, what: Source, bytes: number) => `${many(count, 'This', SOURCES[what], words.size(bytes))}.`,
  },
  'nested-archives': {
    why: 'Installers do not unpack an archive inside the package; users would have to do it by hand.',
    one: 'This is an archive inside the add-on. Unpack it, or leave it out.',
    several: (count: number, paths: readonly string[]) =>
      `There are ${count} archives inside the add-on: ${words.firstOf(paths, count)}. Unpack them, or leave them out.`,
  },
  readme: {
    why: 'People who find the add-on years later want to know how to use it and what they may do with it.',
    readme: 'There is no readme or manual.',
    licence: 'There is no licence file.',
  },
  references: {
    why: 'A name in other upper and lower case works on macOS and Windows; Linux takes it for another file.',
    whyMissing:
      'What names a file that is not there is drawn white or not at all. Add the file, or take the line that names it out.',
    missing: (count: number, paths: readonly string[], name: string, wanted: string) =>
      `${whoNames(count, paths)} ${name}, but ${wanted} is not there.`,
    link: (count: number, paths: readonly string[], name: string, wanted: string) =>
      `${whoNames(count, paths)} ${name}, but ${wanted} is a link, which no package can hold.`,
    ignored: (count: number, paths: readonly string[], name: string, pattern: string) =>
      `${whoNames(count, paths)} ${name}, which the ignore rule "${pattern}" leaves out of the package.`,
    many: (count: number, names: readonly string[], paths: readonly string[]) =>
      `${count} files are named, but not there: ${words.firstOf(
        names.map((name, index) => `${name} in ${paths[index] ?? ''}`),
        count,
      )}.`,
    laidOver: (count: number, all: number, names: readonly string[]) =>
      `${count} of the ${all} objects it names ${count === 1 ? 'is' : 'are'} not there: ${words.firstOf(names, count)}. If this goes over an aircraft that users have, say in the release text over which; if not, add ${count === 1 ? 'it' : 'them'}.`,
    whyLaidOver: 'Without its objects X-Plane loads an aircraft that nobody sees.',
    exports: (count: number, names: readonly string[]) =>
      `It names ${count} files that are not there: ${words.firstOf(names, count)}.`,
    layers: (count: number, names: readonly string[], paths: readonly string[]) =>
      `${count === 1 ? 'A night or normal texture is' : `${count} night or normal textures are`} named, but not there: ${words.firstOf(
        names.map((name, index) => `${name} in ${paths[index] ?? ''}`),
        count,
      )}.`,
    whyLayers:
      'The objects are drawn without lights at night or without bumps. If that is meant, take the lines out: X-Plane looks for the files each time.',
    spare: (count: number, names: readonly string[], paths: readonly string[]) =>
      `${count === 1 ? 'A texture is' : `${count} textures are`} named, but not there, by objects that neither an aircraft file nor a list of models here names: ${words.firstOf(
        names.map((name, index) => `${name} in ${paths[index] ?? ''}`),
        count,
      )}.`,
    whySpare:
      'X-Plane loads the objects that the aircraft file names, others only where a plugin asks for them. What only the making needed can be left out.',
    otherFolder: (count: number, name: string, folder: string, actual: string) =>
      `X-Plane looks for ${count === 1 ? name : `${name} and ${count - 1} more`} in the folder ${folder}, which is spelled ${actual}. Rename the folder.`,
    otherCase: (count: number, paths: readonly string[], name: string, actual: string) =>
      `${whoNames(count, paths)} ${name}, but the file is spelled ${actual}.`,
    layerCase: (count: number, names: readonly string[], actual: readonly string[]) =>
      `${count} night or normal textures are spelled otherwise than they are named: ${words.firstOf(
        names.map((name, index) => `${name} (there: ${actual[index] ?? ''})`),
        count,
      )}.`,
    whyLayerCase:
      'On Linux the objects may be drawn without lights at night or without bumps; on macOS and Windows they are found.',
  },
  'scenery-definitions': {
    why: 'X-Plane shows users an error, "Failed to find resource" in Log.txt, when it meets a tile that names a file it cannot find; older versions end there.',
    missing: (count: number, names: readonly string[]) => `${notThere(count, names)} ${addThem(count)}`,
    elsewhere: (count: number, names: readonly string[], path: string) =>
      `${notThere(count, names)} ${path} is there, but X-Plane looks only where the tile says, from the folder above "Earth nav data" on. ${addThem(count)}`,
    ignored: (count: number, names: readonly string[], pattern: string) =>
      `${notThere(count, names)} The ignore rule "${pattern}" leaves ${count === 1 ? 'it' : 'at least one of them'} out of the package.`,
    unknown: (count: number, names: readonly string[]) =>
      `This tile names ${words.listOf(names, count)}: not in the add-on, and of no library that Loadmaster knows. If a library has ${count === 1 ? 'it' : 'them'}, tell users in the release text and add it as a dependency; if not, the ${count === 1 ? 'file is' : 'files are'} missing.`,
    otherCase: (count: number, names: readonly string[], actual: readonly string[]) =>
      `This tile spells ${count === 1 ? 'a file' : `${count} files`} in other upper and lower case than the add-on: ${words.listOf(
        names.map((name, index) => `${name} (there: ${actual[index] ?? ''})`),
        count,
      )}. On Linux that can fail.`,
  },
  'scenery-libraries': {
    why: 'Who does not have a library that a scenery takes objects from sees an error, or a scenery with holes.',
    needed: (libraries: readonly string[]) =>
      `Its tiles take objects from ${words.list(libraries)}. ${libraries.length === 1 ? 'If the registry has it, add it as a dependency' : 'Add those that the registry has as dependencies'}; for the release text: "Needs ${words.list(libraries)}."`,
    placeholders: (libraries: readonly string[]) =>
      `It has placeholders for what it takes from ${words.list(libraries)}, so it loads without, and shows nothing there. For the release text: "Looks complete with ${words.list(libraries)}."`,
    needsThem: (libraries: readonly string[]) => `Needs ${words.list(libraries)}.`,
    completeWith: (libraries: readonly string[]) => `Looks complete with ${words.list(libraries)}.`,
  },
  secrets: {
    why: 'A published version cannot be taken back, and a secret in it is read by robots within minutes.',
    byName: 'By its name this file may hold secrets. Look into it, and leave it out if it does.',
    certain: (what: Secret) =>
      `This file holds ${SECRETS[what]}. Take it out, and have a new one made if it was ever published.`,
    forTests: (what: Secret) => `This file holds ${SECRETS[what]}, by its place one for tests. Leave it out.`,
    googleKey:
      'This file holds a Google API key. In a web page it is public by design; is it limited to what the page does?',
    whyGoogleKey: 'Whoever reads the key can use it, and its owner pays, unless it is limited.',
  },
  'stray-tiles': {
    why: 'X-Plane opens a tile by its name and folder only; this one is downloaded and never seen.',
    name: 'No tile is named like this: a name is one of degrees, such as +47+011.dsf.',
    place: (folder: string) => `X-Plane looks for this tile in ${folder}, not here.`,
    airport: (path: string) =>
      `X-Plane reads an apt.dat from the folder "Earth nav data" of a scenery only. If this is to be one, move it to ${path}.`,
    whyAirport:
      'Where it lies now X-Plane does not see the airport; it may be meant for something else that reads it here.',
  },
  'versions-disagree': {
    why: 'Users report faults by the version they read somewhere, and updaters compare it: it must be the same everywhere.',
    places: (versions: readonly string[], paths: readonly string[]) =>
      `The version is not the same everywhere: ${versions.map((version, index) => `${version} in ${paths[index] || 'the release form'}`).join(', ')}.`,
  },
} as const;

/** Why a built-in rule leaves something out, as `check --json` says it too. */
export type HiddenFor =
  | 'version control'
  | 'left by the operating system'
  | 'editor settings'
  | 'settings of a check or a build'
  | 'backup or temporary file'
  | 'backup of a Blender file'
  | 'build tools'
  | 'written by X-Plane'
  | 'lists of the SkunkCrafts updater'
  | "Loadmaster's own";

const LEFTOVERS = {
  wedCrash: 'what WorldEditor saved when it stopped working',
  wedReport: 'a report of WorldEditor about its checks',
  autosave: 'a copy an editor saved by itself',
  debugger: 'for a debugger, and names folders of your machine',
  linker: 'for the linker of Visual Studio',
  compiler: 'for the compiler of Visual Studio',
  settings: 'your settings in Visual Studio',
  log: 'a log of Visual Studio',
  cache: 'a cache of Visual Studio',
} as const;
export type Leftover = keyof typeof LEFTOVERS;

const SOURCES = {
  blender: 'a Blender scene',
  photoshop: 'a Photoshop picture',
  gimp: 'a GIMP picture',
  krita: 'a Krita picture',
  paintNet: 'a Paint.NET picture',
  paintShop: 'a PaintShop picture',
  affinityPhoto: 'an Affinity picture',
  affinityDesigner: 'an Affinity drawing',
  illustrator: 'an Illustrator drawing',
  max: 'a 3ds Max scene',
  maya: 'a Maya scene',
  sketchUp: 'a SketchUp model',
  substance: 'a Substance project',
  cinema4d: 'a Cinema 4D scene',
} as const;
export type Source = keyof typeof SOURCES;

const SECRETS = {
  privateKey: 'a private key',
  xpkg: 'an X-Pkg token',
  github: 'a GitHub token',
  aws: 'an AWS access key',
  slack: 'a Slack token',
  gitlab: 'a GitLab token',
  google: 'a Google API key',
  stripe: 'a Stripe key',
  npm: 'an npm token',
  discord: 'a Discord webhook',
} as const;
export type Secret = keyof typeof SECRETS;

function many(count: number, one: string, what: string, size: string): string {
  return count === 1 ? `${one} is ${what}, ${size}` : `${count} files like this are each ${what}, ${size} together`;
}

function whoNames(count: number, paths: readonly string[]): string {
  return count === 1 ? 'It names' : `${count} files (${words.firstOf(paths, count)}) name`;
}

function addThem(count: number): string {
  const them = count === 1 ? 'it' : 'them';
  return `Add ${them}, or take ${them} out in the editor and export again.`;
}

function notThere(count: number, names: readonly string[]): string {
  return `This tile names ${words.listOf(names, count)}, which ${count === 1 ? 'is' : 'are'} not in the add-on.`;
}
