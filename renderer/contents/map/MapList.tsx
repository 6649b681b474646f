import { ChevronRight } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { formatBytes, formatPercent } from '../../format/numbers.ts';
import { text } from '../../text/text.ts';
import styles from './map.module.css';
import type { MapNode } from './map-tree.ts';

const t = text.contents.map;
const PORTION = 40;

interface MapListProps {
  readonly folder: MapNode;
  readonly onMark: (path: string | undefined) => void;
  readonly onChoose: (shown: MapNode) => void;
  readonly onUp: () => void;
}

/** The same as a list, largest first: for the keyboard, for screen readers, and for the names that the picture has no room for. */
export function MapList({ folder, onMark, onChoose, onUp }: MapListProps) {
  const list = useRef<HTMLOListElement>(null);
  const [count, setCount] = useState(PORTION);
  const [reached, setReached] = useState(0);
  const { path } = folder.node;
  useEffect(() => {
    if (path === undefined) return;
    setCount(PORTION);
    setReached(0);
    // What was pressed to come here is not in this folder's list.
    if (document.activeElement === document.body) list.current?.querySelector('button')?.focus();
  }, [path]);
  const children = folder.children ?? [];
  const onKeyDown = (event: KeyboardEvent) => {
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
    const next = buttons[rowOfKey(event.key, reached, buttons.length)];
    if (event.key === 'Backspace' || event.key === 'ArrowLeft') onUp();
    else if (next) next.focus();
    else return;
    event.preventDefault();
  };
  return (
    <ol ref={list} className={styles.list} aria-label={t.list} onMouseLeave={() => onMark(undefined)}>
      {children.slice(0, count).map((shown, at) => (
        <li key={shown.node.path}>
          <button
            type="button"
            className={styles.entry}
            data-type={shown.type}
            tabIndex={at === reached ? 0 : -1}
            onKeyDown={onKeyDown}
            onFocus={() => {
              setReached(at);
              onMark(shown.node.path);
            }}
            onBlur={() => onMark(undefined)}
            onMouseEnter={() => onMark(shown.node.path)}
            onClick={() => onChoose(shown)}
          >
            <Entry shown={shown} of={folder.bytes} />
          </button>
        </li>
      ))}
      {children.length > count && (
        <li>
          <button type="button" className={styles.entry} onClick={() => setCount(count + PORTION)}>
            {t.more(children.length - count)}
          </button>
        </li>
      )}
    </ol>
  );
}

function Entry({
  shown: { node, bytes, files, type, children },
  of,
}: {
  readonly shown: MapNode;
  readonly of: number;
}) {
  return (
    <>
      <span className={styles.swatch} aria-hidden="true" />
      <bdi className={styles.entryName}>{node.name}</bdi>
      {children && <ChevronRight size="0.875rem" aria-hidden="true" />}
      <span className={styles.entrySize}>{formatBytes(bytes)}</span>
      <span className={styles.entryShare}>{formatPercent(bytes / of)}</span>
      <span className="visually-hidden">
        {children ? t.folderOf(text.common.files(files), t.types[type]) : t.types[type]}
      </span>
    </>
  );
}

/** -1 for a key that leads nowhere. */
function rowOfKey(key: string, at: number, count: number): number {
  switch (key) {
    case 'ArrowDown':
      return Math.min(count - 1, at + 1);
    case 'ArrowUp':
      return Math.max(0, at - 1);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return -1;
  }
}
