import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { expect, test } from 'vitest';
import { readImports } from './read-imports.ts';
import { root, sourceFiles, testFiles } from './source-files.ts';

const FEWEST_LINES = 20;

/** Small, read by one file, and still a file of its own: each with its reason. */
const REASONS: ReadonlyMap<string, string> = new Map([
  ['main/app/handlers/settings.ts', 'the handlers are one file a domain'],
  ['main/archive/compress/file-hasher.ts', 'the one thread that hashes; the builder is long'],
  ['main/cli/check/reports/reports.ts', 'loads the one report that is asked for'],
  ['preload/messages/terminal.ts', 'what the terminal may import of the messages, and nobody else'],
  ['renderer/addon/guide-steps.ts', 'a rule, beside the component that draws it'],
  ['renderer/app/page/next-paint.ts', 'one of the tasks that main.tsx begins, each a file'],
  ['renderer/app/page/paste-limit.ts', 'the same'],
  ['renderer/checks/group-findings.ts', 'a rule, beside the component that draws it'],
  ['renderer/contents/map/use-size.ts', 'a hook, beside the component that uses it'],
  ['main/registry/hosting/access-log.ts', 'a subject of its own: what is logged of a request'],
  ['main/registry/hosting/own-mails.ts', 'a subject of its own: where mails go'],
]);

interface File {
  readonly file: string;
  readonly text: string;
}

/**
 * Files of few lines that only one other file reads. An index gives a name to the outside, a rule of the preflight is a
 * file, a component is one, and what a test reads by itself has an interface of its own.
 */
function tinyFiles(sources: readonly File[], tests: readonly File[]): readonly string[] {
  const tiny = sources
    .filter(({ file, text }) => file.endsWith('.ts') && text.trimEnd().split('\n').length < FEWEST_LINES)
    .map(({ file }) => file);
  // Only what names one of them is parsed.
  const named = new RegExp(`/(?:${tiny.map((file) => posix.basename(file).replaceAll('.', '[.]')).join('|')})'`);
  const readers = new Map<string, Set<string>>();
  for (const { file, text } of [...sources, ...tests]) {
    if (!named.test(text)) continue;
    for (const { specifier } of readImports(file, text)) {
      if (!specifier?.startsWith('.')) continue;
      const path = posix.join(posix.dirname(file), specifier);
      readers.set(path, (readers.get(path) ?? new Set()).add(file));
    }
  }
  return tiny.filter((file) => {
    const [reader, ...others] = readers.get(file) ?? [];
    const isIndex = [file, reader ?? ''].some((one) => one.endsWith('/index.ts'));
    return reader !== undefined && others.length === 0 && !isIndex;
  });
}

function read(file: string): File {
  return { file, text: readFileSync(`${root}${file}`, 'utf8') };
}

test('a file that exists only to be imported once is part of its reader', () => {
  const found = tinyFiles(sourceFiles.map(read), testFiles.map(read));
  expect(found.filter((file) => !REASONS.has(file))).toEqual([]);
  expect([...REASONS.keys()].filter((file) => !sourceFiles.includes(file))).toEqual([]);
});

test('such a file is found, and one that a second file or a test reads is not', () => {
  const sources = [
    { file: 'main/a/one.ts', text: "import { two } from './two.ts';\nimport { three } from './three.ts';" },
    { file: 'main/a/two.ts', text: 'export const two = 2;' },
    { file: 'main/a/three.ts', text: 'export const three = 3;' },
    { file: 'main/a/index.ts', text: "export { four } from './four.ts';" },
    { file: 'main/a/four.ts', text: 'export const four = 4;' },
  ];
  const tests = [{ file: 'test/a/three.test.ts', text: "import { three } from '../../main/a/three.ts';" }];
  expect(tinyFiles(sources, tests)).toEqual(['main/a/two.ts']);
});
