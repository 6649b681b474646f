import type { KnownPackage } from './completions.ts';

/** The packages of a registry that are these libraries, by their names: "The Handy Objects Library" is also "handy objects". */
export function libraryPackages(names: readonly string[], known: readonly KnownPackage[]): readonly KnownPackage[] {
  const wanted = new Set(names.map(plain));
  return known.filter(({ packageName }) => wanted.has(plain(packageName)));
}

function plain(name: string): string {
  return name
    .toLowerCase()
    .replace(/\b(?:the|library)\b/g, '')
    .replace(/[^a-z0-9]/g, '');
}

/** A sentence below what the author wrote, in a paragraph of its own. */
export function withSentence(notes: string, sentence: string): string {
  const before = notes.trimEnd();
  return before === '' ? sentence : `${before}\n\n${sentence}`;
}
