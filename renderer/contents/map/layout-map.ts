import type { MapNode } from './map-tree.ts';
import { type Rect, squarify } from './squarify.ts';

/** One rectangle of the map. What lies in a folder is drawn over it. */
export interface MapField {
  /** A file or folder; of what is too small to be drawn, the folder it is in. */
  readonly shown: MapNode;
  /** Files that are too small to be drawn each, together; 0 for a field that is one file or folder. */
  readonly rest: number;
  readonly rect: Rect;
  readonly depth: number;
  /** The size is written only below a name. */
  readonly label: 'none' | 'name' | 'name-and-size';
  /** A folder whose contents are drawn: its name stands in a line above them. */
  readonly isOpen: boolean;
}

export interface MapFonts {
  readonly measure: (text: string) => number;
  readonly lineHeight: number;
  readonly sizeText: (bytes: number) => string;
}

/** More than can be told apart, and few enough to be drawn at once. */
const MOST_FIELDS = 600;
const LEAST_AREA = 40;
const GAP = 2;
const LABEL_MARGIN = 12;
/** A folder smaller than this is one field: its files would be dots. */
const LEAST_OPEN = 40;

/**
 * The contents of a folder as fields, each as large as its share; folders are opened, the largest first, while there is room. A label
 * is there only where all of it fits.
 */
export function layoutMap(folder: MapNode, area: Rect, fonts: MapFonts): readonly MapField[] {
  const fields: MapField[] = [];
  const toOpen = [{ folder, inner: area, depth: 0 }];
  while (toOpen.length > 0 && fields.length < MOST_FIELDS) {
    toOpen.sort((a, b) => areaOf(b.inner) - areaOf(a.inner));
    const next = toOpen.shift();
    if (!next) break;
    for (const { child, rect, rest } of placed(next.folder, next.inner)) {
      const inner = child.children && rest === 0 ? innerOf(rect, fonts.lineHeight) : undefined;
      if (inner) toOpen.push({ folder: child, inner, depth: next.depth + 1 });
      const isOpen = inner !== undefined;
      const label = rest > 0 ? 'none' : labelOf(child, rect, fonts, isOpen);
      fields.push({ shown: child, rest, rect, depth: next.depth, label, isOpen });
    }
  }
  return fields;
}

function placed(folder: MapNode, area: Rect) {
  const children = folder.children ?? [];
  const scale = areaOf(area) / folder.bytes;
  const small = children.filter(({ bytes }) => bytes * scale < LEAST_AREA);
  const parts = children
    .slice(0, children.length - small.length)
    .map((child) => ({ child, bytes: child.bytes, rest: 0 }));
  const rest = small.reduce((sum, { files }) => sum + files, 0);
  if (rest > 0) parts.push({ child: folder, bytes: small.reduce((sum, { bytes }) => sum + bytes, 0), rest });
  parts.sort((a, b) => b.bytes - a.bytes);
  const rects = squarify(
    parts.map(({ bytes }) => bytes),
    area,
  );
  return parts.flatMap(({ child, rest }, at) => {
    const rect = rects[at];
    return rect ? [{ child, rest, rect: withGap(rect) }] : [];
  });
}

function areaOf({ width, height }: Rect): number {
  return width * height;
}

/** A sliver gives half of itself: it stays, and never reaches into its neighbour. */
function withGap({ x, y, width, height }: Rect): Rect {
  return { x, y, width: width - Math.min(GAP, width / 2), height: height - Math.min(GAP, height / 2) };
}

function innerOf({ x, y, width, height }: Rect, lineHeight: number): Rect | undefined {
  const inner = { x: x + GAP, y: y + lineHeight + GAP, width: width - 2 * GAP, height: height - lineHeight - 2 * GAP };
  return inner.width >= LEAST_OPEN && inner.height >= LEAST_OPEN ? inner : undefined;
}

function labelOf(
  { node, bytes }: MapNode,
  { width, height }: Rect,
  { measure, lineHeight, sizeText }: MapFonts,
  isOpen: boolean,
): MapField['label'] {
  const room = width - LABEL_MARGIN;
  if (height < lineHeight || measure(node.name) > room) return 'none';
  const size = sizeText(bytes);
  const fits = isOpen ? measure(`${node.name}  ${size}`) <= room : height >= 2 * lineHeight && measure(size) <= room;
  return fits ? 'name-and-size' : 'name';
}
