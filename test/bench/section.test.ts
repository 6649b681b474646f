import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { makeFolder } from '../make-folder.ts';
import { describeMachine, figureTable, median, replaceSection, writeBenchmarkSection } from './section.ts';

test('a section is added once and then replaced, and others stay', () => {
  const first = replaceSection('# Page\n', 'one', 'old');
  const both = replaceSection(first, 'two', 'other');
  expect(both).toBe(
    '# Page\n\n<!-- bench:one -->\nold\n<!-- /bench:one -->\n\n<!-- bench:two -->\nother\n<!-- /bench:two -->\n',
  );
  expect(replaceSection(both, 'one', 'new')).toBe(both.replace('old', 'new'));
});

test('the page is made when it is missing', () => {
  const folder = makeFolder('section');
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const page = join(folder, 'benchmarks.md');
  writeBenchmarkSection('one', 'figures', page);
  writeBenchmarkSection('one', 'newer figures', page);
  const text = readFileSync(page, 'utf8');
  expect(text).toMatch(/^# Benchmarks\n/);
  expect(text.match(/figures/g)).toHaveLength(1);
});

test.each(['NaN MB', 'Infinity times', 'undefined ms', 'NaN'])(
  'a figure that was not measured is not written: %s',
  (measured) => {
    const folder = makeFolder('section');
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const page = join(folder, 'benchmarks.md');
    writeBenchmarkSection('one', 'figures', page);
    const table = figureTable([{ what: 'memory', measured, target: 'under 60 MB', met: true }]);
    expect(() => writeBenchmarkSection('one', table, page)).toThrow(`| memory | ${measured} |`);
    expect(readFileSync(page, 'utf8')).toContain('figures');
  },
);

test('median', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([1, 3, 2, 4])).toBe(2.5);
  expect(median([10, 9])).toBe(9.5);
  expect(() => median([])).toThrow('No numbers');
});

test('the machine and the table are readable', () => {
  expect(describeMachine()).toMatch(/^\d{4}-\d\d-\d\d, Node 24\./);
  expect(figureTable([{ what: 'a', measured: '1/s', target: '2/s', met: false }])).toContain(
    '| a | 1/s | 2/s | not met |',
  );
});
