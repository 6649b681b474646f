import { lineOf, visitFile } from './syntax-tree.ts';

/** The lines of a file where a type has `null` in it. */
export function nullTypes(file: string, source: string): readonly number[] {
  const lines = new Set<number>();
  visitFile(file, source, (node) => {
    if (node.type === 'TSNullKeyword') lines.add(lineOf(source, node.start));
  });
  return [...lines];
}
