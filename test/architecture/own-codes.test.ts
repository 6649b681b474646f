import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { root, sourceFiles } from './source-files.ts';
import { isNode, lineOf, type Node, visitFile } from './syntax-tree.ts';

/** The one home is preload/messages/en/faults: a section is a code. These are codes of something else, or of one file. */
const NOT_OURS: ReadonlyMap<string, string> = new Map([
  ['main/archive/plan/plan.ts', 'what an archive may not hold: refusals of a plan'],
  ['main/archive/verify/', 'what a zip is found to be: findings of its reading'],
  ['main/publish/client/archive-stream.ts', 'why a stream of bytes ended; the runner makes the error of it'],
  ['main/registry/', 'answers of a registry: the table of protocol'],
  ['main/registry-pages/', 'the same'],
  ['preload/socket-transport.ts', 'the bridge, which loads no sentences'],
  ['renderer/', 'said in the catalogue of the page, which has each language'],
]);

const sources = sourceFiles
  .filter((file) => ![...NOT_OURS.keys()].some((place) => file.startsWith(place)))
  .map((file) => ({ file, source: readFileSync(`${root}${file}`, 'utf8') }));

/** Lines where an error is made of a code and a sentence, instead of by `fault`. */
function ownWords(file: string, source: string): number[] {
  const lines: number[] = [];
  visitFile(file, source, (node, parent) => {
    const made = node.type === 'NewExpression' && /(?:Error|Fault|Refusal)$/.test(nameOf(node.callee));
    const told = node.type === 'CallExpression' && /^(?:fail|refuse)$/.test(nameOf(node.callee));
    const isOwn = made || told ? startsWithCode(node) : isErrorObject(node) && !isZodIssue(parent);
    if (isOwn) lines.push(lineOf(source, node.start));
  });
  return lines;
}

function isErrorObject(node: Node): boolean {
  if (node.type !== 'ObjectExpression') return false;
  const properties = (node.properties as readonly Node[]).filter(({ type }) => type === 'Property');
  const code = properties.find(({ key }) => nameOf(key) === 'code')?.value;
  return isNode(code) && isText(code) && properties.some(({ key }) => nameOf(key) === 'message');
}

/** `(code, sentence)`: where a code stands alone, its sentence is looked up. */
function startsWithCode({ arguments: given }: Node): boolean {
  const [first, second] = given as readonly Node[];
  return second !== undefined && first?.type === 'Literal' && /^[a-z]+(?:_[a-z0-9]+)*$/.test(String(first.value));
}

function isZodIssue(parent: Node | null): boolean {
  return parent?.type === 'CallExpression' && isNode(parent.callee) && nameOf(parent.callee.property) === 'addIssue';
}

function isText(node: Node): boolean {
  return (node.type === 'Literal' && typeof node.value === 'string') || node.type === 'TemplateLiteral';
}

function nameOf(node: unknown): string {
  return isNode(node) && typeof node.name === 'string' ? node.name : '';
}

test('an error of Loadmaster is made of a sentence of the catalogue, whose section is its code', () => {
  expect(sources.flatMap(({ file, source }) => ownWords(file, source).map((line) => `${file}:${line}`))).toEqual([]);
});

test('an error in words of its own is found', () => {
  const found = (source: string) => ownWords('some.ts', source).length;
  expect(found("const e = { code: 'disk_full', message: 'The disk is full.' };")).toBe(1);
  expect(found('const e = { code: `net_x`, message };')).toBe(1);
  expect(found("throw new CarrierError('failed', sentence);")).toBe(1);
  expect(found("const e = fail('not_built', 'Build first.');")).toBe(1);
  expect(found("const e = refuse('unknown_fix', 'Gone.');")).toBe(1);
  expect(found("context.addIssue({ code: 'custom', message: 'no version' });")).toBe(0);
  expect(found("throw new CarrierError(fault('failed.because', text)); throw new UsageError('Say which.');")).toBe(0);
  expect(found('const e = { code: error.code, message: error.message };')).toBe(0);
});
