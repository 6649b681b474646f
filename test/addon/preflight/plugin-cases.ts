import { linuxLibrary } from '../../../main/addon/samples/linux-library.ts';
import { macLibrary } from '../../../main/addon/samples/mac-library.ts';
import { windowsLibrary } from '../../../main/addon/samples/windows-library.ts';
import { type Case, plain } from './rule-case.ts';

const windows = windowsLibrary('x86_64', 4000);
const linux = linuxLibrary(4000);
const mac = macLibrary(['x86_64', 'arm64'], 40_000);
const whole = {
  ...plain,
  'plugins/a/win_x64/a.xpl': windows,
  'plugins/a/lin_x64/a.xpl': linux,
  'plugins/a/mac_x64/a.xpl': mac,
  'plugins/old/64/win.xpl': windows,
};

function pe(...imports: string[]) {
  return { ...plain, 'plugins/a/win_x64/a.xpl': windowsLibrary('x86_64', 4000, { imports }) };
}

function elf(tables: Parameters<typeof linuxLibrary>[1]) {
  return { ...plain, 'plugins/a/lin_x64/a.xpl': linuxLibrary(4000, tables) };
}

function mach(tables: Parameters<typeof macLibrary>[2], cpus: readonly ('x86_64' | 'arm64')[] = ['x86_64', 'arm64']) {
  return { ...plain, 'plugins/a/mac_x64/a.xpl': macLibrary(cpus, 40_000, tables) };
}

const inWindows = { rule: 'windows-libraries', path: 'plugins/a/win_x64/a.xpl' } as const;
const inLinux = { rule: 'linux-libraries', path: 'plugins/a/lin_x64/a.xpl' } as const;
const inMac = { rule: 'mac-libraries', path: 'plugins/a/mac_x64/a.xpl' } as const;

/** Plugins that will not load, or not everywhere, and ones that will. */
export const PLUGIN_CASES: readonly Case[] = [
  {
    rule: 'plugin-names',
    what: 'a plugin that is named otherwise than its folder',
    trips: { ...plain, 'plugins/a/win_x64/win.xpl': windows },
    severity: 'warning',
    path: 'plugins/a/win_x64/win.xpl',
    says: /looks for a\.xpl/,
    passes: { ...whole, 'plugins/A2/win_x64/a2.xpl': windows },
  },
  {
    rule: 'plugin-names',
    what: 'a plugin further down, in a folder that has its name or is named for what it is for',
    trips: { 'x/Lamp/win_x64/Radio.xpl': windows, 'readme.txt': '' },
    severity: 'warning',
    path: 'x/Lamp/win_x64/Radio.xpl',
    says: /looks for Lamp\.xpl/,
    passes: {
      'x/Plugins/win_x64/Radio.xpl': windows,
      'x/Plugins/lin_x64/Radio.xpl': linux,
      'readme.txt': '',
    },
  },
  {
    rule: 'plugin-names',
    what: 'a name of its own, but not in the folder a build of Zig goes into',
    trips: { 'x/Lamp/lin_x64/Radio.xpl': linux, 'readme.txt': '' },
    severity: 'warning',
    says: /looks for [\w-]+\.xpl/,
    passes: { 'zig-out/lin_x64/Fuel.xpl': linux, 'readme.txt': '' },
  },
  {
    rule: 'plugin-names',
    what: 'a plugin of an aircraft that lies in no folder of its own',
    trips: { ...whole, 'plugins/bare.xpl': linux },
    severity: 'warning',
    path: 'plugins/bare.xpl',
    says: /does not load this plugin.*here plugins\/bare\/lin_x64\/bare\.xpl/,
    passes: { ...whole, 'for Resources/bare.xpl': linux },
  },
  {
    rule: 'plugin-names',
    what: 'a plugin of an aircraft in a folder of its own, and none of a system',
    trips: { ...whole, 'plugins/own/bare.xpl': windows },
    severity: 'warning',
    path: 'plugins/own/bare.xpl',
    says: /here plugins\/own\/win_x64\/own\.xpl/,
    passes: whole,
  },
  {
    rule: 'plugin-names',
    what: "a plugin that only X-Plane's own folder of plugins takes",
    trips: { 'bare.xpl': windows, 'bare.ini': '' },
    severity: 'note',
    path: 'bare.xpl',
    says: /from Resources\/plugins itself only.*bare\/win_x64\/bare\.xpl would be/,
    passes: { 'old.xpl': windowsLibrary('x86', 2048), 'bare.ini': '' },
  },
  {
    rule: 'plugin-names',
    what: 'a part for one processor beside the plugin it is joined into',
    trips: { ...whole, 'plugins/a/mac_x64/mac_arm.xpl': mac },
    severity: 'warning',
    path: 'plugins/a/mac_x64/mac_arm.xpl',
    says: /loads a\.xpl from this folder and passes over this file/,
    passes: whole,
  },
  {
    rule: 'plugin-names',
    what: 'the same where the add-on is the plugin',
    trips: { 'win_x64/p.xpl': windows, 'mac_x64/p.xpl': mac, 'mac_x64/mac_arm.xpl': mac },
    severity: 'warning',
    path: 'mac_x64/mac_arm.xpl',
    says: /loads p\.xpl from this folder/,
    passes: { 'win_x64/p.xpl': windows, 'mac_x64/p.xpl': mac },
  },
  {
    rule: 'platforms',
    what: 'a part for one processor in the folder of SDK 2',
    trips: { ...plain, 'plugins/old/64/mac.xpl': mac, 'plugins/old/64/mac_arm.xpl': mac },
    severity: 'warning',
    path: 'plugins/old/64/mac_arm.xpl',
    says: /loads win\.xpl, mac\.xpl and lin\.xpl, and passes over this file/,
    passes: whole,
  },
  {
    rule: 'platforms',
    what: 'a part for one processor above the folders of the plugin',
    trips: { ...whole, 'plugins/a/mac_arm.xpl': mac },
    severity: 'warning',
    path: 'plugins/a/mac_arm.xpl',
    says: /not where X-Plane looks/,
    passes: { ...plain, 'plugins/thin.xpl': windows, 'plugins/other.xpl': windows },
  },
  {
    rule: 'plugin-names',
    what: 'other upper and lower case on Linux',
    trips: { ...plain, 'plugins/A/lin_x64/a.xpl': linux },
    severity: 'warning',
    says: /^On Linux X-Plane may not find .*looks for A\.xpl/,
    passes: { ...plain, 'plugins/A/win_x64/a.xpl': windows },
  },
  {
    rule: 'plugin-names',
    what: 'a plugin with another name on each system',
    trips: { 'win_x64/one.xpl': windows, 'lin_x64/two.xpl': linux },
    severity: 'warning',
    says: /another name on each system/,
    passes: { 'win_x64/one.xpl': windows, 'lin_x64/one.xpl': linux },
  },
  {
    rule: 'plugin-exports',
    what: 'a library that is no plugin',
    trips: { ...plain, 'plugins/a/win_x64/a.xpl': windowsLibrary('x86_64', 4000, { exports: [] }) },
    severity: 'warning',
    says: /exports none/,
    passes: whole,
  },
  {
    rule: 'plugin-exports',
    what: 'an entry point that one part lacks',
    trips: mach({ exports: ['XPluginStart', 'XPluginStop', 'XPluginEnable', 'XPluginDisable'] }),
    severity: 'warning',
    says: /arm64 does not export XPluginReceiveMessage/,
    passes: { ...whole, 'plugins/a/64/helper.dll': windowsLibrary('x86_64', 4000, { exports: [] }) },
  },
  {
    ...inWindows,
    what: 'a library that users do not have',
    trips: pe('KERNEL32.dll', 'libstdc++-6.dll'),
    severity: 'warning',
    says: /imports libstdc\+\+-6\.dll.*-static/,
    passes: { ...pe('KERNEL32.dll', 'libfoo.dll'), 'plugins/a/win_x64/LibFoo.dll': windows },
  },
  {
    ...inWindows,
    what: 'a library that a shipped one asks for',
    trips: { ...pe('foo.dll'), 'plugins/a/win_x64/foo.dll': windowsLibrary('x86_64', 4000, { imports: ['bar.dll'] }) },
    severity: 'warning',
    says: /foo\.dll, which it loads, imports bar\.dll/,
    passes: { ...whole, 'plugins/a/other.dll': windowsLibrary('x86_64', 4000, { imports: ['bar.dll'] }) },
  },
  {
    ...inWindows,
    what: 'a debug build',
    trips: pe('VCRUNTIME140D.dll', 'ucrtbased.dll'),
    severity: 'warning',
    says: /debug build/,
    passes: pe('VCRUNTIME140.dll', 'api-ms-win-crt-heap-l1-1-0.dll'),
  },
  {
    ...inWindows,
    what: 'a runtime of Visual C++',
    trips: pe('MSVCP140.dll'),
    severity: 'note',
    says: /2015–2022 runtime/,
    passes: { ...pe('MSVCP140.dll'), 'plugins/a/win_x64/msvcp140.dll': windows },
  },
  {
    ...inLinux,
    what: 'a library that a desktop does not have',
    trips: elf({ needed: ['libc.so.6', 'libssl.so.1.1'] }),
    severity: 'warning',
    says: /needs libssl\.so\.1\.1/,
    passes: { ...elf({ needed: ['libssl.so.1.1'], runpath: '$ORIGIN' }), 'plugins/a/lin_x64/libssl.so.1.1': linux },
  },
  {
    ...inLinux,
    what: 'a library that lies beside, where Linux does not look',
    trips: { ...elf({ needed: ['libfoo.so.1'] }), 'plugins/a/lin_x64/libfoo.so.1': linux },
    severity: 'warning',
    says: /does not look beside/,
    passes: { ...elf({ needed: ['libfoo.so.1'], rpath: `\${ORIGIN}/../lib` }), 'plugins/a/lib/libfoo.so.1': linux },
  },
  {
    ...inLinux,
    what: 'a library newer than most systems',
    trips: elf({ versions: ['GLIBC_2.38'] }),
    severity: 'warning',
    says: /GLIBC_2\.38: the oldest that have that are Ubuntu 24\.04 and Debian 13/,
    passes: elf({ versions: ['GLIBC_2.31'] }),
  },
  {
    ...inLinux,
    what: 'one that leaves out some systems in use',
    trips: elf({ needed: ['libstdc++.so.6'], versions: ['GLIBCXX_3.4.30'] }),
    severity: 'note',
    says: /GLIBCXX_3\.4\.30: the oldest that have that are Ubuntu 22\.04 and Debian 12/,
    passes: {
      ...elf({ needed: ['libstdc++.so.6'], versions: ['GLIBCXX_3.4.30'], runpath: '$ORIGIN' }),
      'plugins/a/lin_x64/libstdc++.so.6': linux,
    },
  },
  {
    ...inLinux,
    what: 'a folder of the machine it was built on',
    trips: elf({ runpath: '/home/me/build:$ORIGIN/../../../../lib' }),
    severity: 'note',
    says: /\/home\/me\/build and \$ORIGIN\/\.\.\/\.\.\/\.\.\/\.\.\/lib, outside/,
    passes: elf({ runpath: '$ORIGIN/../lib:/usr/lib:/jenkins/workspace/engine/lib' }),
  },
  {
    ...inMac,
    what: 'a library from the machine it was built on',
    trips: mach({ libraries: ['/opt/homebrew/lib/libfoo.dylib'] }),
    severity: 'warning',
    says: /loads \/opt\/homebrew\/lib\/libfoo\.dylib/,
    passes: mach({ libraries: ['/usr/lib/libc++.1.dylib'], weakLibraries: ['/opt/homebrew/lib/libfoo.dylib'] }),
  },
  {
    ...inMac,
    what: 'an @rpath that leads nowhere',
    trips: { ...mach({ libraries: ['@rpath/libfoo.dylib'] }), 'plugins/a/libfoo.dylib': mac },
    severity: 'warning',
    says: /is in the add-on \(plugins\/a\/libfoo\.dylib\)/,
    passes: {
      'src/libfmod.dylib': mac,
      ...mach({
        // FMOD is X-Plane's own, and loaded already.
        libraries: ['@rpath/libfoo.dylib', '@loader_path/../libfoo.dylib', '@rpath/libfmod.dylib'],
        rpaths: ['@loader_path/..'],
      }),
      'plugins/a/libfoo.dylib': mac,
    },
  },
  {
    ...inMac,
    what: 'a part for Apple silicon without a signature',
    trips: mach({ signature: 'none' }),
    severity: 'warning',
    says: /arm64 is not signed/,
    passes: mach({ signature: 'ad-hoc' }),
  },
  {
    ...inMac,
    what: 'a plugin that is only sealed',
    trips: mach({ signature: 'ad-hoc' }),
    severity: 'note',
    says: /Developer ID/,
    passes: mach({}),
  },
  {
    ...inMac,
    what: 'a plugin for Apple silicon alone',
    trips: mach({}, ['arm64']),
    severity: 'note',
    says: /no part for x86_64/,
    passes: mach({}),
  },
  {
    ...inMac,
    what: 'a plugin for the newest macOS',
    trips: mach({ oldestSystem: [14, 2] }),
    severity: 'note',
    says: /built for macOS 14\.2/,
    passes: mach({ oldestSystem: [12, 0] }),
  },
];
