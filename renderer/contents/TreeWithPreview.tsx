import { useMediaQuery } from '@mantine/hooks';
import { lazy, Suspense, useMemo, useState } from 'react';
import type { AddonContents, AddonSummary } from '../../preload/contract.ts';
import styles from './contents.module.css';
import { FileTree } from './FileTree.tsx';
import { SelectedFile } from './SelectedFile.tsx';
import { type ContentsTree, nodeAt, type TreeNode } from './tree.ts';

const PreviewPane = lazy(async () => ({ default: (await import('../preview/PreviewPane.tsx')).PreviewPane }));
const Peek = lazy(async () => ({ default: (await import('../preview/PreviewPane.tsx')).Peek }));

/** The preview stands beside the tree where both have room; where they have not, it opens over the tree. */
const WIDE = '(min-width: 64rem)';

interface TreeWithPreviewProps {
  readonly addon: AddonSummary;
  readonly contents: AddonContents;
  readonly tree: ContentsTree;
  readonly rows: readonly TreeNode[];
  readonly isOpen: (path: string) => boolean;
  readonly onToggle: (path: string) => void;
  readonly selectedPath: string | undefined;
  readonly onSelect: (path: string) => void;
  /** Somebody chose a file elsewhere and comes to see it here. */
  readonly arrives: boolean;
}

export function TreeWithPreview({
  addon,
  contents,
  tree,
  rows,
  isOpen,
  onToggle,
  selectedPath,
  onSelect,
  arrives,
}: TreeWithPreviewProps) {
  const isWide = useMediaQuery(WIDE) ?? false;
  const [peeking, setPeeking] = useState(false);
  // The tree is built anew when the folder changes; the choice stays with the path.
  const selected = useMemo(() => nodeAt(tree.root, selectedPath), [tree, selectedPath]);
  const peek = () => setPeeking(true);
  return (
    <>
      <div className={styles.beside}>
        <FileTree
          rows={rows}
          contents={contents}
          total={tree.root.bytes}
          isOpen={isOpen}
          onToggle={onToggle}
          selected={selected}
          onSelect={(node) => onSelect(node.path)}
          onPeek={peek}
          arrives={arrives}
        />
        {isWide && (
          <Suspense fallback={<div />}>
            <PreviewPane addonId={addon.id} node={selected} contents={contents} />
          </Suspense>
        )}
      </div>
      {selected && <SelectedFile addon={addon} node={selected} contents={contents} onPeek={peek} />}
      {peeking && selected && !selected.isFolder && (
        <Suspense>
          <Peek addonId={addon.id} node={selected} contents={contents} onClose={() => setPeeking(false)} />
        </Suspense>
      )}
    </>
  );
}
