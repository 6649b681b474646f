import type { AddonKind } from '../../../preload/contract.ts';

export type { AddonKind };

interface KindPlace {
  readonly kind: AddonKind;
  /** A file that X-Plane goes by, at a place where it does; the first group is where the add-on is. */
  readonly finds: RegExp;
}

/** Plugins and liveries need more than one look; see finds.ts. */
export const KIND_PLACES: readonly KindPlace[] = [
  { kind: 'aircraft', finds: /^(Aircraft\/(?:.+\/)?[^/]+)\/[^/]+\.acf$/i },
  { kind: 'scenery', finds: /^(Custom Scenery\/[^/]+)\/Earth nav data\/(?:apt\.dat|[^/]+\/[^/]+\.dsf)$/i },
  { kind: 'library', finds: /^(Custom Scenery\/[^/]+)\/library\.txt$/i },
  { kind: 'plugin', finds: /^(Resources\/plugins\/[^/]+\.xpl)$/i },
  { kind: 'flywithlua', finds: /^(Resources\/plugins\/FlyWithLua\/Scripts\/[^/]+\.lua)$/i },
  { kind: 'xppython3', finds: /^(Resources\/plugins\/PythonPlugins\/PI_[^/]*\.py)$/i },
  {
    kind: 'navdata',
    finds:
      /^(Custom Data(?:\/[^/]+)*)\/(?:cycle\.json|cycle_info\.txt|(?:earth_(?:awy|fix|hold|mora|msa|nav)|user_(?:fix|nav))\.dat)$/i,
  },
];

/** Kinds that X-Plane looks for at a place of theirs. */
export const HAS_PLACE: ReadonlySet<AddonKind> = new Set([
  'aircraft',
  'scenery',
  'library',
  'plugin',
  'livery',
  'flywithlua',
  'xppython3',
  'navdata',
]);

/** The folder an author's users unzip into by hand. */
export const BY_HAND: Readonly<Partial<Record<AddonKind, string>>> = {
  aircraft: 'Aircraft',
  scenery: 'Custom Scenery',
  library: 'Custom Scenery',
  plugin: 'Resources/plugins',
};
