import { message } from '../../../../../preload/messages/index.ts';
import type { Platform } from '../../../../../protocol/index.ts';
import { isNamedForUse } from '../../../detect/folders.ts';
import { isOnly32Bit, type PluginBinary, platformOf } from '../../../detect/platforms.ts';
import { ignoreFix, patternFor, renameFix } from '../../fixes-offered.ts';
import { folderOf, nameOf } from '../../programs.ts';
import { changesPublished } from '../../published.ts';
import type { PreflightContext, Rule, RuleFinding } from '../../rule.ts';

const SYSTEM_FOLDER: Readonly<Record<Platform, string>> = { windows: 'win_x64', macOS: 'mac_x64', linux: 'lin_x64' };
const PLATFORM_FOLDER = /^(?:win|mac|lin)_x64$/i;

/** In `win_x64` and its siblings X-Plane looks for one name only (developer.x-plane.com, Building and Installing Plugins). */
export const pluginNames: Rule = {
  id: 'plugin-names',
  concerns: changesPublished,
  check(context) {
    const placed = context.detection.plugins.filter(({ path }) => PLATFORM_FOLDER.test(nameOf(folderOf(path))));
    const plugins = Map.groupBy(placed, ({ place }) => place.plugin);
    const misplaced = thinPlugins(context.detection);
    const named = [...plugins].flatMap(([plugin, binaries]) =>
      hasItsName(plugin)
        ? otherThanFolder(context, nameOf(plugin), binaries)
        : differentNames(context.scan.root, binaries),
    );
    return [...named, ...misplaced];
  },
};

/** A file that lies in no folder of a system is a plugin in `Resources/plugins` only (developer.x-plane.com, New Plugin Packaging for the SDK 3.0). */
function thinPlugins({ kind, root, plugins }: PreflightContext['detection']): readonly RuleFinding[] {
  const groups = Map.groupBy(plugins, ({ place }) => place.plugin);
  return [...groups].flatMap(([folder, files]): RuleFinding[] => {
    const [first] = files;
    if (first === undefined || files.some(({ place }) => place.platform !== undefined)) return [];
    // What is no program at all, or one for X-Plane 10 that no place helps, is told by the platforms.
    if (first.header === undefined || files.every(isOnly32Bit)) return [];
    const name = nameOf(first.path).replace(/\.xpl$/i, '');
    const system = SYSTEM_FOLDER[platformOf(first.header)];
    if (kind === 'plugin') {
      if (folder !== root) return [];
      const said = message('plugin-names.thin', nameOf(first.path), `${name}/${system}/${name}.xpl`);
      return [{ severity: 'note', path: first.path, key: 'thin', message: said, why: message('plugin-names.whyThin') }];
    }
    const isAround = kind === 'aircraft' || kind === 'scenery' || kind === 'library';
    if (!isAround || !/(?:^|\/)plugins(?:\/[^/]+)?$/i.test(folder)) return [];
    const isBare = /(?:^|\/)plugins$/i.test(folder);
    const wanted = `${folder}/${isBare ? `${name}/` : ''}${system}/${isBare ? name : nameOf(folder)}.xpl`;
    const said = message('plugin-names.thinInside', wanted);
    return [{ severity: 'warning', path: first.path, key: 'thin', message: said }];
  });
}

/** A folder `Plugins` or `release` is renamed when the plugin is installed. */
function hasItsName(plugin: string): boolean {
  return plugin !== '' && !isNamedForUse(nameOf(plugin));
}

function otherThanFolder(
  { scan }: PreflightContext,
  plugin: string,
  binaries: readonly PluginBinary[],
): readonly RuleFinding[] {
  const wanted = `${plugin}.xpl`;
  return [...Map.groupBy(binaries, ({ path }) => folderOf(path))].flatMap(([folder, here]): RuleFinding[] => {
    const [first, ...others] = here;
    if (first === undefined) return [];
    if (here.some(({ path }) => isNamed(path, wanted))) {
      return here.filter(({ path }) => !isNamed(path, wanted)).map(({ path }) => passedOver(scan.root, path, wanted));
    }
    return [
      {
        severity: 'warning',
        path: first.path,
        message: message(
          isOtherCase(first.path, wanted) ? 'plugin-names.otherCase' : 'plugin-names.notFound',
          folder,
          wanted,
        ),
        ...(others.length === 0 && { fix: renameFix(scan.root, first.path, `${folder}/${wanted}`) }),
      },
    ];
  });
}

/** Where the add-on itself is the plugin, its folder gets its name when it is installed; but one name must fit everywhere. */
function differentNames(root: string, binaries: readonly PluginBinary[]): readonly RuleFinding[] {
  const byFolder = [...Map.groupBy(binaries, ({ path }) => folderOf(path)).values()];
  const names = byFolder.map((here) => new Set(here.map(({ path }) => nameOf(path).toLowerCase())));
  const [first, ...others] = names;
  const path = binaries[0]?.path;
  if (first === undefined || path === undefined) return [];
  const shared = [...first].filter((name) => others.every((set) => set.has(name)));
  if (shared.length > 0) {
    const [wanted = ''] = shared;
    if (shared.length > 1 || others.length === 0) return [];
    const besides = binaries.filter((binary) => nameOf(binary.path).toLowerCase() !== wanted);
    return besides.map((binary) => passedOver(root, binary.path, wanted));
  }
  const told = [...new Set(binaries.map((binary) => binary.path))];
  return [
    {
      severity: 'warning',
      path,
      message: message('plugin-names.different', told),
    },
  ];
}

/** What is joined into the plugin, such as a part for one processor, or a build of before. */
function passedOver(root: string, path: string, wanted: string): RuleFinding {
  return {
    severity: 'warning',
    path,
    key: 'passed over',
    message: message('plugin-names.passedOver', wanted),
    why: message('platforms.whyStray'),
    fix: ignoreFix(root, patternFor(path)),
  };
}

/** A name that Linux alone takes for another. */
function isOtherCase(path: string, wanted: string): boolean {
  return nameOf(path).toLowerCase() === wanted.toLowerCase();
}

/** Linux alone tells upper and lower case apart. */
function isNamed(path: string, wanted: string): boolean {
  const name = nameOf(path);
  return /^lin_x64$/i.test(nameOf(folderOf(path))) ? name === wanted : name.toLowerCase() === wanted.toLowerCase();
}
