import { type MouseEvent, useMemo, useRef } from 'react';
import { formatBytes } from '../../format/numbers.ts';
import { classes } from '../../parts/classes.ts';
import { text } from '../../text/text.ts';
import { layoutMap, type MapField, type MapFonts } from './layout-map.ts';
import styles from './map.module.css';
import type { MapNode } from './map-tree.ts';
import { useSize } from './use-size.ts';

const t = text.contents.map;

interface MapFieldsProps {
  readonly folder: MapNode;
  /** The path that the list points at. */
  readonly marked: string | undefined;
  readonly onChoose: (shown: MapNode) => void;
}

/** The picture: for the pointer. The list beside it says and does the same for everybody else. */
export function MapFields({ folder, marked, onChoose }: MapFieldsProps) {
  const map = useRef<HTMLDivElement>(null);
  const size = useSize(map);
  const fields = useMemo(
    () => (size && map.current ? layoutMap(folder, { x: 0, y: 0, ...size }, fontsOf(map.current)) : []),
    [folder, size],
  );
  const onClick = (event: MouseEvent) => {
    const field = event.target instanceof Element ? event.target.closest('[data-field]') : undefined;
    const chosen = field instanceof HTMLElement ? fields[Number(field.dataset.field)] : undefined;
    if (chosen) onChoose(chosen.shown);
  };
  return (
    <div ref={map} className={styles.map} role="img" aria-label={t.label} onClickCapture={onClick}>
      {fields.map((field, at) => (
        <Field
          key={`${field.rest} ${field.shown.node.path}`}
          at={at}
          field={field}
          isMarked={field.rest === 0 && field.shown.node.path === marked}
        />
      ))}
    </div>
  );
}

interface FieldProps {
  readonly at: number;
  readonly field: MapField;
  readonly isMarked: boolean;
}

function Field({ at, field: { shown, rest, rect, label, isOpen, depth }, isMarked }: FieldProps) {
  const { node, bytes, type, children } = shown;
  return (
    <div
      data-field={at}
      data-type={rest > 0 ? 'other' : type}
      data-level={depth % 2}
      className={classes(
        styles.field,
        children && styles.folder,
        rest > 0 && styles.rest,
        isOpen && styles.open,
        isMarked && styles.marked,
      )}
      style={{ transform: `translate(${rect.x}px, ${rect.y}px)`, width: rect.width, height: rect.height }}
      title={rest > 0 ? t.rest(text.common.files(rest), node.path) : t.open(node.path, formatBytes(bytes))}
    >
      {label !== 'none' && <bdi className={styles.fieldName}>{node.name}</bdi>}
      {label === 'name-and-size' && <span className={styles.fieldSize}>{formatBytes(bytes)}</span>}
    </div>
  );
}

function fontsOf(element: HTMLElement): MapFonts {
  const { fontSize, fontFamily } = getComputedStyle(element);
  const context = document.createElement('canvas').getContext('2d');
  if (context) context.font = `600 ${fontSize} ${fontFamily}`;
  return {
    measure: (letters) => context?.measureText(letters).width ?? Number.POSITIVE_INFINITY,
    lineHeight: Number.parseFloat(fontSize) * 1.5,
    sizeText: formatBytes,
  };
}
