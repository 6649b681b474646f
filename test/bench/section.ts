import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem, type } from 'node:os';

const PAGE = new URL('../../docs/benchmarks.md', import.meta.url);

const INTRODUCTION = `# Benchmarks

Each section is written by the script it names: medians of interleaved runs, measured on the machine and day it states. Targets that were
not met are said to be so.
`;

/** Puts the figures of one benchmark into docs/benchmarks.md, in place of the last ones of the same name. */
export function writeBenchmarkSection(name: string, markdown: string, page: URL | string = PAGE): void {
  refuseUnmeasured(markdown);
  const before = existsSync(page) ? readFileSync(page, 'utf8') : INTRODUCTION;
  writeFileSync(page, replaceSection(before, name, markdown));
}

/** What a sum without its numbers looks like before its unit, or alone in a cell. */
const NO_FIGURE = /\b(?:NaN|Infinity|undefined|null)(?:\/s| ?(?:ms|s|kB|MB|%|times|a second|a minute|\|))/;

/** A figure that could not be measured is no figure: the benchmark fails, and what was measured before stays. */
function refuseUnmeasured(markdown: string): void {
  const line = markdown.split('\n').find((one) => NO_FIGURE.test(one));
  if (line !== undefined) throw new Error(`Not everything could be measured, so nothing is written: ${line}`);
}

/** The page with the section between the markers of `name` replaced, or added at the end. */
export function replaceSection(page: string, name: string, markdown: string): string {
  const opening = `<!-- bench:${name} -->`;
  const closing = `<!-- /bench:${name} -->`;
  const section = `${opening}\n${markdown.trim()}\n${closing}`;
  const from = page.indexOf(opening);
  const to = page.indexOf(closing, from);
  if (from < 0 || to < 0) return `${page.trimEnd()}\n\n${section}\n`;
  return page.slice(0, from) + section + page.slice(to + closing.length);
}

export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle];
  const lower = sorted[sorted.length % 2 === 0 ? middle - 1 : middle];
  if (upper === undefined || lower === undefined) throw new Error('No numbers, no median');
  return (lower + upper) / 2;
}

/** One line on what the figures were measured with, to stand under each section. */
export function describeMachine(): string {
  const model = cpus()[0]?.model.trim() ?? 'unknown processor';
  const memory = Math.round(totalmem() / 2 ** 30);
  const day = new Date().toISOString().slice(0, 10);
  return `${day}, Node ${process.versions.node}, ${type()}, ${availableParallelism()} cores of ${model}, ${memory} GiB`;
}

export interface Figure {
  readonly what: string;
  readonly measured: string;
  readonly target: string;
  readonly met: boolean;
}

/** The table every benchmark prints and writes. */
export function figureTable(figures: readonly Figure[]): string {
  const rows = figures.map(
    ({ what, measured, target, met }) => `| ${what} | ${measured} | ${target} | ${met ? 'met' : 'not met'} |`,
  );
  return ['| what | measured | target | |', '|---|---|---|---|', ...rows].join('\n');
}
