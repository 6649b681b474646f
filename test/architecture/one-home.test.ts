import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { REGISTRY_CODES } from '../../protocol/index.ts';
import { root, sourceFiles } from './source-files.ts';

/** Facts that once stood in several rooms and disagreed: how a copy of each looks, and where the fact itself stands. */
const FACTS: readonly {
  readonly fact: string;
  readonly home: string;
  readonly copy: RegExp;
  readonly copies: readonly string[];
}[] = [
  {
    fact: 'names that Windows keeps for devices',
    home: 'protocol/archive/windows-names.ts',
    copy: /\bcon\|prn\b|\bconin\b/i,
    copies: ['/^(con|prn|aux)$/', '/conin\\$/'],
  },
  {
    fact: 'how many entries an archive may have',
    home: 'protocol/archive/limits.ts',
    copy: /\b(?:MAX|MOST)_ENTRIES\s*=\s*1_?000_?000\b/,
    copies: ['const MAX_ENTRIES = 1_000_000;'],
  },
  {
    fact: 'what an archive may unpack to',
    home: 'protocol/archive/limits.ts',
    copy: /(?:UNPACKED|TOTAL)\w*\s*=\s*16 \* (?:GIB|1024 \*\* 3|2 \*\* 30)|17_?179_?869_?184/,
    copies: [
      'const MOST_UNPACKED_BYTES = 16 * 2 ** 30;',
      'const MOST_UNPACKED = 16 * GIB;',
      '17179869184',
      '17_179_869_184',
    ],
  },
  {
    fact: 'how deep and long a path may be',
    home: 'protocol/archive/limits.ts',
    copy: /\bMAX_(?:DEPTH|PATH_BYTES|NAME_BYTES)\s*=/,
    copies: ['const MAX_DEPTH = 64;', 'const MAX_NAME_BYTES = 1024;'],
  },
  {
    fact: 'the letters of a private key',
    home: 'protocol/release/access.ts',
    copy: /ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/,
    copies: ["'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'"],
  },
  {
    fact: 'what the status of a version means',
    home: 'protocol/registry/version-status.ts',
    copy: /startsWith\('failed|'failed_macosx',\s+'failed_no_file_dir'|=== '(?:failed_\w+|aborted)' \|\|/,
    copies: [
      "status.startsWith('failed')",
      "['failed_macosx', 'failed_no_file_dir']",
      "status === 'failed_server' || status === 'aborted'",
    ],
  },
  {
    fact: 'which list of packages goes with which permission',
    home: 'protocol/registry/permissions.ts',
    copy: /'UploadVersionSpecificPackages',\s+'versionUploadPackages'/,
    copies: ["['UploadVersionSpecificPackages', 'versionUploadPackages'],"],
  },
  {
    fact: 'how long a token may live',
    home: 'protocol/registry/permissions.ts',
    copy: /\bdays: 365\b|DAYS = 365\b|max\(365\)|<= 365\b/,
    copies: [
      'const MAX_DAYS = 365;',
      'z.int().min(1).max(365)',
      'days >= 1 && days <= 365',
      '{ tokens: 64, days: 365 }',
    ],
  },
  {
    fact: 'the names of the routes',
    home: 'protocol/registry/routes.ts',
    copy: /'POST \/packages\/upload'|'\/packages\/upload', 'upload'/,
    copies: ["limit('POST /packages/upload', 3, 8)", "['/packages/upload', 'upload'],"],
  },
  {
    fact: 'what something thrown says',
    home: 'preload/contract/error-text.ts',
    copy: /(\w+) instanceof Error \? \1\.message : (?:String\(\1\)|\1\b)/,
    copies: [
      'cause instanceof Error ? cause.message : String(cause)',
      '(error instanceof Error ? error.message : error)',
    ],
  },
  {
    fact: 'how one thing is done after another',
    home: 'main/clock/serial-queue.ts',
    copy: /(#?\b\w+) = (?:this\.)?\1\.then\([^;]*\)\.catch\(|(#?\b\w+) = \w+\.catch\(\(\) => (?:\{\}|undefined)\);\s+return \w+;/,
    copies: [
      'queue = queue.then(() => append(line)).catch(() => {});',
      'this.#written = this.#written.then(write).catch(() => {});',
      'last = turn.catch(() => {});\n      return turn;',
      'this.#turn = done.catch(() => undefined);\n    return done;',
    ],
  },
  {
    fact: 'the text fields of a release',
    home: 'protocol/release/release-form.ts',
    copy: /supportsMacOS: (?:String|')/,
    copies: ["supportsMacOS: 'true',", 'supportsMacOS: String(platforms.macOS),'],
  },
];

const sources = sourceFiles.map((file) => ({ file, source: readFileSync(`${root}${file}`, 'utf8') }));

test.each(FACTS)('$fact stand in $home alone', ({ home, copy }) => {
  expect(sources.filter(({ source }) => copy.test(source)).map(({ file }) => file)).toEqual([home]);
});

test.each(FACTS)('a copy of "$fact" would be seen', ({ copy, copies }) => {
  expect(copies.filter((text) => !copy.test(text))).toEqual([]);
});

// `name` and the like are fields more often than codes.
const CODES = REGISTRY_CODES.filter((code) => code.includes('_')).join('|');
/** A table from codes to sentences, or an answer made of a code and a sentence. */
const SECOND_SENTENCE = new RegExp(
  `(?:^|[{,])\\s*(?:${CODES}): \\[?\\s*['"\`][A-Z]|fail\\('(?:${CODES})', ['"\`]`,
  'm',
);

test('a code of the registry has its sentence in the table of protocol, and in each other language', () => {
  const found = sources.filter(({ source }) => SECOND_SENTENCE.test(source)).map(({ file }) => file);
  expect(found).toEqual(['preload/messages/de/codes.ts']);
  for (const copy of ["  zero_perm: 'Choose one.',", "fail('zero_perm', 'Choose one.')", "{ zero_perm: ['Wähle.'] }"]) {
    expect(SECOND_SENTENCE.test(copy), copy).toBe(true);
  }
});

const HOME_OF_BASE_URL = 'protocol/registry/base-url.ts';

test('main and the screens ask the same rule whether an address may be that of a registry', () => {
  const askers = sources.filter(({ source }) =>
    /\b(?:checkBaseUrl|baseUrlFault)\b[^;]*from '[^']*protocol\/index\.ts'/.test(source),
  );
  expect(askers.map(({ file }) => file).sort()).toEqual([
    'main/settings/base-url.ts',
    'renderer/registry/ConnectionDialog.tsx',
  ]);
  expect(readFileSync(`${root}${HOME_OF_BASE_URL}`, 'utf8')).toContain('not_https');
});
