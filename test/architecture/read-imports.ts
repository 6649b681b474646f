import { isNode, lineOf, type Node, namedAtTop, visitFile } from './syntax-tree.ts';

export interface ReadImport {
  /** What is computed in it is a star. Null when all of it is, so that nobody can tell what it loads. */
  readonly specifier: string | null;
  readonly line: number;
}

/** What can name a module within a statement, wherever it stands in the file. */
const NAMES_INSIDE = /\bimport\s*\(|\brequire\b|\bimport\s+(?:type\s+)?\w+\s*=|\bdeclare\s+module\b/;

/** Every way a module can name another: import, export from, import(), import types, require and import =. */
export function readImports(fileName: string, source: string): readonly ReadImport[] {
  // Most files name others at the top alone, and those the parser finds without a tree.
  if (!NAMES_INSIDE.test(source)) return namedAtTop(fileName, source);
  const found: ReadImport[] = [];
  visitFile(fileName, source, (node) => {
    const named = namedModule(node);
    if (named === undefined) return;
    const specifier = literal(named);
    found.push({ specifier, line: lineOf(source, node.start) });
  });
  return found;
}

// The node that says which module, for a node that names one.
function namedModule(node: Node): unknown {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
    case 'ImportExpression':
    case 'TSImportType':
      return node.source ?? node.argument ?? null;
    case 'ExportNamedDeclaration':
      return node.source ?? undefined;
    case 'TSExternalModuleReference':
      return node.expression;
    case 'CallExpression':
      return isRequire(node.callee) ? ((node.arguments as readonly unknown[])[0] ?? null) : undefined;
    default:
      return undefined;
  }
}

function isRequire(callee: unknown): boolean {
  return isNode(callee) && callee.type === 'Identifier' && callee.name === 'require';
}

function literal(node: unknown): string | null {
  if (!isNode(node)) return null;
  if (typeof node.value === 'string') return node.value;
  // A type import wraps its text once more.
  if (node.type === 'TSLiteralType') return literal(node.literal);
  if (node.type !== 'TemplateLiteral') return null;
  const quasis = node.quasis as readonly { readonly value: { readonly cooked: string } }[];
  return quasis.map(({ value }) => value.cooked).join('*');
}
