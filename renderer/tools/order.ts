import { compareVersions, normalizeVersion } from '../../protocol/index.ts';

export interface OrderedVersion {
  readonly canonical: string;
  /** Other spellings of it in the list. */
  readonly spellings: readonly string[];
}

export interface OrderedList {
  readonly versions: readonly OrderedVersion[];
  readonly others: readonly string[];
}

/** Versions from any pasted text, oldest first, each once; what is none is named. */
export function orderVersions(text: string): OrderedList {
  const spellings = new Map<string, Set<string>>();
  const others: string[] = [];
  for (const word of text.split(/[\s,;]+/).filter(Boolean)) {
    const version = normalizeVersion(word);
    if (!version.ok) {
      others.push(word);
      continue;
    }
    const known = spellings.get(version.value.canonical) ?? new Set();
    if (word !== version.value.canonical) known.add(word);
    spellings.set(version.value.canonical, known);
  }
  const versions = [...spellings]
    .map(([canonical, words]) => ({ canonical, spellings: [...words] }))
    .toSorted((a, b) => compareVersions(a.canonical, b.canonical));
  return { versions, others };
}
