import { PLATFORM_NAMES, type Platform } from '../../../protocol/index.ts';
import { words } from './words.ts';

/** How a plugin is laid out and what it loads. */
export const plugins = {
  platforms: {
    why: 'X-Plane loads a plugin by its folder and its header; where they disagree the plugin silently stays away.',
    headerDisagrees: (folder: Platform, header: Platform) =>
      `The folder says ${PLATFORM_NAMES[folder]}, but the file is built for ${PLATFORM_NAMES[header]}. Put the one for ${PLATFORM_NAMES[folder]} here.`,
    noProgram:
      'This .xpl is no plugin for any platform: its first bytes are not those of a library. Is it damaged, or what Git LFS leaves in the place of a file? Put the real one here.',
    noArm64:
      'This macOS plugin has no arm64 part: X-Plane 12 on Apple silicon loads it only when it runs under Rosetta. Build it for both, -arch arm64 -arch x86_64, or get a newer one.',
    strayBuildOutput: 'This plugin file is what a compiler left behind. Leave it out.',
    stray:
      "This plugin file is not where X-Plane looks, in win_x64, mac_x64, lin_x64 or 64 of the plugin's folder. Leave it out, or move it there.",
    strayName:
      'In the folders 64 and 32 X-Plane loads win.xpl, mac.xpl and lin.xpl, and passes over this file. Leave it out, or name it so.',
    whyStray: 'X-Plane loads a plugin from its own folder only; users download this file and it does nothing.',
    fewer: (there: readonly Platform[], absent: readonly Platform[]) =>
      `This plugin has a file for ${platforms(there)} only. Does the add-on work on ${platforms(absent)} without it? If it does not, untick ${platforms(absent)} in the release form.`,
    whyFewer: (absent: readonly Platform[]) =>
      `Users on ${platforms(absent)} get the add-on without this plugin, and X-Plane does not tell them.`,
    not64Bit: (cpus: readonly string[]) =>
      `This plugin is for ${cpus.join(', ')} only. X-Plane 11 and 12 load 64-bit plugins only: build it for 64 bit, or leave it out.`,
    old32Bit: 'This 32-bit file is for X-Plane 10 and older; the 64-bit one beside it is what X-Plane 11 and 12 load.',
    whyOld32Bit: 'It does no harm. Users of today download it for nothing.',
  },
  'plugin-names': {
    why: 'In win_x64, mac_x64 and lin_x64 X-Plane looks for a plugin that is named like the folder above. It skips any other name without a word, even in Log.txt.',
    notFound: (folder: string, wanted: string) =>
      `X-Plane will not find this plugin: in ${folder} it looks for ${wanted}.`,
    otherCase: (folder: string, wanted: string) =>
      `On Linux X-Plane may not find this plugin: in ${folder} it looks for ${wanted}, in just this upper and lower case.`,
    passedOver: (wanted: string) =>
      `X-Plane loads ${wanted} from this folder and passes over this file. Leave it out of the package.`,
    thin: (name: string, wanted: string) =>
      `X-Plane loads ${name} from Resources/plugins itself only. Where users unzip the add-on as a folder there, it is not loaded: ${wanted} would be.`,
    whyThin: 'The install.ska that is suggested here puts it there; who installs by hand has to know.',
    thinInside: (wanted: string) =>
      `X-Plane does not load this plugin: outside of Resources/plugins it takes one from a folder of its own only, here ${wanted}.`,
    different: (paths: readonly string[]) =>
      `The plugin has another name on each system (${words.list(paths)}), so the folder it is installed in can be named like one of them only. Give all of them one name.`,
  },
  'plugin-exports': {
    why: 'X-Plane calls five functions of every plugin. Without one of them it lets the plugin go again and says so in Log.txt.',
    none: (cpu: string) =>
      `${part(cpu)} exports none of the functions that make a library a plugin (XPluginStart and its siblings). ${MARK_THEM}`,
    missing: (cpu: string, functions: readonly string[]) =>
      `${part(cpu)} does not export ${words.list(functions)}. ${MARK_THEM}`,
  },
  'windows-libraries': {
    why: 'Windows loads a plugin only when it finds every library it imports. Otherwise Log.txt says "error code = 126", and users see no plugin.',
    missing: (by: string, libraries: readonly string[], isMingw: boolean) =>
      `${by === '' ? 'It imports' : `${by}, which it loads, imports`} ${words.list(libraries)}, which ${libraries.length === 1 ? 'is' : 'are'} neither part of Windows nor in the add-on. Link ${isMingw ? 'with -static -static-libgcc -static-libstdc++' : 'statically'}, or put ${libraries.length === 1 ? 'it' : 'them'} beside the plugin.`,
    debug: (libraries: readonly string[]) =>
      `It is a debug build: it imports ${words.list(libraries)}, which only Visual Studio brings and nobody may pass on. Build it as Release.`,
    runtime: (plugin: string, others: number, years: string) =>
      `${plugin}${others > 0 ? ` and ${others} more need` : ' needs'} Microsoft's Visual C++ ${years} runtime. Most PCs with games have it; link with /MT to need nothing, or say so in the release text.`,
  },
  'linux-libraries': {
    why: 'Linux loads a plugin only when it finds every library it needs, as new as it needs it. Otherwise users see no plugin; Log.txt names the first that is missing.',
    missing: (by: string, libraries: readonly string[]) =>
      `${needs(by)} ${words.list(libraries)}, which ${libraries.length === 1 ? 'is' : 'are'} not in the add-on and not part of a usual Linux desktop. Link statically, or ship it and link with -Wl,-rpath,'$ORIGIN'.`,
    unreachable: (by: string, library: string, at: string) =>
      `${needs(by)} ${library}. It is in the add-on (${at}), but Linux does not look beside a plugin by itself: link with -Wl,-rpath,'$ORIGIN', or patchelf --set-rpath.`,
    tooNew: (asked: readonly string[], releases: readonly string[]) =>
      `It asks for ${words.list(asked)}: ${releases.length === 0 ? 'no release of Ubuntu or Debian known to Loadmaster has that' : `the oldest that have that are ${words.list(releases)}`}. On an older system it does not load; build it on one to reach more users.`,
    strayFolders: (folders: readonly string[]) =>
      `It tells Linux to look for libraries in ${words.list(folders)}, outside of the add-on. Users have no such folder, or something else in it: patchelf --remove-rpath takes it out.`,
  },
  'mac-libraries': {
    why: 'macOS loads a plugin only when it finds every library it names, and on Apple silicon only when it is signed. Otherwise Log.txt says why, and users see no plugin.',
    missing: (library: string) =>
      `It loads ${library}, which users do not have there. Link it statically, or ship it and name it by @loader_path.`,
    elsewhere: (library: string, at: string) =>
      `It loads ${library}, which users do not have there. It is in the add-on (${at}): name it by @loader_path (install_name_tool -change), and sign the plugin again.`,
    unsigned:
      'Its part for arm64 is not signed, and Macs with Apple silicon load signed code only. Sign it as the last step of the build: codesign --force --sign - FILE seals it, a Developer ID is better.',
    noIntel:
      'It has no part for x86_64: Macs with Intel, and X-Plane under Rosetta, do not load it. Build for both: -arch arm64 -arch x86_64.',
    newSystem: (version: string) =>
      `It is built for macOS ${version} and newer, and may not load on older ones. Set MACOSX_DEPLOYMENT_TARGET lower to reach more users.`,
    noDeveloperId: (plugin: string, others: number) =>
      `${plugin}${others > 0 ? ` and ${others} more are` : ' is'} not signed with a Developer ID. Who downloads the add-on with a browser is told by macOS that it cannot be checked, and has to allow it; signing and notarizing it avoids that.`,
  },
  'python-version': {
    why: 'X-Plane 11.50 and later have XPPython3 for scripts of Python, which is Python 3: it does not load these, and says so in its own log only.',
    two: (module: string, line: number, text: string) =>
      `${module === '' ? 'This script' : `${module}, which this script loads,`} is for Python 2: Python 3 refuses line ${line}, ${text}`,
  },
  'source-only': {
    why: 'X-Plane loads the compiled file, an .xpl; users cannot do anything with the source.',
    program:
      'Nothing here is what X-Plane loads; it looks like the code of a program. If users start that program themselves, choose the type executable and add the folder that they download.',
    whyProgram:
      'Users can do nothing with code that X-Plane does not load, and a package of it would be installed for nothing.',
    sceneryProject:
      'There is no scenery here, only the file WorldEditor works on. Open it there, choose File > Export Scenery Pack, and publish the folder with "Earth nav data" in it.',
    whySceneryProject:
      'X-Plane reads the apt.dat and .dsf that WorldEditor exports; users cannot do anything with its file alone.',
    code: 'There is source code for X-Plane here, and nothing built from it. Where a plugin is built with it, add the folder that holds win_x64, mac_x64 or lin_x64 with the .xpl in it.',
    packed: (archive: string) =>
      `There is source code for X-Plane here, and no built plugin outside of archives. If ${archive} or another one holds it, unpack it and add the folder that holds win_x64, mac_x64, lin_x64 or 64; if none does, build it first.`,
    sasl: 'These are scripts for SASL, and SASL is not here: X-Plane loads no plugin. Add the folder with its .xpl (64, or win_x64, mac_x64 and lin_x64) beside "data".',
    whySasl:
      'X-Plane loads the .xpl of SASL, and that runs the scripts in "data"; without it users have a folder that does nothing.',
    plugin:
      'There is no built plugin here, only source code for X-Plane. Build it, and add the folder that holds win_x64, mac_x64 or lin_x64 with the .xpl in it.',
  },
} as const;

const MARK_THEM = 'Mark them PLUGIN_API, in C++ extern "C" as well, and see that no export list leaves them out.';

function platforms(all: readonly Platform[]): string {
  return all.map((platform) => PLATFORM_NAMES[platform]).join(' and ');
}

function part(cpu: string): string {
  return cpu === '' ? 'It' : `Its part for ${cpu}`;
}

function needs(by: string): string {
  return by === '' ? 'It needs' : `${by}, which it loads, needs`;
}
