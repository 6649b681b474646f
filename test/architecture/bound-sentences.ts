import { isNode, lineOf, type Node, visitFile } from './syntax-tree.ts';

type Path = readonly string[];

/**
 * The lines where a module reads a message while it is loaded, so that it would stay in the language of that moment.
 * A whole section of the catalogue may be named at the top of a file, for the functions below it.
 */
export function boundSentences(file: string, source: string, isSection: (path: Path) => boolean): readonly number[] {
  const sections = new Map<string, Path>();
  const lines: number[] = [];
  const read = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(read);
    if (!isNode(node) || runsLater(node) || isType(node)) return;
    if (node.type === 'ImportDeclaration') learnImport(node, sections);
    else if (node.type === 'ExportNamedDeclaration' && pathOfExported(node, sections))
      lines.push(lineOf(source, node.start));
    else if (node.type === 'VariableDeclarator' && names(node, sections, isSection)) return;
    else if (node.type === 'Identifier' && sections.has(String(node.name))) lines.push(lineOf(source, node.start));
    else childrenThatAreRead(node).forEach(read);
  };
  visitFile(file, source, (node) => {
    if (node.type === 'Program') read(node.body);
  });
  return lines;
}

function learnImport(node: Node, sections: Map<string, Path>): void {
  const { source, specifiers } = node as Node & { source: { value: string }; specifiers: readonly Node[] };
  if (!source.value.endsWith('text/text.ts')) return;
  for (const { local } of specifiers) if (isNode(local)) sections.set(String(local.name), []);
}

// `const t = text.hangar` and `const { label } = text.submissions`, where all that is named is a section.
function names({ id, init }: Node, sections: Map<string, Path>, isSection: (path: Path) => boolean): boolean {
  const path = pathOf(init, sections);
  if (path === null || !isNode(id) || path.length === 0) return false;
  const pairs: readonly (readonly [string, Path])[] =
    id.type === 'Identifier'
      ? [[String(id.name), path]]
      : (id.properties as readonly (Node & { key: Node; value: Node })[]).map(
          ({ key, value }) => [String(value.name), [...path, String(key.name)]] as const,
        );
  if (!pairs.every(([, section]) => isSection(section))) return false;
  for (const [name, section] of pairs) sections.set(name, section);
  return true;
}

// A section that is handed on would be read by files that this does not see.
function pathOfExported({ declaration }: Node, sections: ReadonlyMap<string, Path>): boolean {
  if (!isNode(declaration) || declaration.type !== 'VariableDeclaration') return false;
  return (declaration.declarations as readonly Node[]).some(({ init }) => pathOf(init, sections) !== null);
}

function pathOf(node: unknown, sections: ReadonlyMap<string, Path>): Path | null {
  if (!isNode(node)) return null;
  if (node.type === 'Identifier') return sections.get(String(node.name)) ?? null;
  if (node.type !== 'MemberExpression' || node.computed === true || !isNode(node.property)) return null;
  const before = pathOf(node.object, sections);
  return before && [...before, String(node.property.name)];
}

function runsLater({ type }: Node): boolean {
  return type === 'ArrowFunctionExpression' || type === 'FunctionDeclaration' || type === 'FunctionExpression';
}

function isType({ type }: Node): boolean {
  return /^TS(Type|Interface)/.test(type);
}

// What `map` and its like are given runs at once. The keys of a section are the same in every language.
function childrenThatAreRead(node: Node): readonly unknown[] {
  if (node.type === 'CallExpression' && isNode(node.callee) && isNode(node.callee.property)) {
    const given = node.arguments as readonly Node[];
    const method = String(node.callee.property.name);
    if (method === 'keys') return [];
    const atOnce = /^(map|flatMap|filter|reduce|forEach|from)$/.test(method);
    return [node.callee, ...(atOnce ? given.map((value) => (runsLater(value) ? value.body : value)) : given)];
  }
  if (node.type === 'MemberExpression' && node.computed !== true) return [node.object];
  if (node.type === 'Property' && node.computed !== true) return [node.value];
  return Object.values(node).filter((child) => typeof child === 'object');
}
