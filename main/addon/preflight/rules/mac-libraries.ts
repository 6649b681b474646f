import type { MachOFacts, MachOSlice } from '../../binaries/binary-facts.ts';
import { isFromMacSystem } from '../../binaries/system-libraries.ts';
import {
  folderOf,
  isLibraryName,
  joinInside,
  nameOf,
  type PluginProgram,
  pluginPrograms,
  type ShippedLibraries,
  shippedLibraries,
} from '../programs.ts';
import type { Rule, RuleFinding } from '../rule.ts';

/** macOS 12 and older are no longer looked after; a plugin that needs more than this leaves people out who still fly. */
const WIDE_ENOUGH = 12;

/** Whether macOS finds what a plugin loads, and agrees to load the plugin itself. */
export const macLibraries: Rule = {
  id: 'mac-libraries',
  why: 'macOS loads a plugin only when it finds every library it names, and on Apple silicon only when it is signed. Otherwise Log.txt says why, and users see no plugin.',
  concerns: isLibraryName,
  async check(context) {
    const shipped = shippedLibraries(context);
    const plugins = await pluginPrograms(context, 'mach-o');
    return [
      ...plugins.flatMap((plugin) => [
        ...notFound(plugin, shipped),
        ...unsigned(plugin),
        ...oneProcessor(plugin),
        ...newSystem(plugin),
      ]),
      ...adHoc(plugins),
    ];
  },
};

function notFound({ entry, facts }: PluginProgram<MachOFacts>, shipped: ShippedLibraries): readonly RuleFinding[] {
  const lost = new Set(
    facts.slices.flatMap((slice) =>
      slice.libraries
        .filter(({ path, isWeak }) => !isWeak && isLost(path, slice, entry.path, shipped))
        .map(({ path }) => path),
    ),
  );
  return [...lost].map((path): RuleFinding => {
    const at = shipped.get(nameOf(path).toLowerCase())?.[0]?.path;
    const advice =
      at === undefined
        ? 'Link it statically, or ship it and name it by @loader_path.'
        : `It is in the add-on (${at}): name it by @loader_path (install_name_tool -change), and sign the plugin again.`;
    return {
      severity: 'warning',
      path: entry.path,
      key: `missing ${path}`,
      message: `It loads ${path}, which users do not have there. ${advice}`,
    };
  });
}

function isLost(path: string, slice: MachOSlice, plugin: string, shipped: ShippedLibraries): boolean {
  if (isFromMacSystem(path)) return false;
  const [, start, rest] = /^@(loader_path|rpath)\/(.*)$/.exec(path) ?? [];
  // Beside X-Plane itself, or a bare name: nothing certain can be said.
  if (start === undefined || rest === undefined) return path.startsWith('/');
  const isThere = (inside: string | undefined) =>
    inside === undefined || (shipped.get(nameOf(inside).toLowerCase()) ?? []).some((one) => one.path === inside);
  const fromHere = (folder: string) => joinInside(folderOf(plugin), folder);
  if (start === 'loader_path') return !isThere(fromHere(rest));
  if (rest.startsWith('libswift')) return false;
  return slice.rpaths.every((searched) => {
    const inside = /^@loader_path(?=\/|$)(.*)$/.exec(searched)?.[1];
    if (inside !== undefined) return !isThere(fromHere(`${inside}/${rest}`));
    return searched.startsWith('/') && !isFromMacSystem(`${searched}/`);
  });
}

function unsigned({ entry, facts }: PluginProgram<MachOFacts>): readonly RuleFinding[] {
  if (!isUnsigned(facts)) return [];
  return [
    {
      severity: 'warning',
      path: entry.path,
      key: 'unsigned',
      message:
        'Its part for arm64 is not signed, and Macs with Apple silicon load signed code only. Sign it as the last step of the build: codesign --force --sign - FILE seals it, a Developer ID is better.',
    },
  ];
}

function isUnsigned({ slices }: MachOFacts): boolean {
  return slices.some(({ cpu, signature }) => cpu === 'arm64' && signature === 'none');
}

function oneProcessor({ entry, facts }: PluginProgram<MachOFacts>): readonly RuleFinding[] {
  if (facts.slices.length === 0 || facts.slices.some(({ cpu }) => cpu === 'x86_64')) return [];
  return [
    {
      severity: 'note',
      path: entry.path,
      key: 'no x86_64',
      message:
        'It has no part for x86_64: Macs with Intel, and X-Plane under Rosetta, do not load it. Build for both: -arch arm64 -arch x86_64.',
    },
  ];
}

function newSystem({ entry, facts }: PluginProgram<MachOFacts>): readonly RuleFinding[] {
  const newest = facts.slices
    .flatMap(({ oldestSystem }) => oldestSystem ?? [])
    .toSorted((a, b) => Number.parseFloat(b) - Number.parseFloat(a))[0];
  if (newest === undefined || Number.parseFloat(newest) <= WIDE_ENOUGH) return [];
  return [
    {
      severity: 'note',
      path: entry.path,
      key: 'system',
      message: `It is built for macOS ${newest} and newer, and may not load on older ones. Set MACOSX_DEPLOYMENT_TARGET lower to reach more users.`,
    },
  ];
}

/** One note an add-on: sealing is all that most plugins have, and enough unless a browser brought the file. */
function adHoc(plugins: readonly PluginProgram<MachOFacts>[]): readonly RuleFinding[] {
  const sealed = plugins.filter(
    ({ facts }) => !isUnsigned(facts) && facts.slices.some(({ signature }) => signature !== 'signed'),
  );
  const [first] = sealed;
  if (first === undefined) return [];
  const more = sealed.length > 1 ? ` and ${sealed.length - 1} more` : '';
  return [
    {
      severity: 'note',
      path: first.entry.path,
      key: 'ad hoc',
      message: `${nameOf(first.entry.path)}${more} ${sealed.length > 1 ? 'are' : 'is'} not signed with a Developer ID. Who downloads the add-on with a browser is told by macOS that it cannot be checked, and has to allow it; signing and notarizing it avoids that.`,
    },
  ];
}
