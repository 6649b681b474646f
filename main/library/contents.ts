import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import type { AddonContents } from '../../preload/contract.ts';
import { inWords, type Message, message } from '../../preload/messages/index.ts';
import { divideForPackage, type HidingRule } from '../addon/index.ts';
import { packageIdOf } from './known-addon.ts';
import type { KnownAddon } from './open-addon.ts';

/** The contents of an add-on as its author sees them: what is packed and where it goes, and what is left out and why. */
export async function contentsOf(known: KnownAddon): Promise<AddonContents> {
  const { scan } = known;
  const rules: AddonContents['rules'] = [];
  const ruleNumbers = new Map<string, number>();
  const ignored = scan.ignored.map(async ({ path, isFolder, rule }) => {
    const { source, said } = sourceOf(rule);
    const key = `${rule.pattern}\n${source}`;
    if (!ruleNumbers.has(key)) ruleNumbers.set(key, rules.push({ pattern: rule.pattern, source, said }) - 1);
    const ignoredBy = ruleNumbers.get(key) ?? -1;
    // The walk neither enters what is left out nor looks at it; a folder's size would take entering it.
    if (isFolder) return { path: `${path}/`, size: undefined, ignoredBy };
    return { path, size: await sizeOf(join(scan.root, path)), ignoredBy };
  });
  const rows = [
    ...scan.entries.map(({ path, size }) => ({ path, size, ignoredBy: -1 })),
    ...(await Promise.all(ignored)),
  ];
  return {
    paths: rows.map(({ path }) => path),
    sizes: rows.map(({ size }) => size ?? null),
    ignoredBy: rows.map(({ ignoredBy }) => ignoredBy),
    rules,
    zip: zipPlaces(known),
  };
}

async function sizeOf(path: string): Promise<number | undefined> {
  return lstat(path).then(
    ({ size }) => size,
    () => undefined,
  );
}

/** Scripts and resource folders lie beside the folder with the content (XPKG.md section 4). */
function zipPlaces(known: KnownAddon): AddonContents['zip'] {
  const { scan, project } = known;
  const { scripts } = divideForPackage(scan, project);
  const moved = Object.entries(scripts).map(([name, { entry }]) => ({ from: entry.path, to: `${name}.ska` }));
  const resources = (project.resources ?? []).map((folder) => ({
    from: `${folder}/`,
    to: `${folder.slice(folder.lastIndexOf('/') + 1)}/`,
  }));
  return { folder: `${packageIdOf(known)}/`, moved: [...moved, ...resources] };
}

/** Where a rule stands, for authors. */
export function sourceOf(rule: HidingRule): { readonly source: string; readonly said: Message } {
  const said = whereItStands(rule);
  return { source: inWords(said), said };
}

function whereItStands({ source, line, reason }: HidingRule): Message {
  if (source === 'ignore-file') return message('ignored-by.file', line ?? 0);
  if (source === 'project') return message('ignored-by.project');
  return reason === undefined ? message('ignored-by.never') : message('ignored-by.builtIn', reason);
}
