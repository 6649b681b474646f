import { message } from '../../../../preload/messages/index.ts';
import { isPartOfTools } from '../../detect/markers.ts';
import { hasAirport } from '../../detect/scenery-files.ts';
import type { FileEntry } from '../../scan/entry.ts';
import { ignoreFix, patternFor } from '../fixes-offered.ts';
import { isOnlySource } from '../plugin-source.ts';
import { publishedEntries } from '../published.ts';
import type { PreflightContext, Rule, RuleFinding } from '../rule.ts';

const TILE = /^([+-])(\d\d)([+-])(\d{3})\.dsf$/i;

/** Tiles that lie, or are named, so that X-Plane never looks at them. */
export const strayTiles: Rule = {
  id: 'stray-tiles',
  concerns: (path) => /\.dsf$|(?:^|\/)apt\.dat$/i.test(path),
  async check(context) {
    const { scan, detection } = context;
    if (detection.candidates.length === 0) {
      if (await isOnlySource(context)) return [];
      return [...withoutFolder(scan.entries), ...(await airportWithoutFolder(context))];
    }
    if (detection.kind !== 'scenery' || detection.candidates.length !== 1) return [];
    const base = `${detection.root === '' ? '' : `${detection.root}/`}Earth nav data/`;
    return (await publishedEntries(context)).flatMap(({ path, link }): RuleFinding[] => {
      if (link !== undefined || isPartOfTools(path) || !path.toLowerCase().endsWith('.dsf')) return [];
      const name = path.slice(path.lastIndexOf('/') + 1);
      const wanted = placeOf(name);
      if (wanted !== undefined && path.toLowerCase() === `${base}${wanted}/${name}`.toLowerCase()) return [];
      return [
        {
          severity: 'warning',
          path,
          message:
            wanted === undefined ? message('stray-tiles.name') : message('stray-tiles.place', `${base}${wanted}`),
          fix: ignoreFix(scan.root, patternFor(path)),
        },
      ];
    });
  },
};

/** Tiles that lie in no scenery: their folder was left out, or renamed. */
function withoutFolder(entries: readonly FileEntry[]): RuleFinding[] {
  return entries.flatMap(({ path, link }): RuleFinding[] => {
    if (link !== undefined || isPartOfTools(path)) return [];
    const slash = path.lastIndexOf('/') + 1;
    const wanted = placeOf(path.slice(slash));
    if (wanted === undefined) return [];
    // Where the folder of ten by ten degrees is there, only the one around it is missing.
    const above = path.slice(0, slash).split('/').slice(0, -1);
    if (above.at(-1) === wanted) above.pop();
    const start = above.map((part) => `${part}/`).join('');
    return [{ severity: 'warning', path, message: message('stray-tiles.place', `${start}Earth nav data/${wanted}`) }];
  });
}

/** One airport outside of a scenery; several are data for something else. */
async function airportWithoutFolder({ scan, contents }: PreflightContext): Promise<RuleFinding[]> {
  const airports = scan.entries.filter(
    ({ path, link }) => link === undefined && /(?:^|\/)apt\.dat$/i.test(path) && !isPartOfTools(path),
  );
  const [only, ...others] = airports;
  if (only === undefined || others.length > 0) return [];
  const text = await contents.text(only);
  if (text === undefined || !hasAirport(text)) return [];
  const wanted = `${only.path.slice(0, only.path.lastIndexOf('/') + 1)}Earth nav data/apt.dat`;
  const said = message('stray-tiles.airport', wanted);
  return [{ severity: 'note', path: only.path, message: said, why: message('stray-tiles.whyAirport') }];
}

/** The folder of ten by ten degrees a tile belongs into; undefined for a name of no tile. */
function placeOf(name: string): string | undefined {
  const match = TILE.exec(name);
  if (match === null) return undefined;
  const latitude = Number(`${match[1]}${match[2]}`);
  const longitude = Number(`${match[3]}${match[4]}`);
  if (latitude < -90 || latitude >= 90 || longitude < -180 || longitude >= 180) return undefined;
  return `${tens(latitude, 2)}${tens(longitude, 3)}`;
}

function tens(degrees: number, digits: number): string {
  const rounded = Math.floor(degrees / 10) * 10;
  return `${rounded < 0 ? '-' : '+'}${String(Math.abs(rounded)).padStart(digits, '0')}`;
}
