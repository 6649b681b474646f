import type { AddonContents } from '../../preload/contract.ts';
import { matcher } from '../format/matcher.ts';

/** A file or folder of the contents tree. Folders sum up what is packed below them. */
export interface TreeNode {
  readonly path: string;
  readonly name: string;
  readonly depth: number;
  readonly parent: TreeNode | undefined;
  readonly isFolder: boolean;
  /** Undefined for a file, and for a folder that is left out whole: nobody has looked into it. */
  readonly children: TreeNode[] | undefined;
  /** Bytes that are packed; for an ignored file what it has on disk. */
  bytes: number;
  readonly sizeKnown: boolean;
  /** Files that are packed. */
  files: number;
  /** Files and whole folders that are left out. */
  ignored: number;
  /** Index of the rule that leaves this file out, or -1. */
  readonly ignoredBy: number;
}

export interface ContentsTree {
  readonly root: TreeNode;
  readonly ignoredBytes: number;
}

/** Puts the columns of the contract together as a tree. Runs once for each answer, for 50,000 files too. */
export function buildTree({ paths, sizes, ignoredBy }: AddonContents): ContentsTree {
  const root = folder('', '', -1, undefined);
  const folders = new Map<string, TreeNode>([['', root]]);
  let ignoredBytes = 0;
  for (const [at, written] of paths.entries()) {
    const isFolder = written.endsWith('/');
    const path = isFolder ? written.slice(0, -1) : written;
    const slash = path.lastIndexOf('/');
    const parent = folderOf(path.slice(0, Math.max(0, slash)), folders, root);
    const size = sizes[at] ?? undefined;
    const bytes = size ?? 0;
    const rule = ignoredBy[at] ?? -1;
    const packed = rule < 0;
    parent.children?.push({
      path,
      name: path.slice(slash + 1),
      depth: parent.depth + 1,
      parent,
      isFolder,
      children: undefined,
      bytes,
      sizeKnown: size !== undefined,
      files: packed ? 1 : 0,
      ignored: packed ? 0 : 1,
      ignoredBy: rule,
    });
    if (!packed) ignoredBytes += bytes;
    for (let above: TreeNode | undefined = parent; above; above = above.parent) {
      if (packed) {
        above.bytes += bytes;
        above.files += 1;
      } else above.ignored += 1;
    }
  }
  sortTree(root);
  return { root, ignoredBytes };
}

function folder(path: string, name: string, depth: number, parent: TreeNode | undefined): TreeNode {
  const empty = { children: [], bytes: 0, sizeKnown: true, files: 0, ignored: 0, ignoredBy: -1 };
  return { path, name, depth, parent, isFolder: true, ...empty };
}

function folderOf(path: string, folders: Map<string, TreeNode>, root: TreeNode): TreeNode {
  const known = folders.get(path);
  if (known) return known;
  const slash = path.lastIndexOf('/');
  const parent = slash < 0 ? root : folderOf(path.slice(0, slash), folders, root);
  const made = folder(path, path.slice(slash + 1), parent.depth + 1, parent);
  parent.children?.push(made);
  folders.set(path, made);
  return made;
}

const byName = new Intl.Collator(undefined, { numeric: true });

function sortTree(node: TreeNode): void {
  node.children?.sort((a, b) => Number(b.isFolder) - Number(a.isFolder) || byName.compare(a.name, b.name));
  for (const child of node.children ?? []) if (child.children) sortTree(child);
}

/** The file or folder of a path; undefined where the tree has none. */
export function nodeAt(root: TreeNode, path: string | undefined): TreeNode | undefined {
  if (path === undefined) return undefined;
  let node = root;
  for (;;) {
    const next: TreeNode | undefined = node.children?.find(
      (child) => child.path === path || (child.children && path.startsWith(`${child.path}/`)),
    );
    if (!next || next.path === path) return next;
    node = next;
  }
}

export type Shown = 'all' | 'packed' | 'ignored';

export interface Rows {
  readonly rows: readonly TreeNode[];
  readonly matches: number;
}

/** The rows on screen: what is open, or with a filter every match and the folders it is in. */
export function visibleRows(root: TreeNode, open: ReadonlySet<string>, shown: Shown, query: string): Rows {
  const matches = matcher(query);
  const filtering = query.trim() !== '' || shown !== 'all';
  const rows: TreeNode[] = [];
  let found = 0;
  const wanted = (file: TreeNode) =>
    (shown === 'all' || (shown === 'packed') === file.ignoredBy < 0) && matches(file.path);
  const visit = (node: TreeNode): boolean => {
    let any = false;
    for (const child of node.children ?? []) {
      if (child.children === undefined) {
        if (!wanted(child)) continue;
        rows.push(child);
        found++;
        any = true;
      } else if (filtering) {
        // The folder stands before its matches, and goes again when there were none.
        const at = rows.push(child) - 1;
        if (visit(child)) any = true;
        else rows.length = at;
      } else {
        rows.push(child);
        any = true;
        if (open.has(child.path)) visit(child);
      }
    }
    return any;
  };
  visit(root);
  return { rows, matches: found };
}

export function folderPaths(root: TreeNode): Set<string> {
  const paths = new Set<string>();
  const visit = (node: TreeNode) => {
    for (const child of node.children ?? []) {
      if (!child.children) continue;
      paths.add(child.path);
      visit(child);
    }
  };
  visit(root);
  return paths;
}
