import { lineOf, type Node, visitFile } from './syntax-tree.ts';

/** `null` in a type, or as what a function says: where it stands and in what. */
export interface WrittenNull {
  readonly line: number;
  /** The type, function or class it stands in: the outermost declaration of the file that has a name. */
  readonly within: string;
}

const DECLARATIONS: ReadonlySet<string> = new Set([
  'TSInterfaceDeclaration',
  'TSTypeAliasDeclaration',
  'FunctionDeclaration',
  'ClassDeclaration',
  'VariableDeclarator',
]);

/** Every `null` that is written in a type of a file; that of `RefObject<T | null>` is React's, which makes refs of it. */
export function nullTypes(file: string, source: string): readonly WrittenNull[] {
  let refsEnd = 0;
  return found(file, source, (node) => {
    if (isRefObject(node)) refsEnd = node.end;
    return node.type === 'TSNullKeyword' && node.start >= refsEnd;
  });
}

function isRefObject({ type, typeName }: Node): boolean {
  if (type !== 'TSTypeReference' || typeof typeName !== 'object' || typeName === null) return false;
  return 'name' in typeName && typeName.name === 'RefObject';
}

function found(
  file: string,
  source: string,
  isOne: (node: Node, parent: Node | null) => boolean,
): readonly WrittenNull[] {
  const declared: { readonly name: string; readonly end: number }[] = [];
  const nulls: WrittenNull[] = [];
  visitFile(file, source, (node, parent) => {
    const [outermost] = declared;
    if (outermost !== undefined && node.start >= outermost.end) declared.shift();
    if (declared.length === 0 && DECLARATIONS.has(node.type)) declared.push({ name: nameOf(node), end: node.end });
    if (isOne(node, parent)) nulls.push({ line: lineOf(source, node.start), within: declared[0]?.name ?? '' });
  });
  return nulls;
}

function nameOf({ id }: Node): string {
  return typeof id === 'object' && id !== null && 'name' in id && typeof id.name === 'string' ? id.name : '';
}
