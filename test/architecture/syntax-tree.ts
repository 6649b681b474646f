import { parseSync } from 'oxc-parser';

export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** Shows every node of a file, each before those in it; throws where the file is no TypeScript. */
export function visitFile(fileName: string, source: string, see: (node: Node, parent: Node | null) => void): void {
  visit(parsed(fileName, source).program, null, see);
}

/** The modules that the statements import and export from of a file name, with their lines. */
export function namedAtTop(
  fileName: string,
  source: string,
): readonly { readonly specifier: string; readonly line: number }[] {
  const { staticImports, staticExports } = parsed(fileName, source).module;
  const named = new Map(staticImports.map(({ start, moduleRequest }) => [start, moduleRequest.value]));
  for (const { start, entries } of staticExports) {
    const from = entries[0]?.moduleRequest?.value;
    if (from !== undefined) named.set(start, from);
  }
  return [...named].map(([start, specifier]) => ({ specifier, line: lineOf(source, start) }));
}

function parsed(fileName: string, source: string) {
  const result = parseSync(fileName, source);
  const [error] = result.errors;
  if (error !== undefined) throw new Error(`${fileName}: ${error.message}`);
  return result;
}

function visit(value: unknown, parent: Node | null, see: (node: Node, parent: Node | null) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) visit(item, parent, see);
  } else if (isNode(value)) {
    see(value, parent);
    for (const child of Object.values(value)) if (typeof child === 'object') visit(child, value, see);
  }
}

/** The line of a place in the text, counted from 1. */
export function lineOf(source: string, offset: number): number {
  return source.slice(0, offset).split('\n').length;
}
