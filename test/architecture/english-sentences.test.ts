import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { englishSentences } from './english-sentences.ts';
import { root, sourceFiles } from './source-files.ts';

/** What speaks to people in English alone, or to programs in English words: each with its reason. */
const ENGLISH_ONLY: ReadonlyMap<string, string> = new Map([
  ['main/registry/', 'a server: what it logs, answers and asks of who runs it'],
  ['main/registry-pages/', 'pages of a registry, with the words of each language beside them'],
  ['protocol/registry/error-table.ts', 'the English of the codes; each language says them in its codes.ts'],
  ['protocol/registry/errors.ts', 'the same for a status'],
  ['protocol/registry/version-status.ts', 'the same for the status of a version'],
  ['main/addon/samples/', 'what is in the samples'],
  [
    'main/addon/detect/install-scripts.ts',
    'comments of a script that is suggested: it goes to users of every language',
  ],
  ['main/addon/ignore/built-in.ts', 'names of reasons; the catalogues say them'],
  ['main/addon/preflight/rules/references/ignored-but-named.ts', 'the same names'],
  ['main/addon/dsf/', 'names of libraries, and errors that only say that a file is none'],
  ['main/cli/ci/', 'comments and steps of a workflow, which a whole team reads'],
  ['main/cli/check/reports/sarif.ts', 'a document for programs'],
  ['main/cli/completion/', 'a script of a shell'],
  ['main/cli/release/notes.ts', 'a usage line: names of options'],
  ['main/install/steps/traces.ts', 'what stands in a file of the test'],
  ['main/notes/notes-formats.ts', 'a tag of HTML'],
  ['main/browser/', 'the shell speaks before an app is open, whose setting has the language'],
  ['main/start.ts', 'the same'],
  ['main/electron/app.ts', 'the same'],
  ['main/electron/cannot-start.ts', 'the same, before a sentence in the language of the system'],
  ['main/electron/window/crashes.ts', 'lines of the log'],
  ['main/electron/security/permissions.ts', 'what a permission is for'],
  ['main/disk/set-aside.ts', 'lines of the log'],
  ['main/publish/client/http.ts', 'errors told by their code'],
  ['main/publish/client/archive-stream.ts', 'the same'],
  ['main/publish/client/static-registry.ts', 'the same'],
  ['main/publish/client/probe.ts', 'a row that is wrong on purpose'],
  ['main/publish/packages/download.ts', 'ends a stream; the outcome says what of it'],
  ['main/destinations/carriers/watched-agents.ts', 'errors of a socket, told by their code'],
  ['main/destinations/depot/depot-destination.ts', 'the message of a commit'],
  ['main/bridge/', 'faults of our own page, for the log'],
  ['preload/resuming-sockets.ts', 'the same, where no catalogue is loaded yet'],
  ['preload/socket-transport.ts', 'the same; the page has its words for the code'],
  ['main/archive/builder.ts', 'what cannot be unless the code is wrong'],
  ['main/archive/container/container-writer.ts', 'the same'],
  ['main/addon/changes/entry-list-file.ts', 'the same: a list that was not written by us is made anew'],
  ['main/addon/preflight/fold-same.ts', 'the same'],
  ['main/addon/session/live-addon.ts', 'why a signal was aborted; nobody is told'],
  ['main/app/releases/releases.ts', 'the same, while the app closes'],
  ['main/addon/version/version-texts.ts', 'a pattern'],
  ['main/addon/version/script-version.ts', 'the same'],
]);

const ROOMS = /^(?:main|preload|protocol)\//;
const CATALOGUES = /^preload\/messages\//;

const found = sourceFiles
  .filter((file) => ROOMS.test(file) && !CATALOGUES.test(file))
  .map((file) => ({ file, lines: englishSentences(file, readFileSync(`${root}${file}`, 'utf8')) }))
  .filter(({ lines }) => lines.length > 0);

const places = [...ENGLISH_ONLY.keys()];

test('what a person reads is a message of the catalogues, not an English sentence in the code', () => {
  const unexplained = found.filter(({ file }) => !places.some((place) => file.startsWith(place)));
  expect(unexplained.flatMap(({ file, lines }) => lines.map((line) => `${file}:${line}`))).toEqual([]);
});

test('each exception is still one', () => {
  expect(places.filter((place) => !found.some(({ file }) => file.startsWith(place)))).toEqual([]);
});

test('a sentence is found wherever it stands, and what only looks like one is none', () => {
  const lines = (source: string) => englishSentences('some.ts', source).length;
  expect(lines("throw new Error('the zip is cut off');")).toBe(1);
  expect(lines("findings.push({ code, message: 'It is encrypted now.' });")).toBe(1);
  expect(lines('faults.push(`There is a $' + '{name} already.`);')).toBe(1);
  expect(lines("const left = isLog ? 'a change log is written by its author' : undefined;")).toBe(1);
  expect(lines("const why = () => reason || 'it does not say why';")).toBe(1);
  expect(lines("if (text.includes('does not support this extended request')) stop();")).toBe(0);
  expect(lines("const folder = 'Custom Scenery/Global Airports/Earth nav data';")).toBe(0);
  expect(lines("database.prepare('SELECT at FROM step WHERE id = ? AND it IS NOT NULL');")).toBe(0);
  expect(lines("import { a } from './the/way/to/it.ts';")).toBe(0);
});
