import { message } from '../../../../preload/messages/index.ts';
import type { RuleFinding } from '../rule.ts';
import { fixSpelling, type Misspelling, type Spellings } from './spelling-fix.ts';

/** So many absent layers, and files that name one, are named; the rest are counted. */
const MOST_NAMED = 3;

type Several = readonly [Misspelling, ...Misspelling[]];

/** A texture that twenty objects spell in the same other way is one thing to mend; where it only draws lights or bumps, a small one. */
export function spelledOtherwise(all: readonly Misspelling[], spellings: Spellings): RuleFinding[] {
  const groups = new Map<string, Several>();
  for (const item of all.toSorted((a, b) => (a.entry.path < b.entry.path ? -1 : 1))) {
    const key = `${item.reference.name}\n${item.actual}`;
    const before = groups.get(key);
    groups.set(key, before === undefined ? [item] : [...before, item]);
  }
  const rows = [...groups.values()];
  const layers = rows.filter(([{ reference }]) => reference.kind === 'layer');
  if (layers.length <= MOST_NAMED) return rows.map((items) => oneName(items, spellings));
  const others = rows.filter(([{ reference }]) => reference.kind !== 'layer');
  return [...others.map((items) => oneName(items, spellings)), manyLayers(layers)];
}

function oneName(items: Several, spellings: Spellings): RuleFinding {
  const [{ entry, reference, actual }, ...others] = items;
  const fix = fixSpelling(items, spellings);
  const named = items.slice(0, MOST_NAMED).map((item) => item.entry.path);
  return {
    severity: reference.kind === 'layer' ? 'note' : 'warning',
    path: entry.path,
    ...(others.length > 0 && { also: others.map((item) => item.entry.path) }),
    key: `${reference.name}\n${actual}`,
    message: message('references.otherCase', items.length, named, reference.name, actual),
    ...(reference.kind === 'layer' && { why: message('references.whyLayerCase') }),
    ...(fix && { fix }),
  };
}

function manyLayers(rows: readonly Several[]): RuleFinding {
  const named = rows.slice(0, MOST_NAMED);
  const names = named.map(([{ reference }]) => reference.name);
  const actual = named.map(([item]) => item.actual);
  const [path, ...also] = new Set(rows.flatMap((items) => items.map(({ entry }) => entry.path)));
  return {
    severity: 'note',
    ...(path !== undefined && { path, also }),
    key: 'layer case',
    message: message('references.layerCase', rows.length, names, actual),
    why: message('references.whyLayerCase'),
  };
}
