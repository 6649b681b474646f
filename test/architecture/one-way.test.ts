import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { root, sourceFiles, testFiles } from './source-files.ts';

/** What was once done by hand in many files and has one place now; `made` finds it made again. */
interface OneWay {
  readonly what: string;
  readonly home: string;
  readonly made: RegExp;
  readonly example: string;
}

const WAYS: readonly OneWay[] = [
  {
    what: 'the text of an error',
    home: 'preload/contract/error-text.ts',
    made: /instanceof Error \? \w+\.message : /,
    example: 'const text = cause instanceof Error ? cause.message : String(cause);',
  },
  {
    what: 'one thing after another',
    home: 'main/clock/serial-queue.ts',
    made: /(?<![\w.#])([\w.#]+) = \1\.(?:then|catch|finally)\(|\bconst \w+ = this\.#(?:last|tail|queue|chain)\.then\(/,
    example: 'this.#writing = this.#writing.then(() => write(row));',
  },
  {
    what: 'the clock of the system',
    home: 'main/clock/index.ts',
    made: /\bnow: \(\) => Date\.now\b|\bnow(?::| =) Date\.now(?!\()/,
    example: 'const clock = { now: () => Date.now(), setTimer };',
  },
];

/** Words that only those who chose them understood; each has the word of the field now. */
const PRIVATE_WORDS = /(?:\b(?:desk|shelf|cupboard|switchboard)|(?:Desk|Shelf|Cupboard|Switchboard))s?(?![a-z])/;

function read(file: string) {
  return readFileSync(`${root}${file}`, 'utf8');
}

const sources = sourceFiles.map((file) => ({ file, text: read(file) }));

test.each(WAYS)('$what has one way', ({ home, made, example }) => {
  expect(sources.filter(({ text }) => made.test(text)).map(({ file }) => file)).toEqual([home]);
  expect(made.test(example)).toBe(true);
});

test('what only asks for the time, or waits for a promise, is no way of its own', () => {
  const [, queue, clock] = WAYS;
  expect(queue?.made.test('const found = await this.#reading.then(parse);')).toBe(false);
  expect(clock?.made.test('const row = { id, now: Date.now() - age };')).toBe(false);
});

test('nothing is called by a word of our own', () => {
  const found = [...sources, ...testFiles.map((file) => ({ file, text: read(file) }))].flatMap(({ file, text }) => {
    // What authors type in is theirs.
    const code = text.replace(/'Second desk[^']*'|\/[^/\n]*Second desk[^/\n]*\//g, '');
    const word = PRIVATE_WORDS.exec(code)?.[0];
    return word === undefined || file === 'test/architecture/one-way.test.ts' ? [] : [`${file}: ${word}`];
  });
  expect(found).toEqual([]);
});

test('such a word is seen inside of a name, and in no longer word', () => {
  for (const name of ['class FixDesk {', 'const desks = 1', 'openShelf(']) expect(PRIVATE_WORDS.test(name)).toBe(true);
  for (const name of ['desktop', 'planes', 'openDesktop', 'X-Plane']) expect(PRIVATE_WORDS.test(name)).toBe(false);
});
