import type { MapNode } from './map-tree.ts';
import { type Rect, squarify } from './squarify.ts';

/** One rectangle of the map. What lies in a folder is drawn over it. */
export interface MapField {
  readonly shown: MapNode;
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
    for (const { child, rect } of placed(next.folder, next.inner)) {
      const inner = child.children ? innerOf(rect, fonts.lineHeight) : null;
      if (inner) toOpen.push({ folder: child, inner, depth: next.depth + 1 });
      fields.push({
        shown: child,
        rect,
        depth: next.depth,
        label: labelOf(child, rect, fonts, inner !== null),
        isOpen: inner !== null,
      });
    }
  }
  return fields;
}

function placed({ children }: MapNode, area: Rect) {
  const shown = children ?? [];
  const rects = squarify(
    shown.map(({ bytes }) => bytes),
    area,
  );
  return shown.flatMap((child, at) => {
    const rect = rects[at];
    return rect && areaOf(rect) >= LEAST_AREA ? [{ child, rect: withGap(rect) }] : [];
  });
}

function areaOf({ width, height }: Rect): number {
  return width * height;
}

function withGap({ x, y, width, height }: Rect): Rect {
  return { x, y, width: Math.max(1, width - GAP), height: Math.max(1, height - GAP) };
}

function innerOf({ x, y, width, height }: Rect, lineHeight: number): Rect | null {
  const inner = { x: x + GAP, y: y + lineHeight + GAP, width: width - 2 * GAP, height: height - lineHeight - 2 * GAP };
  return inner.width >= LEAST_OPEN && inner.height >= LEAST_OPEN ? inner : null;
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
