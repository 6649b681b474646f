import { parseSync } from 'oxc-parser';

/** One small fault that could be planted in a file. */
export interface Mutant {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
  readonly line: number;
  readonly description: string;
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

const SWAPPED: Readonly<Record<string, readonly string[]>> = {
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '===': ['!=='],
  '!==': ['==='],
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '%': ['*'],
  '&': ['|'],
  '|': ['&'],
  '&&': ['||'],
  '||': ['&&'],
  '??': ['&&'],
};

const SWAPPED_METHODS: ReadonlyMap<string, string> = new Map([
  ['some', 'every'],
  ['every', 'some'],
  ['trim', 'toString'],
  ['toLowerCase', 'toUpperCase'],
  ['toSorted', 'slice'],
  ['min', 'max'],
  ['max', 'min'],
]);

/** Nobody notices a minute that is a millisecond longer: a large number becomes none at all. */
const LARGE = 1000;

// Types and imports do nothing at run time, so a fault in them is none.
const WITHOUT_EFFECT = new Set([
  'ImportDeclaration',
  'ExportAllDeclaration',
  'TSInterfaceDeclaration',
  'TSTypeAliasDeclaration',
]);

export function mutantsOf(file: string, source: string): readonly Mutant[] {
  const found: Mutant[] = [];
  const add = (start: number, end: number, replacement: string) => {
    const line = source.slice(0, start).split('\n').length;
    const description = `${source.slice(start, end).replaceAll(/\s+/g, ' ')} -> ${replacement.replaceAll(/\s+/g, ' ')}`;
    found.push({ file, start, end, replacement, line, description });
  };
  visit(parseSync(file, source).program, (node) => mutate(node, source, add));
  return found;
}

type Add = (start: number, end: number, replacement: string) => void;

function visit(value: unknown, see: (node: Node) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) visit(item, see);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const node = value as Node;
  if (typeof node.type === 'string') {
    if (WITHOUT_EFFECT.has(node.type)) return;
    see(node);
  }
  for (const [name, child] of Object.entries(node))
    if (name !== 'typeAnnotation' && name !== 'typeArguments') visit(child, see);
}

function mutate(node: Node, source: string, add: Add): void {
  switch (node.type) {
    case 'BinaryExpression':
    case 'LogicalExpression':
      mutateOperator(node, source, add);
      break;
    case 'Literal':
      mutateLiteral(node, add);
      break;
    case 'UnaryExpression':
      if (node.operator === '!' || node.operator === '-') add(node.start, node.start + 1, ' ');
      break;
    case 'UpdateExpression':
      mutateStep(node, source, add);
      break;
    case 'ConditionalExpression':
    case 'IfStatement':
      mutateTest(node.test as Node, add);
      break;
    case 'MemberExpression':
      mutateMethod(node, add);
      break;
    default:
  }
}

function mutateStep(node: Node, source: string, add: Add): void {
  const other = (sign: string) => (sign === '++' ? '--' : '++');
  add(node.start, node.end, source.slice(node.start, node.end).replace(/\+\+|--/, other));
}

function mutateMethod(node: Node, add: Add): void {
  const name = node.property as Node & { readonly name?: string };
  const other = node.computed === true ? undefined : SWAPPED_METHODS.get(name.name ?? '');
  if (other !== undefined) add(name.start, name.end, other);
}

function mutateTest(test: Node, add: Add): void {
  add(test.start, test.end, 'true');
  add(test.start, test.end, 'false');
}

function mutateOperator(node: Node, source: string, add: Add): void {
  const operator = String(node.operator);
  const left = node.left as Node;
  const right = node.right as Node;
  const at = source.indexOf(operator, left.end);
  if (at < 0 || at >= right.start) return;
  for (const other of SWAPPED[operator] ?? []) add(at, at + operator.length, other);
}

function mutateLiteral(node: Node, add: Add): void {
  const { value } = node;
  if (typeof value === 'boolean') add(node.start, node.end, String(!value));
  else if (typeof value === 'number') add(node.start, node.end, String(value >= LARGE ? 0 : value + 1));
  else if (typeof value === 'bigint') add(node.start, node.end, `${value + 1n}n`);
  else if (typeof value === 'string') add(node.start, node.end, value === '' ? `'planted'` : `''`);
}
