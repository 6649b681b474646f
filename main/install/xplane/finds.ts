import { type AddonKind, KIND_PLACES } from './places.ts';

/** An add-on X-Plane meets when it starts, and where. */
export interface Find {
  readonly kind: AddonKind;
  readonly path: string;
}

/** Looks at the files of an X-Plane folder as X-Plane does: by where they lie (XPKG.md section 11). */
export function whatXPlaneFinds(files: readonly string[]): Find[] {
  const found = new Map<string, Find>();
  for (const file of files) {
    const find = findOf(file);
    if (find !== undefined) found.set(`${find.kind}:${find.path}`, find);
  }
  const aircraft = new Set([...found.values()].filter(({ kind }) => kind === 'aircraft').map(({ path }) => path));
  for (const file of files) {
    const livery = /^(.+)\/liveries\/[^/]+(?=\/)/i.exec(file);
    if (livery?.[1] !== undefined && (aircraft.has(livery[1]) || isInstalledAircraft(livery[1])))
      found.set(`livery:${livery[0]}`, { kind: 'livery', path: livery[0] });
  }
  return [...found.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/** The aircraft a livery is for need not be here: what lies in Aircraft may be one. */
function isInstalledAircraft(folder: string): boolean {
  return /^Aircraft\/.+/i.test(folder);
}

function findOf(file: string): Find | undefined {
  for (const { kind, finds } of KIND_PLACES) {
    const path = finds.exec(file)?.[1];
    if (path !== undefined && !/(?:^|\/)_tcas_ai_(?:\/|$)/i.test(path)) return { kind, path };
  }
  const plugin = /^(Resources\/plugins\/([^/]+)|(?:Aircraft|Custom Scenery)\/.+\/plugins\/([^/]+))\/(.+\.xpl)$/i.exec(
    file,
  );
  if (plugin?.[1] === undefined) return undefined;
  const name = plugin[2] ?? plugin[3] ?? '';
  return isLoaded(plugin[4] ?? '', name) ? { kind: 'plugin', path: plugin[1] } : undefined;
}

/** In `win_x64` and its like only the .xpl with the folder's name is loaded; the older `64/win.xpl` still is. */
function isLoaded(inside: string, folder: string): boolean {
  const sdk3 = /^(?:mac|win|lin)_x64\/([^/]+)\.xpl$/i.exec(inside);
  if (sdk3 !== null) return sdk3[1]?.toLowerCase() === folder.toLowerCase();
  return /^(?:64\/)?(?:mac|win|lin)\.xpl$/i.test(inside);
}

/** Plugins that lie right and are named wrong: X-Plane says nothing about them. */
export function misnamedPlugins(files: readonly string[]): string[] {
  return files.filter((file) => {
    const match = /^Resources\/plugins\/([^/]+)\/(?:mac|win|lin)_x64\/([^/]+)\.xpl$/i.exec(file);
    return match !== null && match[1]?.toLowerCase() !== match[2]?.toLowerCase();
  });
}
