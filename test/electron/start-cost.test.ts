import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseSync } from 'oxc-parser';
import { expect, test } from 'vitest';
import { ROOT } from './security/sources.ts';

// What is read before the first paint. A library that only work needs is imported where the work is.

const HEAVY = [
  'archiver',
  'zip-stream',
  'got',
  'form-data',
  'fastify',
  '@fastify/multipart',
  'chokidar',
  '@zip.js/zip.js',
  'rate-limiter-flexible',
];

/** The packages a module loads at once: its own static imports, and those of every file of ours it reaches by them. */
function loadedAtOnce(entry: string): Map<string, string> {
  const packages = new Map<string, string>();
  const seen = new Set<string>();
  const open = [entry];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    for (const specifier of staticImports(file)) {
      if (specifier.startsWith('.')) open.push(join(dirname(file), specifier));
      else if (!packages.has(specifier)) packages.set(specifier, file);
    }
  }
  return packages;
}

function staticImports(file: string): string[] {
  const { program } = parseSync(file, readFileSync(join(ROOT, file), 'utf8'));
  return program.body.flatMap((node) => {
    if (node.type === 'ImportDeclaration') return node.importKind === 'type' ? [] : [node.source.value];
    if (node.type === 'ExportAllDeclaration') return node.exportKind === 'type' ? [] : [node.source.value];
    if (node.type === 'ExportNamedDeclaration')
      return node.exportKind === 'type' || !node.source ? [] : [node.source.value];
    return [];
  });
}

test.each(['main/electron/index.ts', 'main/browser/index.ts', 'main/app/open-app.ts', 'main/start.ts'])(
  '%s loads no heavy library before the first paint',
  (entry) => {
    const loaded = loadedAtOnce(entry);
    expect(HEAVY.flatMap((library) => (loaded.has(library) ? [`${library} by ${loaded.get(library)}`] : []))).toEqual(
      [],
    );
  },
);

test('the desktop shell has its window before it loads any service', () => {
  expect(
    [...loadedAtOnce('main/electron/index.ts').values()].filter((file) =>
      /main\/(publish|registry|archive|addon)\//.test(file),
    ),
  ).toEqual([]);
});

test('the test itself sees what is loaded', () => {
  expect([...loadedAtOnce('main/publish/index.ts').keys()]).toContain('zod');
  expect([...loadedAtOnce('main/registry/server/app.ts').keys()]).toContain('fastify');
});
