import { useMemo, useState } from 'react';
import { matcher } from '../../format/matcher.ts';
import { formatBytes } from '../../format/numbers.ts';
import { Empty } from '../../parts/Empty.tsx';
import { text } from '../../text/text.ts';
import type { TreeNode } from '../tree.ts';
import { type FileType, fileTypeOf } from './file-types.ts';
import { Legend } from './Legend.tsx';
import { MapFields } from './MapFields.tsx';
import { MapList } from './MapList.tsx';
import styles from './map.module.css';
import { folderAt, type MapNode, mapTree, typeSums } from './map-tree.ts';

const t = text.contents.map;

interface SizeMapProps {
  readonly root: TreeNode;
  readonly query: string;
  readonly onFile: (file: TreeNode) => void;
}

/** What takes the space: the packed files that the filter lets through, by folder and by type. */
export function SizeMap({ root, query, onFile }: SizeMapProps) {
  const [path, setPath] = useState('');
  const [only, setOnly] = useState<FileType>();
  const [marked, setMarked] = useState<string>();
  const sums = useMemo(() => typeSums(root), [root]);
  const whole = useMemo(() => {
    const matches = matcher(query);
    return mapTree(
      root,
      ({ path: inside, name }) => matches(inside) && (only === undefined || fileTypeOf(name) === only),
    );
  }, [root, query, only]);
  const legend = <Legend sums={sums} only={only} onOnly={setOnly} />;
  if (!whole) {
    return (
      <>
        {legend}
        <Empty title={t.nothing} />
      </>
    );
  }
  const folder = folderAt(whole, path);
  const choose = ({ node, children }: MapNode) => (children ? setPath(node.path) : onFile(node));
  return (
    <>
      {legend}
      <Crumbs folder={folder} onOpen={setPath} />
      <div className={styles.both}>
        <MapFields folder={folder} marked={marked} onChoose={choose} />
        <MapList
          folder={folder}
          onMark={setMarked}
          onChoose={choose}
          onUp={() => setPath(folder.node.parent?.path ?? '')}
        />
      </div>
    </>
  );
}

function Crumbs({ folder, onOpen }: { readonly folder: MapNode; readonly onOpen: (path: string) => void }) {
  const way: TreeNode[] = [];
  for (let node: TreeNode | undefined = folder.node; node; node = node.parent) way.unshift(node);
  return (
    <nav className={styles.crumbs} aria-label={t.way}>
      {way.map((node) => (
        <button
          key={node.path}
          type="button"
          className={styles.crumb}
          aria-current={node === folder.node ? 'location' : undefined}
          onClick={() => onOpen(node.path)}
        >
          {node.parent ? <bdi>{node.name}</bdi> : t.root}
        </button>
      ))}
      <span>{formatBytes(folder.bytes)}</span>
      {folder.node.parent === undefined && <span>{t.hint}</span>}
    </nav>
  );
}
