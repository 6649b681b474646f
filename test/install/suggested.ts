import { detectAddon, scanAddon } from '../../main/addon/index.ts';
import { type Tree, writeTree } from '../addon/preflight/check-folder.ts';
import { tempFolder } from '../temp-folder.ts';

/** The scripts that are suggested for a folder of these files. */
export async function detect(tree: Tree) {
  const folder = tempFolder();
  writeTree(folder, tree);
  return (await detectAddon(await scanAddon(folder))).suggested;
}
