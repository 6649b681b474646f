import { useVirtualizer, type VirtualItem } from '@tanstack/react-virtual';
import { type KeyboardEvent, type MouseEvent, type RefObject, useEffect, useId, useRef } from 'react';
import type { AddonContents } from '../../preload/contract.ts';
import { text } from '../text/text.ts';
import styles from './contents.module.css';
import { FileRow } from './FileRow.tsx';
import type { TreeNode } from './tree.ts';
import { movedTo } from './zip-place.ts';

interface FileTreeProps {
  readonly rows: readonly TreeNode[];
  readonly contents: AddonContents;
  readonly total: number;
  readonly isOpen: (path: string) => boolean;
  readonly onToggle: (path: string) => void;
  readonly selected: TreeNode | undefined;
  readonly onSelect: (node: TreeNode) => void;
  /** Shows the chosen file large. */
  readonly onPeek: () => void;
  /** Somebody comes to see the chosen row: it is brought into sight, and the focus with it. */
  readonly arrives: boolean;
}

const ROW_REM = 1.75;
const OVERSCAN = 12;
const PAGE = 15;

function rowHeight(): number {
  return ROW_REM * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
}

/** Only the rows in sight exist; the tree itself has the focus and points at its current row. */
export function FileTree(props: FileTreeProps) {
  const { rows, contents, total, isOpen, onToggle, selected, onSelect, onPeek, arrives } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const tree = useRef<HTMLDivElement>(null);
  const id = useId();
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: rowHeight,
    overscan: OVERSCAN,
  });
  const at = selected ? rows.indexOf(selected) : -1;
  useArrival(arrives && at >= 0, tree, () => virtual.scrollToIndex(at, { align: 'center' }));
  const goTo = (row: number) => {
    const bounded = Math.max(0, Math.min(rows.length - 1, row));
    const node = rows[bounded];
    if (!node) return;
    onSelect(node);
    virtual.scrollToIndex(bounded);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const move = moveOf(event.key, rows, at, isOpen);
    if (move === undefined) return;
    event.preventDefault();
    if (move === PEEK) onPeek();
    else if (typeof move === 'number') goTo(move);
    else onToggle(move);
  };
  const onClick = (event: MouseEvent<HTMLElement>) => {
    const node = rows[rowClicked(event.target, id)];
    if (!node) return;
    // Rows come and go while the tree is scrolled; the focus must not go with one.
    event.currentTarget.focus();
    onSelect(node);
    if (node.children) onToggle(node.path);
  };
  return (
    <div ref={scroller} className={styles.scroller}>
      <div
        ref={tree}
        role="tree"
        aria-label={text.contents.tree}
        tabIndex={0}
        aria-activedescendant={at >= 0 ? `${id}-${at}` : undefined}
        className={styles.tree}
        style={{ height: virtual.getTotalSize() }}
        onKeyDown={onKeyDown}
        onClick={onClick}
      >
        <RowsInSight {...{ rows, contents, total, isOpen, selected, id }} items={virtual.getVirtualItems()} />
      </div>
    </div>
  );
}

interface RowsProps extends Pick<FileTreeProps, 'rows' | 'contents' | 'total' | 'isOpen' | 'selected'> {
  readonly id: string;
  readonly items: readonly VirtualItem[];
}

function RowsInSight({ rows, contents, total, isOpen, selected, id, items }: RowsProps) {
  return items.map(({ index, start, size }) => {
    const node = rows[index];
    if (!node) return undefined;
    const open = node.children !== undefined && isOpen(node.path);
    const place = { id: `${id}-${index}`, top: start, height: size };
    const shown = { rules: contents.rules, movedTo: movedTo(node, contents.zip), total };
    return <FileRow key={node.path} node={node} open={open} selected={node === selected} {...place} {...shown} />;
  });
}

/** -1 beside the rows. */
function rowClicked(target: EventTarget, id: string): number {
  const row = target instanceof Element ? target.closest('[role="treeitem"]') : undefined;
  return row ? Number(row.id.slice(id.length + 1)) : -1;
}

/** Once, when the tree comes up. */
function useArrival(arrives: boolean, tree: RefObject<HTMLElement | null>, bring: () => void): void {
  const isOver = useRef(false);
  useEffect(() => {
    if (!arrives || isOver.current) return;
    isOver.current = true;
    tree.current?.focus({ preventScroll: true });
    bring();
  });
}

const PEEK = Symbol('peek');

/** Where a key leads: to a row, to opening or closing a folder, or into a file. */
function moveOf(
  key: string,
  rows: readonly TreeNode[],
  at: number,
  isOpen: (path: string) => boolean,
): number | string | typeof PEEK | undefined {
  const node = rows[at];
  const openFolder = node?.children && isOpen(node.path);
  switch (key) {
    case 'ArrowDown':
      return at + 1;
    case 'ArrowUp':
      return at - 1;
    case 'PageDown':
      return at + PAGE;
    case 'PageUp':
      return at - PAGE;
    case 'Home':
      return 0;
    case 'End':
      return rows.length - 1;
    case 'ArrowRight':
      return node?.children ? (openFolder ? at + 1 : node.path) : undefined;
    case 'ArrowLeft':
      if (node && openFolder) return node.path;
      return node?.parent ? Math.max(0, rows.indexOf(node.parent)) : undefined;
    case 'Enter':
    case ' ':
      return node?.children ? node.path : node && !node.isFolder ? PEEK : undefined;
    default:
      return undefined;
  }
}
