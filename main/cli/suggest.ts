import { say } from './output/say.ts';

/** The names that are most like what was typed, best first; none when nothing comes near. */
export function suggestionsFor(typed: string, names: readonly string[]): readonly string[] {
  const most = Math.max(1, Math.floor(typed.length / 3));
  return names
    .map((name) => ({ name, distance: isBeginning(typed, name) ? 0.5 : editDistance(typed, name) }))
    .filter(({ distance }) => distance <= most)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map(({ name }) => name);
}

/** A sentence to put behind "there is no ...", or nothing. */
export function didYouMean(typed: string, names: readonly string[]): string {
  const [first, ...others] = suggestionsFor(typed, names);
  if (first === undefined) return '';
  return ` ${say().frame.didYouMean([first, ...others])}`;
}

function isBeginning(typed: string, name: string): boolean {
  return typed.replace(/^-+/, '').length >= 2 && name.startsWith(typed);
}

/** Letters to change, add, leave out, or swap with their neighbour. */
function editDistance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(at(rows, i - 1, j) + 1, (row[j - 1] ?? 0) + 1, at(rows, i - 1, j - 1) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, at(rows, i - 2, j - 2) + 1);
      }
      row.push(least);
    }
    rows.push(row);
  }
  return at(rows, a.length, b.length);
}

function at(rows: readonly (readonly number[])[], row: number, column: number): number {
  return rows[row]?.[column] ?? 0;
}
