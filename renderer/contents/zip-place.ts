import type { AddonContents } from '../../preload/contract.ts';
import type { TreeNode } from './tree.ts';

type Zip = AddonContents['zip'];

/** The path in the zip of a file or folder that does not keep its place; undefined for all others, and for what is in them. */
export function movedTo(node: TreeNode, zip: Zip): string | undefined {
  const path = written(node);
  return zip.moved.find(({ from }) => from === path)?.to;
}

export function zipPath(node: TreeNode, { folder, moved }: Zip): string {
  const path = written(node);
  const place = moved.find(({ from }) => path === from || (from.endsWith('/') && path.startsWith(from)));
  return place ? place.to + path.slice(place.from.length) : folder + path;
}

function written({ path, isFolder }: TreeNode): string {
  return isFolder ? `${path}/` : path;
}
