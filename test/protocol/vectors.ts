import { readFileSync } from 'node:fs';

export interface VectorCase {
  readonly [key: string]: unknown;
  readonly name?: string;
  readonly input?: string;
  readonly recommended?: unknown;
}

// Reading it here, at import, makes every test that uses the vectors fail when the copy is missing.
const file = new URL('./vectors.json', import.meta.url);
const { groups } = JSON.parse(readFileSync(file, 'utf8')) as { groups: Record<string, { cases: VectorCase[] }> };

export const groupNames = Object.keys(groups);

/** The cases of one group; an unknown or empty group is an error, never a silent pass. */
export function vectorCases<T = VectorCase>(group: string): readonly T[] {
  const cases = groups[group]?.cases;
  if (cases === undefined || cases.length === 0) throw new Error(`No vectors in group ${group}`);
  return cases as readonly unknown[] as readonly T[];
}
