import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { detectAddon } from '../../../main/addon/detect/detect.ts';
import { readIgnoreRules } from '../../../main/addon/ignore/rules.ts';
import {
  type CheckedFinding,
  openFileContents,
  type PreflightContext,
  runPreflight,
} from '../../../main/addon/preflight/index.ts';
import { scanAddon } from '../../../main/addon/scan/scan.ts';
import { tempFolder } from '../../temp-folder.ts';

/** Files of an add-on: text, bytes, or `{ link }` for a symbolic link. */
export type Tree = Readonly<Record<string, string | Uint8Array | { readonly link: string }>>;

export function writeTree(root: string, tree: Tree): void {
  for (const [path, content] of Object.entries(tree)) {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    if (typeof content === 'object' && 'link' in content) symlinkSync(content.link, file);
    else writeFileSync(file, content);
  }
}

export async function contextFor(root: string, more: Partial<PreflightContext> = {}): Promise<PreflightContext> {
  const scan = await scanAddon(root, { ignore: await readIgnoreRules(root) });
  const detection = await detectAddon(scan);
  return {
    scan,
    detection,
    contents: openFileContents(root),
    packageId: 'author.package',
    packageType: detection.suggested.packageType,
    scripts: {},
    resources: [],
    ...more,
  };
}

/** Checks a folder made of `tree` and gives what it found. */
export async function checkTree(tree: Tree, more: Partial<PreflightContext> = {}): Promise<readonly CheckedFinding[]> {
  const root = tempFolder();
  writeTree(root, tree);
  return (await runPreflight(await contextFor(root, more))).findings;
}
