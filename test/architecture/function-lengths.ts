import { isNode, lineOf, type Node, visitFile } from './syntax-tree.ts';

export interface LongFunction {
  readonly name: string;
  readonly line: number;
  readonly lines: number;
}

const FUNCTIONS: ReadonlySet<string> = new Set([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
]);

/** The functions of a file with more lines than they may have, from their first to their last. */
export function longFunctions(fileName: string, source: string, most: number): readonly LongFunction[] {
  const found: LongFunction[] = [];
  visitFile(fileName, source, (node, parent) => {
    if (!FUNCTIONS.has(node.type)) return;
    const line = lineOf(source, node.start);
    const lines = lineOf(source, node.end) - line + 1;
    if (lines > most) found.push({ name: nameOf(node, parent), line, lines });
  });
  return found;
}

// Its own name, or that of what it is kept under.
function nameOf(node: Node, parent: Node | null): string {
  for (const named of [node.id, parent?.id, parent?.key]) {
    if (isNode(named) && typeof named.name === 'string') return named.name;
  }
  return 'a function without a name';
}
