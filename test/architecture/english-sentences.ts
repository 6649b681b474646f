import { isNode, lineOf, type Node, visitFile } from './syntax-tree.ts';

// Words that English sentences are made of, and that names, paths, patterns and queries are not.
const SENTENCE_WORDS =
  /\b(?:is|are|was|were|the|a|an|not|cannot|it|its|this|that|of|to|has|have|does|be|may|no|nothing|there|and|for|from|with|your|you|more|than)\b/;

/** Where the words are for programs, or are compared with and not said. */
const NOT_SAID: ReadonlySet<string> = new Set(['ImportDeclaration', 'ExportNamedDeclaration', 'TSLiteralType']);
const COMPARED: ReadonlySet<string> = new Set(['includes', 'startsWith', 'endsWith', 'prepare', 'exec', 'run', 'all']);

/** The lines of a file where a text stands that reads like an English sentence, or like a part of one. */
export function englishSentences(file: string, source: string): readonly number[] {
  const lines: number[] = [];
  visitFile(file, source, (node, parent) => {
    const said = textOf(node);
    if (said === undefined || NOT_SAID.has(parent?.type ?? '') || isCompared(parent)) return;
    const line = lineOf(source, node.start);
    if (isSentence(said) && !lines.includes(line)) lines.push(line);
  });
  return lines;
}

function textOf(node: Node): string | undefined {
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node.type !== 'TemplateLiteral') return undefined;
  const parts = node.quasis as readonly (Node & { readonly value: { readonly cooked: string } })[];
  return parts.map(({ value }) => value.cooked).join('#');
}

function isSentence(said: string): boolean {
  const words = said.match(/(?<![\w./-])[A-Za-z][a-z']*(?![\w/-]|\.\w)/g) ?? [];
  return words.length >= 3 && SENTENCE_WORDS.test(said);
}

function isCompared(parent: Node | null): boolean {
  if (parent?.type === 'BinaryExpression') return /^[!=]==?$/.test(String(parent.operator));
  if (parent?.type !== 'CallExpression' || !isNode(parent.callee) || !isNode(parent.callee.property)) return false;
  return COMPARED.has(String(parent.callee.property.name));
}
