import { message } from '../../../../../preload/messages/index.ts';
import type { MachOFacts, MachOSlice } from '../../../binaries/binary-facts.ts';
import { isFromMacSystem } from '../../../binaries/system-libraries.ts';
import {
  folderOf,
  isLibraryName,
  joinInside,
  nameOf,
  type PluginProgram,
  pluginPrograms,
  type ShippedLibraries,
  shippedLibraries,
} from '../../programs.ts';
import { changesPublished } from '../../published.ts';
import type { Rule, RuleFinding } from '../../rule.ts';

/** macOS 12 and older are no longer looked after; a plugin that needs more than this leaves people out who still fly. */
const WIDE_ENOUGH = 12;

/** Whether macOS finds what a plugin loads, and agrees to load the plugin itself. */
export const macLibraries: Rule = {
  id: 'mac-libraries',
  concerns: (path) => isLibraryName(path) || changesPublished(path),
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
    return {
      severity: 'warning',
      path: entry.path,
      key: `missing ${path}`,
      message: at === undefined ? message('mac-libraries.missing', path) : message('mac-libraries.elsewhere', path, at),
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
      message: message('mac-libraries.unsigned'),
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
      message: message('mac-libraries.noIntel'),
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
      message: message('mac-libraries.newSystem', newest),
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
  return [
    {
      severity: 'note',
      path: first.entry.path,
      key: 'ad hoc',
      message: message('mac-libraries.noDeveloperId', nameOf(first.entry.path), sealed.length - 1),
    },
  ];
}
