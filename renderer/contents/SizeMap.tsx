import { useMemo, useState } from 'react';
import { formatBytes } from '../format/numbers.ts';
import { text } from '../text/text.ts';
import styles from './contents.module.css';
import { type Rect, squarify } from './squarify.ts';
import type { TreeNode } from './tree.ts';

const t = text.contents.map;
const FIELDS = 60;
/** The map is laid out in these units and stretched, so that it needs no measuring. */
const AREA: Rect = { x: 0, y: 0, width: 160, height: 90 };

/** What takes the space, folder by folder. */
export function SizeMap({ root }: { readonly root: TreeNode }) {
  const [folder, setFolder] = useState(root);
  const inTree = rootOf(folder) === root ? folder : root;
  const { shown, rest } = useMemo(() => largest(inTree), [inTree]);
  const fields = useMemo(
    () =>
      squarify(
        [...shown, ...(rest ? [rest] : [])].map(({ bytes }) => bytes),
        AREA,
      ),
    [shown, rest],
  );
  return (
    <>
      <Crumbs folder={inTree} onOpen={setFolder} />
      <section className={styles.map} aria-label={t.label}>
        {shown.map((node, at) => (
          <Field key={node.path} node={node} rect={fields[at]} onOpen={setFolder} />
        ))}
        {rest && <RestField files={rest.files} bytes={rest.bytes} rect={fields[shown.length]} />}
      </section>
    </>
  );
}

function rootOf(node: TreeNode): TreeNode {
  return node.parent ? rootOf(node.parent) : node;
}

interface Rest {
  readonly files: number;
  readonly bytes: number;
}

function largest({ children }: TreeNode): { readonly shown: readonly TreeNode[]; readonly rest: Rest | null } {
  const packed = (children ?? [])
    .filter(({ bytes, files }) => bytes > 0 && files > 0)
    .toSorted((a, b) => b.bytes - a.bytes);
  const others = packed.slice(FIELDS);
  const rest = others.reduce((sum, { bytes, files }) => ({ bytes: sum.bytes + bytes, files: sum.files + files }), {
    bytes: 0,
    files: 0,
  });
  return { shown: packed.slice(0, FIELDS), rest: others.length > 0 ? rest : null };
}

function placed({ x, y, width, height }: Rect) {
  return {
    left: `${(x / AREA.width) * 100}%`,
    top: `${(y / AREA.height) * 100}%`,
    width: `${(width / AREA.width) * 100}%`,
    height: `${(height / AREA.height) * 100}%`,
  };
}

interface FieldProps {
  readonly node: TreeNode;
  readonly rect: Rect | undefined;
  readonly onOpen: (folder: TreeNode) => void;
}

function Field({ node, rect, onOpen }: FieldProps) {
  if (!rect) return null;
  const label = t.open(node.path, formatBytes(node.bytes));
  const inside = (
    <>
      <bdi className={styles.fieldName}>{node.name}</bdi>
      <span className={styles.fieldSize}>{formatBytes(node.bytes)}</span>
    </>
  );
  if (node.children === null) {
    return (
      <div className={styles.field} style={placed(rect)} title={label}>
        {inside}
      </div>
    );
  }
  return (
    <button
      type="button"
      className={styles.field}
      style={placed(rect)}
      title={label}
      aria-label={label}
      onClick={() => onOpen(node)}
    >
      {inside}
    </button>
  );
}

function RestField({ files, bytes, rect }: Rest & { readonly rect: Rect | undefined }) {
  if (!rect) return null;
  return (
    <div className={styles.field} style={placed(rect)}>
      <span className={styles.fieldName}>{t.rest(text.common.files(files))}</span>
      <span className={styles.fieldSize}>{formatBytes(bytes)}</span>
    </div>
  );
}

function Crumbs({ folder, onOpen }: { readonly folder: TreeNode; readonly onOpen: (folder: TreeNode) => void }) {
  const way: TreeNode[] = [];
  for (let node: TreeNode | null = folder; node; node = node.parent) way.unshift(node);
  return (
    <div className={styles.crumbs}>
      {way.map((node) => (
        <button
          key={node.path}
          type="button"
          className={styles.crumb}
          disabled={node === folder}
          onClick={() => onOpen(node)}
        >
          {node.parent ? <bdi>{node.name}</bdi> : t.root}
        </button>
      ))}
      <span>{formatBytes(folder.bytes)}</span>
      {folder.parent === null && <span>{t.hint}</span>}
    </div>
  );
}
