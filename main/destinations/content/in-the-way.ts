import { depotPathKey } from '../../../protocol/index.ts';
import { folderOf, foldersOf } from '../carriers/folder-path.ts';

export interface InTheWay {
  /** Files there that have to go before what is new can be written. */
  readonly old: ReadonlySet<string>;
  /** Files of the release that cannot be written before that, or would be written over what users still get. */
  readonly waiting: ReadonlySet<string>;
}

const NOTHING: InTheWay = { old: new Set(), waiting: new Set() };

/**
 * Where a file of before is a folder now, or the other way round; and where capital letters may not count, a file of before in another
 * spelling, whose place the new one takes. `caseBlind`: undefined where that is not known. Then the old spelling is written over, or stays.
 */
export function inTheWay(
  there: Iterable<string>,
  content: readonly { readonly path: string }[],
  caseBlind: boolean | undefined,
): InTheWay {
  const now = new Set(content.map(({ path }) => path));
  const others = new Set<string>();
  for (const path of there) if (!now.has(path)) others.add(path);
  if (others.size === 0) return NOTHING;
  const old = new Set<string>();
  const waiting = new Set<string>();
  for (const path of others) {
    const folder = foldersOf(path).find((one) => now.has(one));
    if (folder === undefined) continue;
    old.add(path);
    waiting.add(folder);
  }
  const fileAbove = rememberLast((folder) => foldersOf(`${folder}/`).find((one) => others.has(one)));
  const spelled = new Map(caseBlind === false ? [] : [...others].map((path) => [depotPathKey(path), path]));
  for (const { path } of content) {
    const file = fileAbove(folderOf(path));
    const other = spelled.size === 0 ? undefined : spelled.get(depotPathKey(path));
    if (file === undefined && other === undefined) continue;
    waiting.add(path);
    if (file !== undefined) old.add(file);
    if (other !== undefined && caseBlind === true) old.add(other);
  }
  return { old, waiting };
}

/** Files come by folder, and many folders hold a hundred. */
function rememberLast<T>(find: (key: string) => T): (key: string) => T {
  let last: { readonly key: string; readonly found: T } | undefined;
  return (key) => {
    if (last?.key !== key) last = { key, found: find(key) };
    return last.found;
  };
}
