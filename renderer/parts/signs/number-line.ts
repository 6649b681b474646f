import { compareVersions, type Selection } from '../../../protocol/index.ts';

export interface LineStop {
  readonly version: string;
  readonly label: string;
  /** 0 to 1 along the line. */
  readonly at: number;
}

export interface LineSpan {
  readonly from: number;
  readonly to: number;
}

export interface NumberLineData {
  readonly spans: readonly LineSpan[];
  readonly stops: readonly LineStop[];
  readonly mark: LineStop | undefined;
}

const FIRST = '0.0.1a1';
const LAST = '999.999.999';

/**
 * Versions have no natural distance (11.55 to 12.1 is a step, 12.1 to 12.2 too), so every end that a selection names
 * stands as far from the next as any other: the line shows order and gaps, not amounts.
 */
export function numberLine({ ranges, canonical }: Selection, mark?: string): NumberLineData {
  const labels = endLabels(canonical);
  const named = new Map<string, string>();
  for (const [at, [min, max]] of ranges.entries()) {
    if (min !== FIRST) named.set(min, labels[at]?.[0] ?? min);
    if (max !== LAST) named.set(max, labels[at]?.[1] ?? max);
  }
  const points = [...new Set([...named.keys(), ...(mark === undefined ? [] : [mark])])].toSorted(compareVersions);
  const place = new Map(points.map((version, at) => [version, (at + 1) / (points.length + 1)]));
  const at = (version: string) => (version === FIRST ? 0 : version === LAST ? 1 : (place.get(version) ?? 0));
  return {
    spans: ranges.map(([min, max]) => ({ from: at(min), to: at(max) })),
    stops: [...named].map(([version, label]) => ({ version, label, at: at(version) })).toSorted((a, b) => a.at - b.at),
    mark: mark === undefined ? undefined : { version: mark, label: mark, at: at(mark) },
  };
}

// The canonical text names each end in its shortest form: `11.55-12.1,12.1.4-`.
function endLabels(canonical: string): readonly (readonly [string, string])[] {
  return canonical.split(',').map((range) => {
    const [min = '', max = min] = range.split('-');
    return [min, max] as const;
  });
}
