import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readImports } from './read-imports.ts';
import { root, sourceFiles } from './source-files.ts';
import { isNode, type Node, visitFile } from './syntax-tree.ts';

// Two layers of the registry that folders alone do not keep apart: statements of the database, and routes.

/** Who has a database has its statements in one place; the rest asks in words of its own. */
const SAYS_SQL: ReadonlyMap<string, string> = new Map([
  ['main/registry/storage/', 'the rows of a registry'],
  ['main/publish/journal/', 'the journals of submissions and releases'],
  ['main/disk/lock.ts', 'a file that one process has at a time'],
]);

/** What a statement begins with, in the capitals that all of ours have. */
const STATEMENT =
  /^\s*(?:SELECT\b|INSERT (?:OR \w+ )?INTO|UPDATE \S+ SET|DELETE FROM|(?:CREATE|ALTER|DROP) (?:TABLE|INDEX|TRIGGER|FUNCTION|SEQUENCE)|PRAGMA\b|VACUUM\b|BEGIN (?:IMMEDIATE|EXCLUSIVE|ISOLATION)|(?:COMMIT|ROLLBACK)$)/;

const METHODS: ReadonlySet<unknown> = new Set(['get', 'post', 'put', 'patch', 'delete', 'route']);

/** Most files have none of these words, and need not be parsed. */
const WORDS = /\b(?:SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|DROP|PRAGMA|VACUUM|BEGIN|COMMIT|ROLLBACK)\b/;

function statementsIn(file: string, source: string): readonly string[] {
  if (!WORDS.test(source)) return [];
  const found: string[] = [];
  visitFile(file, source, (node) => {
    const text = textOf(node);
    if (text !== undefined && STATEMENT.test(text)) found.push(text.trim());
  });
  return found;
}

/** Whether a file tells a server of a route: `app.get('/meta', ...)`. */
function hasRoutes(file: string, source: string): boolean {
  let found = false;
  visitFile(file, source, ({ type, callee, arguments: given }) => {
    if (type !== 'CallExpression' || !isNode(callee) || callee.type !== 'MemberExpression') return;
    const [path] = given as readonly unknown[];
    found ||= METHODS.has(nameOf(callee.property)) && isNode(path) && textOf(path)?.startsWith('/') === true;
  });
  return found;
}

function nameOf(node: unknown): unknown {
  return isNode(node) ? node.name : undefined;
}

/** A text as it stands there, with an x for each value in it. */
function textOf(node: Node): string | undefined {
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : undefined;
  if (node.type !== 'TemplateLiteral') return undefined;
  const texts = node.quasis as readonly { readonly value: { readonly cooked: string } }[];
  return texts.map(({ value }) => value.cooked).join('x');
}

function read(file: string) {
  return readFileSync(`${root}${file}`, 'utf8');
}

const places = [...SAYS_SQL.keys()];

test('SQL stands where a database is kept, and nowhere else', () => {
  const outside = sourceFiles.filter((file) => !places.some((place) => file.startsWith(place)));
  expect(outside.filter((file) => statementsIn(file, read(file)).length > 0)).toEqual([]);
  const inside = (place: string) => sourceFiles.filter((file) => file.startsWith(place));
  expect(places.filter((place) => !inside(place).some((file) => statementsIn(file, read(file)).length > 0))).toEqual(
    [],
  );
});

test('a file with routes imports none: what two routes need lies beside them', () => {
  const inRegistry = sourceFiles.filter((file) => file.startsWith('main/registry/'));
  const routes = new Set(inRegistry.filter((file) => hasRoutes(file, read(file))));
  expect(routes.size).toBeGreaterThan(20);
  const wrong = [...routes].flatMap((file) =>
    readImports(file, read(file)).flatMap(({ specifier }) => {
      const imported = join(file, '..', specifier ?? '');
      return routes.has(imported) ? [`${file} imports ${imported}`] : [];
    }),
  );
  expect(wrong).toEqual([]);
});

test('both are found as they are written, and words that look like them are not', () => {
  expect(
    statementsIn('some.ts', `db.all('SELECT * FROM jobs'); db.run(\`UPDATE \${table} SET hash = NULL\`);`),
  ).toEqual(['SELECT * FROM jobs', 'UPDATE x SET hash = NULL']);
  expect(
    statementsIn('some.ts', `const env = { COMMITTER: 'COMMITTER' }; say('SELECTED', 'Select a folder');`),
  ).toEqual([]);
  expect(hasRoutes('some.ts', `app.post<{ Params: Id }>('/packages/:id', checks, answer);`)).toBe(true);
  expect(hasRoutes('some.ts', `names.get('a'); headers.get(name); from.get(\`\${base}/meta\`);`)).toBe(false);
});
