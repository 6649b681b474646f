import type { TreeNode } from '../tree.ts';
import { FILE_TYPES, type FileType, fileTypeOf } from './file-types.ts';

/** A file or folder of the map: what of it is shown, largest first. */
export interface MapNode {
  readonly node: TreeNode;
  readonly bytes: number;
  readonly files: number;
  /** Undefined for a file. */
  readonly children: readonly MapNode[] | undefined;
  /** Of a folder, what most of its bytes are. */
  readonly type: FileType;
}

/** What is packed below a folder and wanted; undefined when that is nothing. */
export function mapTree(node: TreeNode, wanted: (file: TreeNode) => boolean): MapNode | undefined {
  if (node.children === undefined) {
    const shown = node.files > 0 && node.bytes > 0 && wanted(node);
    return shown ? { node, bytes: node.bytes, files: 1, children: undefined, type: fileTypeOf(node.name) } : undefined;
  }
  const children = node.children.flatMap((child) => mapTree(child, wanted) ?? []);
  if (children.length === 0) return undefined;
  children.sort((a, b) => b.bytes - a.bytes);
  return {
    node,
    bytes: children.reduce((sum, { bytes }) => sum + bytes, 0),
    files: children.reduce((sum, { files }) => sum + files, 0),
    children,
    type: largestType(children),
  };
}

function largestType(children: readonly MapNode[]): FileType {
  const sums = new Map<FileType, number>();
  for (const { type, bytes } of children) sums.set(type, (sums.get(type) ?? 0) + bytes);
  return [...sums].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? 'other';
}

/** The folder of a path in the map, or the nearest above it that is still there. */
export function folderAt(root: MapNode, path: string): MapNode {
  let folder = root;
  for (;;) {
    const next: MapNode | undefined = folder.children?.find(
      (child) => child.children && (child.node.path === path || path.startsWith(`${child.node.path}/`)),
    );
    if (!next) return folder;
    folder = next;
  }
}

export interface TypeSum {
  readonly type: FileType;
  readonly bytes: number;
  readonly files: number;
}

/** How much of each type is packed below a folder, largest first. */
export function typeSums(root: TreeNode): readonly TypeSum[] {
  const sums = new Map(FILE_TYPES.map((type) => [type, { type, bytes: 0, files: 0 }]));
  const visit = (node: TreeNode): void => {
    for (const child of node.children ?? []) visit(child);
    if (node.children !== undefined || node.files === 0) return;
    const sum = sums.get(fileTypeOf(node.name));
    if (!sum) return;
    sum.bytes += node.bytes;
    sum.files += 1;
  };
  visit(root);
  return [...sums.values()].filter(({ files }) => files > 0).toSorted((a, b) => b.bytes - a.bytes);
}
