import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { root, sourceFiles } from './source-files.ts';

// What docs/architecture.md says an addition touches, held by counting something that is there. What names it would
// have to be opened for the next of its kind.

const sources = sourceFiles.map((file) => ({ file, text: readFileSync(`${root}${file}`, 'utf8') }));
const architecture = readFileSync(`${root}docs/architecture.md`, 'utf8');

/** Files that say a name, in one language: another one says it in a catalogue of its own. */
function filesNaming(name: RegExp): readonly string[] {
  return sources.filter(({ file, text }) => !/\/de\//.test(file) && name.test(text)).map(({ file }) => file);
}

/** The number in the row of the table that begins so. */
function documented(addition: string): number {
  const row = architecture.split('\n').find((line) => line.startsWith(`| ${addition} |`)) ?? '';
  return Number(/^\| [^|]+ \| (\d+)/.exec(row)?.[1]);
}

/** These name the X-Plane selection because a registry lets it be changed afterwards, by a route of its own. */
const OF_ITS_ROUTE: ReadonlySet<string> = new Set([
  'main/publish/client/client.ts',
  'main/publish/packages/services.ts',
  'main/registry/server/routes/package-edit.ts',
  'preload/contract/packages.ts',
  'protocol/registry/rate-limits.ts',
  'protocol/registry/routes.ts',
  'renderer/versions/SelectionDialog.tsx',
]);

test('a field of the release form is named in as many files as the architecture says', () => {
  const named = filesNaming(/\bxpSelection\b|\bxp_selection TEXT\b/);
  const others = named.filter((file) => !OF_ITS_ROUTE.has(file));
  expect([...OF_ITS_ROUTE].filter((file) => !named.includes(file))).toEqual([]);
  expect({ files: others.length, others }).toEqual({ files: documented('a field of the release form'), others });
  expect(others.length).toBeLessThanOrEqual(16);
});

test('a screen is named in as many files as the architecture says', () => {
  const named = filesNaming(/['"]tools['"],|^ {2}tools: (?:\{ Icon|'&)/m).filter(
    (file) => !/palette|hangar|help/i.test(file),
  );
  const files = named.length + sources.filter(({ file }) => file === 'renderer/tools/ToolsScreen.tsx').length;
  expect({ files, named }).toEqual({ files: documented('a screen'), named });
});

test('a check of add-ons is named in as many files as the architecture says', () => {
  const named = filesNaming(/\bstrayTiles\b|^ +'stray-tiles': \{/m);
  expect({ files: named.length, named }).toEqual({ files: documented('a check of add-ons'), named });
});

test('a language is registered in two places, and nobody else names one', () => {
  const named = filesNaming(/['"`]de['"`]|\bde: |\/de\/|\bgerman\b/i);
  expect(named.toSorted()).toEqual(['preload/contract/languages.ts', 'preload/messages/every-language.ts']);
  expect(/^\| a language \| ([^|]+) \|/m.exec(architecture)?.[1]).toBe('1 folder, 4 lines');
});
