import { ChevronDown, ChevronRight, File, Folder } from 'lucide-react';
import { memo } from 'react';
import type { AddonContents } from '../../preload/contract.ts';
import { formatBytes } from '../format/numbers.ts';
import { classes } from '../parts/classes.ts';
import { text } from '../text/text.ts';
import styles from './contents.module.css';
import type { TreeNode } from './tree.ts';

interface FileRowProps {
  readonly id: string;
  readonly node: TreeNode;
  readonly rules: AddonContents['rules'];
  /** Where it lies in the zip, when that is not its place in the folder. */
  readonly movedTo: string | undefined;
  readonly total: number;
  readonly open: boolean;
  readonly selected: boolean;
  readonly top: number;
  readonly height: number;
}

const INDENT_REM = 1.125;

/** One row; the tree itself takes the keyboard and the pointer. */
export const FileRow = memo(
  function FileRow({ id, node, rules, movedTo, total, open, selected, top, height }: FileRowProps) {
    const canOpen = node.children !== undefined;
    const rule = rules[node.ignoredBy];
    return (
      <div
        id={id}
        role="treeitem"
        tabIndex={-1}
        aria-level={node.depth + 1}
        aria-selected={selected}
        {...(canOpen && { 'aria-expanded': open })}
        className={classes(styles.row, rule && styles.ignored, selected && styles.selected)}
        style={{ transform: `translateY(${top}px)`, height }}
      >
        <span className={styles.name} style={{ paddingInlineStart: `${node.depth * INDENT_REM}rem` }}>
          {canOpen ? <Chevron open={open} /> : <span className={styles.noChevron} />}
          {node.isFolder ? <Folder size="0.875rem" aria-hidden="true" /> : <File size="0.875rem" aria-hidden="true" />}
          <bdi className={styles.nameText}>{node.name}</bdi>
          {canOpen && <span className={styles.count}>{text.common.files(node.files)}</span>}
          {rule && <span className={styles.rule}>{text.contents.ignoredBy(rule.pattern)}</span>}
          {movedTo !== undefined && <span className={styles.moved}>{text.contents.movedTo(movedTo)}</span>}
        </span>
        <Share share={rule || total === 0 ? 0 : node.bytes / total} />
        <span className={styles.size}>{node.sizeKnown && formatBytes(node.bytes)}</span>
      </div>
    );
  },
  (before, after) =>
    before.node === after.node &&
    before.movedTo === after.movedTo &&
    before.open === after.open &&
    before.selected === after.selected &&
    before.top === after.top &&
    before.total === after.total,
);

function Chevron({ open }: { readonly open: boolean }) {
  return open ? (
    <ChevronDown size="0.875rem" aria-hidden="true" />
  ) : (
    <ChevronRight size="0.875rem" aria-hidden="true" />
  );
}

function Share({ share }: { readonly share: number }) {
  return (
    <span className={styles.share} aria-hidden="true">
      <span className={styles.shareFill} style={{ transform: `scaleX(${share})` }} />
    </span>
  );
}
