import { isNode, visitFile } from './syntax-tree.ts';

/** Only files in which this occurs are parsed. */
const MAY_ASSIGN = /^(?:export )?const \w+ =\s+(?:async\s*)?(?:\(|<)/m;

/** Functions at the top of a file that are assigned to a constant instead of being declared; one with a type of its own has to be. */
export function assignedFunctions(fileName: string, source: string): readonly string[] {
  if (!MAY_ASSIGN.test(source)) return [];
  const names: string[] = [];
  visitFile(fileName, source, (node, parent) => {
    const isTop = parent?.type === 'Program' || parent?.type === 'ExportNamedDeclaration';
    if (node.type !== 'VariableDeclaration' || !isTop || !Array.isArray(node.declarations)) return;
    for (const { id, init } of node.declarations) {
      if (!isNode(id) || !isNode(init) || !/Function/.test(init.type) || isNode(id.typeAnnotation)) continue;
      names.push(String(id.name));
    }
  });
  return names;
}
