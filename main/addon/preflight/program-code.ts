import { depthOf } from '../detect/folders.ts';
import { isPartOfTools, isProgramCode, markerOf } from '../detect/markers.ts';
import type { FileEntry } from '../scan/entry.ts';
import type { PreflightContext } from './rule.ts';

/** What X-Plane, or a plugin in it, reads. */
const FOR_XPLANE = /\.(?:acf|obj|dds|fac|pol|for|str|lin|agp|ter|dsf|net|snd|bank|afl|xpl)$/i;
/** A program may bring so many for each file of its code, as a converter of scenery does; a change to an aircraft brings more. */
const MOST_FOR_XPLANE = 2;
/** Less of all files than this is a page or a helper beside something else, such as an aircraft of another simulator. */
const LEAST_SHARE = 0.04;

/** The project of a game engine: most of its files are what the game shows. */
const OF_GAME = /(?:^|\/)(?:ProjectSettings\/ProjectVersion\.txt|project\.godot|[^/]+\.uproject)$/i;

/** What lies nearest to the top shows best what the program is; its tests show it last. */
function distanceOf(path: string): number {
  return depthOf(path) + (isPartOfTools(path) ? 100 : 0);
}

/** The code of a program where that is what there is and nothing is an add-on; undefined for a program that the author publishes as one. */
export function programCode({ scan, detection, packageType }: PreflightContext): FileEntry | undefined {
  if (packageType !== 'other' || detection.candidates.length > 0) return undefined;
  const game = scan.entries.find(({ path, link }) => link === undefined && OF_GAME.test(path));
  if (game !== undefined) return game;
  let first: FileEntry | undefined;
  let [code, forXPlane, scripts, ofPrograms] = [0, 0, 0, 0];
  for (const entry of scan.entries) {
    const { path, link } = entry;
    if (link !== undefined) continue;
    // A change to an aircraft may be in Lua, with a tool beside it that puts it in; scripts for Python 2 are told as such.
    const marker = markerOf(path);
    if (marker === 'lua' || marker === 'python') scripts++;
    if (marker === 'program') ofPrograms++;
    if (FOR_XPLANE.test(path) && !isPartOfTools(path)) forXPlane++;
    if (!isProgramCode(path)) continue;
    code++;
    if (first === undefined || distanceOf(path) < distanceOf(first.path)) first = entry;
  }
  if (scripts > 0 && scripts >= ofPrograms) return undefined;
  const isMost = forXPlane <= code * MOST_FOR_XPLANE && code >= scan.entries.length * LEAST_SHARE;
  return isMost ? first : undefined;
}
