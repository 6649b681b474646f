import { words } from './words.ts';

export const KINDS = {
  aircraft: 'an aircraft',
  scenery: 'scenery',
  library: 'a scenery library',
  plugin: 'a plugin',
  livery: 'a livery',
  flywithlua: 'a FlyWithLua script',
  xppython3: 'an XPPython3 script',
  csl: 'a set of CSL models',
  navdata: 'navigation data',
  other: 'an add-on of no known kind',
} as const;
export type Kind = keyof typeof KINDS;

const SCENERIES = {
  airport: 'an airport',
  overlay: 'a scenery overlay',
  mesh: 'base mesh or orthophoto scenery',
} as const;
export type Scenery = keyof typeof SCENERIES;

/** Why an add-on is taken for what it is. */
export const evidence = {
  evidence: {
    unknown:
      'No file tells what kind of add-on this is. Loadmaster looked for an .acf, for a .dsf or apt.dat in "Earth nav data", for a library.txt that exports something, for an .xpl, and for scripts of FlyWithLua and XPPython3.',
    kind: (marker: string, others: number, kind: Kind) => `${makes(marker, others)} this ${KINDS[kind]}.`,
    scenery: (marker: string, others: number, kind: Scenery) => `${makes(marker, others)} this ${SCENERIES[kind]}.`,
    overlay: (marker: string, others: number) =>
      `${marker}${others > 0 ? ` and ${others} more like it lie` : ' lies'} in the folder of an aircraft whose .acf is not here: either that file is missing, or this goes over an aircraft that users have.`,
    ofXPlane: (marker: string, others: number) =>
      `${marker}${others > 0 ? ` and ${others} more like it lie` : ' lies'} in a folder that X-Plane itself comes with: this is a change that goes over the files of X-Plane.`,
    kindAlone: (kind: Kind) => KINDS[kind],
    several: (count: number, roots: readonly string[], kinds: readonly string[]) =>
      `The folder holds ${count} add-ons: ${words.firstOf(
        roots.map((root, index) => `${root} (${KINDS[kindOf(kinds[index])]})`),
        count,
      )}.`,
    beginsIn: (root: string) => `The add-on begins in ${root}, below the folder that was picked.`,
    noPlugin: 'There is no plugin in it, so it works on macOS, Windows and Linux.',
    plugins: (names: readonly string[], systems: readonly string[], more: number, isMore: boolean) =>
      `${[
        ...names.map((name, index) => `${name || 'The plugin'} is for ${systems[index] || 'no platform'}`),
        ...(more > 0 ? [`and there are ${more} more plugins`] : []),
        ...(isMore ? ['everything else works on macOS, Windows and Linux'] : []),
      ].join('; ')}.`,
    projectUnusable: (reason: string) => `loadmaster.json was left alone: ${reason}`,
  },
} as const;

function makes(marker: string, others: number): string {
  return others > 0 ? `${marker} and ${others} more like it make` : `${marker} makes`;
}

/** Lists cross as plain words. */
export function kindOf(word: string | undefined): Kind {
  return word !== undefined && Object.hasOwn(KINDS, word) ? (word as Kind) : 'other';
}
