import { mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { readIgnoreRules } from '../../main/addon/ignore/rules.ts';
import { detectAddon, scanAddon } from '../../main/addon/index.ts';
import { FileWork } from '../../main/install/files/file-work.ts';
import { type LayOut, packageFromFolder, type Rehearsal, rehearse, type Step } from '../../main/install/index.ts';
import { runScript, type ScriptOutcome } from '../../main/install/sakura/run-script.ts';
import type { PackageType } from '../../protocol/index.ts';
import { type Tree, writeTree } from '../addon/preflight/check-folder.ts';
import { tempFolder } from '../temp-folder.ts';

/** An add-on folder as something that can be tried. */
export async function layOutOf(tree: Tree, packageType?: PackageType): Promise<LayOut> {
  const folder = tempFolder();
  writeTree(folder, tree);
  const scan = await scanAddon(folder, { ignore: await readIgnoreRules(folder) });
  const detection = await detectAddon(scan);
  const project = { packageName: 'The Add-on', ...(packageType !== undefined && { packageType }) };
  return (unpacked, mode) =>
    packageFromFolder({ folder, scan, detection, project, packageId: 'author.addon' }, unpacked, mode);
}

export async function tryTree(
  tree: Tree,
  more: {
    last?: Tree;
    type?: PackageType;
    into?: string;
    once?: readonly string[];
    folderName?: string;
    onStep?: (step: Step) => void;
  } = {},
): Promise<Rehearsal> {
  return rehearse({
    layOut: await layOutOf(tree, more.type),
    layOutLast: more.last === undefined ? undefined : await layOutOf(more.last, more.type),
    folderName: more.folderName ?? 'The Add-on',
    into: more.into,
    depot: more.once && { isOnce: (path) => more.once?.includes(path) ?? false },
    onStep: more.onStep,
  });
}

export interface ScriptWorld {
  readonly bounds: string;
  run(text: string): Promise<ScriptOutcome>;
}

/** An X-Plane folder `x` with `open` writable and `shut` not, a package `p`, and everything inside one folder. */
export function scriptWorld(tree: Tree = {}): ScriptWorld {
  const bounds = realpathSync(tempFolder());
  for (const folder of ['x/open', 'x/shut', 'x/hidden', 'p/author.addon', 'trash', 'tmp'])
    mkdirSync(join(bounds, folder), { recursive: true });
  writeTree(bounds, tree);
  const x = join(bounds, 'x');
  const access = {
    read: [x, join(bounds, 'p'), join(bounds, 'tmp')],
    notRead: [join(x, 'hidden')],
    write: [join(x, 'open'), join(bounds, 'tmp')],
    notWrite: [join(x, 'open/not here')],
  };
  return {
    bounds,
    run: (text) =>
      runScript({
        text,
        root: x,
        variables: new Map([
          ['root', { type: 'path', value: x }],
          ['default', { type: 'path', value: join(bounds, 'p/author.addon') }],
          ['tmp', { type: 'path', value: join(bounds, 'tmp') }],
          ['packageName', { type: 'string', value: 'The Add-on' }],
        ]),
        files: new FileWork({ access, bounds, trash: join(bounds, 'trash'), mode: 'link' }),
      }),
  };
}
