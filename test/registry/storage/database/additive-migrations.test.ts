import { expect, test } from 'vitest';
import { MIGRATIONS } from '../../../../main/registry/storage/database/migrations.ts';
import { POSTGRES_MIGRATIONS } from '../../../../main/registry/storage/database/postgres-migrations.ts';

// While some processes are of the new version and others still of the one before, both use the tables as the new one
// made them. So a step only adds: nothing that an older statement names goes away or asks for more than it did.

const FIRST = 1;

const FORBIDDEN: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['a table, column, index or rule goes away', /\bDROP\b/i],
  ['something gets another name', /\bRENAME\b/i],
  ['a column gets another type or rule', /\bALTER\s+COLUMN\b/i],
  ['rows are changed or removed', /^\s*(UPDATE|DELETE)\b/im],
  [
    'a new column has to be filled by who does not know it',
    /\bADD\s+COLUMN\b(?=[^;]*\bNOT NULL\b)(?![^;]*\b(DEFAULT|GENERATED)\b)/i,
  ],
  ['a table that older statements write is checked more strictly', /\bADD\s+(CONSTRAINT|CHECK|UNIQUE|FOREIGN)\b/i],
];

/** What a step does that the version before could not live with. */
function faultsOf(step: string, known: ReadonlySet<string>): string[] {
  const faults = FORBIDDEN.flatMap(([what, pattern]) => (pattern.test(step) ? [what] : []));
  const unique = [...step.matchAll(/CREATE UNIQUE INDEX \w+ ON (\w+)/gi)].map(([, table = '']) => table);
  return [...faults, ...unique.filter((table) => known.has(table)).map((table) => `${table} becomes unique`)];
}

function tablesOf(steps: readonly string[]): Set<string> {
  return new Set(steps.flatMap((step) => [...step.matchAll(/CREATE TABLE (\w+)/g)].map(([, table = '']) => table)));
}

test.each([
  ['SQLite', MIGRATIONS],
  ['PostgreSQL', POSTGRES_MIGRATIONS],
])('every step on %s only adds', (_, steps) => {
  const found = steps.flatMap((step, at) => (at < FIRST ? [] : faultsOf(step, tablesOf(steps.slice(0, at)))));
  expect(found).toEqual([]);
});

test.each([
  'ALTER TABLE jobs DROP COLUMN lease;',
  'ALTER TABLE jobs RENAME COLUMN lease TO owner;',
  'ALTER TABLE versions ADD COLUMN colour TEXT NOT NULL;',
  `UPDATE versions SET status = 'processed';`,
  'CREATE UNIQUE INDEX one_description ON packages(description);',
  'ALTER TABLE packages ADD CONSTRAINT short CHECK (length(name) < 5);',
])('%s would not do', (step) => {
  expect(faultsOf(step, tablesOf(MIGRATIONS))).toHaveLength(1);
});

test.each(['ALTER TABLE jobs ADD COLUMN colour TEXT;', `ALTER TABLE jobs ADD COLUMN colour TEXT NOT NULL DEFAULT '';`])(
  '%s is fine',
  (step) => expect(faultsOf(step, tablesOf(MIGRATIONS))).toEqual([]),
);
