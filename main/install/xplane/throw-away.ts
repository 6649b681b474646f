import { mkdir, mkdtemp, readdir, realpath, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { removeTree } from '../files/copy-tree.ts';

/** A folder with an X-Plane that was never flown in, and beside it what a client needs while it works. */
export interface ThrowAway {
  /** Everything lies in here; its path has no links. */
  readonly bounds: string;
  readonly xplane: string;
  readonly trash: string;
  remove(): Promise<void>;
}

const FOLDERS: readonly string[] = [
  'Aircraft/Laminar Research',
  'Aircraft/Extra Aircraft',
  'Custom Scenery',
  'Custom Data',
  'Output/preferences',
  'Resources/default scenery',
  'Resources/plugins/FlyWithLua/Scripts',
  'Resources/plugins/FlyWithLua/Modules',
  'Resources/plugins/PythonPlugins',
  'xpkg',
];

/** What other add-ons have lying where this one may go; none of it may be gone afterwards. */
const OTHER_ADDONS_FILES: readonly string[] = [
  'Aircraft/Extra Aircraft/Another Aircraft/another.acf',
  'Custom Scenery/Another Scenery/library.txt',
  'Resources/plugins/AnotherPlugin/lin_x64/AnotherPlugin.xpl',
  ...['Scripts', 'Modules'].flatMap((place) => shared(`Resources/plugins/FlyWithLua/${place}`, 'another.lua')),
  ...shared('Resources/plugins/PythonPlugins', 'PI_another.py'),
];

/** Folders that scripts of several authors have beside them. */
function shared(place: string, file: string): string[] {
  const names = ['lib', 'libs', 'modules', 'resources', 'images', 'sounds', 'data', 'config', 'textures', 'utils'];
  return [`${place}/${file}`, ...names.map((name) => `${place}/${name}/another add-on's ${file}`)];
}

/** Makes one in a folder of the system's own for such things, or in an empty folder that is given. */
export async function makeThrowAway(into?: string): Promise<ThrowAway> {
  const made = into === undefined ? await mkdtemp(join(tmpdir(), 'loadmaster-try-')) : await emptyFolder(into);
  const bounds = await realpath(made);
  const xplane = join(bounds, 'X-Plane');
  const trash = join(bounds, 'deleted');
  for (const folder of FOLDERS) await mkdir(join(xplane, folder), { recursive: true });
  for (const file of OTHER_ADDONS_FILES) {
    await mkdir(dirname(join(xplane, file)), { recursive: true });
    await writeFile(join(xplane, file), '', { flag: 'wx' });
  }
  await mkdir(trash);
  // The client makes no folder for @tmp itself, only the one around it.
  await mkdir(join(bounds, 'temporary'));
  return { bounds, xplane, trash, remove: () => removeTree(bounds) };
}

export class FolderInUse extends Error {}

async function emptyFolder(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length > 0) throw new FolderInUse(folder);
  return folder;
}
