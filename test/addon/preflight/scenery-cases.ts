import { makeDsf } from '../dsf/make-dsf.ts';
import type { Case } from './rule-case.ts';

const TILE = 'Earth nav data/+50+010/+51+012.dsf';

function tile(objects: readonly string[], polygons: readonly string[] = []) {
  return { [TILE]: makeDsf({ terrains: ['terrain_Water'], objects, polygons, networks: ['lib/g8/roads.net'] }) };
}

const own = { 'objects/hangar.obj': 'I\n800\nOBJ\n', 'tower.obj': 'I\n800\nOBJ\n' };

/** Sceneries that X-Plane would complain about, and ones it would not. */
export const SCENERY_CASES: readonly Case[] = [
  {
    rule: 'scenery-definitions',
    what: 'an own object that was moved after the tile was exported',
    trips: { ...own, ...tile(['hangar.obj']) },
    severity: 'error',
    says: /names hangar\.obj, which is not in the add-on\. objects\/hangar\.obj is there, but X-Plane looks only where/,
    passes: { ...own, ...tile(['objects/hangar.obj']) },
  },
  {
    rule: 'scenery-definitions',
    what: 'an own object that is not there',
    trips: { ...own, ...tile(['objects/hangar.obj', 'objects/jetway.obj', 'mast.obj']) },
    severity: 'error',
    path: TILE,
    says: /names objects\/jetway\.obj and mast\.obj, which are not/,
    passes: {
      ...own,
      ...tile(
        ['objects/hangar.obj', 'tower.obj', 'objects\\hangar.obj', '', 'lib/airport/x.obj', '../other/x.obj'],
        ['lib/a.pol'],
      ),
    },
  },
  {
    rule: 'scenery-definitions',
    what: 'an object that an ignore rule leaves out',
    trips: { ...own, ...tile(['objects/secret.obj']), 'objects/secret.obj': 'I', '.xpkgignore': 'secret.obj\n' },
    severity: 'error',
    path: TILE,
    says: /ignore rule "secret\.obj"/,
    passes: {
      ...own,
      ...tile(['Shared/x.obj']),
      'library.txt': 'A\n800\nLIBRARY\nEXPORT shared/X.obj objects/hangar.obj\n',
    },
  },
  {
    rule: 'scenery-definitions',
    what: 'names of a library nobody knows',
    trips: { ...own, ...tile(['studio_assets/x.obj']) },
    severity: 'warning',
    path: TILE,
    says: /studio_assets\/x\.obj: not in the add-on/,
    passes: { ...own, ...tile(['opensceneryx/x.obj']) },
  },
  {
    rule: 'scenery-definitions',
    what: 'other upper and lower case',
    trips: { ...own, ...tile(['Objects/Hangar.obj']) },
    severity: 'note',
    path: TILE,
    says: /there: objects\/hangar\.obj/,
    passes: { ...own, ...tile(['objects/hangar.obj']) },
  },
  {
    rule: 'scenery-definitions',
    what: 'what a tile names in an add-on one level down',
    trips: Object.fromEntries(
      Object.entries({ ...own, ...tile(['mast.obj']) }).map(([path, file]) => [`airport/${path}`, file]),
    ),
    severity: 'error',
    path: `airport/${TILE}`,
    says: /mast\.obj/,
    // A tile where X-Plane does not look is no tile.
    passes: { ...own, ...tile(['tower.obj']), 'Earth nav data/+51+012.dsf': makeDsf({ objects: ['mast.obj'] }) },
  },
  {
    rule: 'scenery-libraries',
    what: 'the libraries it takes objects from',
    trips: { ...own, ...tile(['opensceneryx/x.obj', 'MisterX_Library/y.obj'], ['lib/flags_world/z.pol']) },
    severity: 'note',
    says: /"Needs Flags of the World, MisterX Library and OpenSceneryX\."/,
    passes: { ...own, ...tile(['lib/airport/x.obj', 'tower.obj']) },
  },
  {
    rule: 'scenery-libraries',
    what: 'a library it has placeholders for',
    trips: {
      ...own,
      ...tile(['opensceneryx/x.obj']),
      'library.txt': 'A\n800\nLIBRARY\nEXPORT_BACKUP opensceneryx/x.obj opensceneryx/placeholder.obj\n',
      'opensceneryx/placeholder.obj': 'I\n800\nOBJ\n',
    },
    severity: 'note',
    says: /"Looks complete with OpenSceneryX\."/,
    passes: {
      ...own,
      ...tile(['opensceneryx/x.obj']),
      'library.txt': 'A\n800\nLIBRARY\nEXPORT opensceneryx/x.obj tower.obj\n',
    },
  },
];
