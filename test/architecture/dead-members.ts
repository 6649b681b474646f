import { isNode, lineOf, type Node, visitFile } from './syntax-tree.ts';

export interface SourceText {
  readonly file: string;
  readonly text: string;
}

/** Members that a base class, React or a library calls by their names. */
const CALLED_FROM_OUTSIDE: ReadonlySet<string> = new Set([
  'constructor',
  'name',
  'getDerivedStateFromError',
  'componentDidCatch',
  'componentDidUpdate',
]);

/** Members of classes that no file reads by their name: `file:line Class.member`. What # hides the compiler finds itself. */
export function deadMembers(sources: readonly SourceText[]): readonly string[] {
  const read = new Set<string>();
  const members: { readonly name: string; readonly place: string }[] = [];
  for (const { file, text } of sources) {
    visitFile(file, text, (node, parent) => {
      for (const name of namesRead(node, parent)) read.add(name);
      if (node.type === 'ClassDeclaration' || node.type === 'ClassExpression')
        members.push(
          ...membersOf(node).map(({ name, at }) => ({ name, place: `${file}:${lineOf(text, at)} ${name}` })),
        );
    });
  }
  return members.filter(({ name }) => !read.has(name) && !CALLED_FROM_OUTSIDE.has(name)).map(({ place }) => place);
}

function membersOf(node: Node): readonly { readonly name: string; readonly at: number }[] {
  const body = isNode(node.body) && Array.isArray(node.body.body) ? node.body.body : [];
  return body.filter(isNode).flatMap((member) => {
    const isOurs = member.computed !== true && member.override !== true;
    const name = isOurs ? identifier(member.key) : undefined;
    return name === undefined ? [] : [{ name, at: member.start }];
  });
}

/** `thing.name`, `thing['name']`, `const { name } = thing`, and a type that picks it: `Pick<Thing, 'name'>`. */
function namesRead(node: Node, parent: Node | null): readonly string[] {
  if (node.type === 'MemberExpression' && node.computed === false) return [identifier(node.property) ?? ''];
  if (node.type === 'Property' && parent?.type === 'ObjectPattern') return [identifier(node.key) ?? ''];
  if (node.type === 'Literal' && parent?.type === 'MemberExpression') return [String(node.value)];
  return [];
}

function identifier(value: unknown): string | undefined {
  return isNode(value) && value.type === 'Identifier' && typeof value.name === 'string' ? value.name : undefined;
}
