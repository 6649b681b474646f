export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Fields as near to squares as they get (Bruls, Huizing, van Wijk: squarified treemaps). Sizes are positive and
 * sorted, largest first; the answer has one field for each, filling `area`.
 */
export function squarify(sizes: readonly number[], area: Rect): readonly Rect[] {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total <= 0) return [];
  const scale = (area.width * area.height) / total;
  const fields: Rect[] = [];
  let rest = area;
  let at = 0;
  while (at < sizes.length) {
    const short = Math.min(rest.width, rest.height);
    let row = [(sizes[at] ?? 0) * scale];
    while (at + row.length < sizes.length) {
      const longer = [...row, (sizes[at + row.length] ?? 0) * scale];
      if (worst(longer, short) > worst(row, short)) break;
      row = longer;
    }
    rest = placeRow(row, rest, fields);
    at += row.length;
  }
  return fields;
}

/** The longest side of a row's fields against its shortest: 1 is a square. */
function worst(row: readonly number[], short: number): number {
  const sum = row.reduce((total, size) => total + size, 0);
  const largest = Math.max(...row);
  const smallest = Math.min(...row);
  return Math.max((short * short * largest) / (sum * sum), (sum * sum) / (short * short * smallest));
}

function placeRow(row: readonly number[], area: Rect, fields: Rect[]): Rect {
  const sum = row.reduce((total, size) => total + size, 0);
  const upright = area.width >= area.height;
  const thickness = sum / Math.max(1e-9, upright ? area.height : area.width);
  let offset = 0;
  for (const size of row) {
    const length = size / Math.max(1e-9, thickness);
    fields.push(
      upright
        ? { x: area.x, y: area.y + offset, width: thickness, height: length }
        : { x: area.x + offset, y: area.y, width: length, height: thickness },
    );
    offset += length;
  }
  return upright
    ? { ...area, x: area.x + thickness, width: Math.max(0, area.width - thickness) }
    : { ...area, y: area.y + thickness, height: Math.max(0, area.height - thickness) };
}
