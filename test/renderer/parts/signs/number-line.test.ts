import { expect, test } from 'vitest';
import { parseSelection } from '../../../../protocol/index.ts';
import { numberLine } from '../../../../renderer/parts/signs/number-line.ts';

function line(text: string, mark?: string) {
  const parsed = parseSelection(text);
  if (!parsed.ok) throw new Error(text);
  const { spans, stops, mark: marked } = numberLine(parsed.value, mark);
  const round = (share: number) => Math.round(share * 100);
  return {
    spans: spans.map(({ from, to }) => `${round(from)}-${round(to)}`),
    stops: stops.map(({ label, at }) => `${label} ${round(at)}`),
    mark: marked && round(marked.at),
  };
}

test('everything is the whole line', () => {
  expect(line('*')).toEqual({ spans: ['0-100'], stops: [], mark: undefined });
});

test('ends that are named stand at even distances, open ends reach the border', () => {
  expect(line('11.55-12.1, 12.1.4-')).toEqual({ spans: ['50-100'], stops: ['11.55 50'], mark: undefined });
  expect(line('11.55-12.0.9, 12.1.4-')).toEqual({
    spans: ['25-50', '75-100'],
    stops: ['11.55 25', '12.0.9 50', '12.1.4 75'],
    mark: undefined,
  });
  expect(line('-2').spans).toEqual(['0-50']);
});

test('a version is marked among the ends', () => {
  expect(line('1-3', '2.0.0')).toMatchObject({ spans: ['25-75'], mark: 50 });
  expect(line('1-3', '4.0.0').mark).toBe(75);
});
