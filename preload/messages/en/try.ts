import type { DepotPathFault } from '../../../protocol/index.ts';
import { depots } from './depot.ts';
import { KINDS, type Kind } from './evidence.ts';

/** What trying an install shows: each step, and what is wrong with it. */
export const tries = {
  'try-dependencies': {
    why: 'The client installs a package with everything it needs, or not at all.',
    nothingInstalled: 'The client would install nothing.',
    nothingNeeded: 'Nothing else is needed.',
    inOrder: (packages: readonly string[]) => `Installed with it, in this order: ${packages.join(', ')}.`,
    clash: (sentence: string) => sentence,
  },
  'dependency-clash': {
    circles: 'The dependencies wish for each other in circles, and no versions suit all of them.',
    noSelection: (by: string, id: string, selection: string) =>
      `${by} needs ${id} in "${selection}", which is no selection of versions.`,
    itself: (by: string, id: string, selection: string, version: string) =>
      `${by} needs ${id} in ${selection}, and ${version} is to be installed.`,
    notHere: (id: string, by: string) => `${id} is not on this registry; it is needed by ${by}.`,
    apart: (id: string, by: string) => `No version of ${id} is inside all selections: ${by}.`,
    noneSuits: (id: string, by: string, versions: readonly string[]) =>
      `No version of ${id} suits: ${by}. There ${versions.length === 1 ? 'is' : 'are'} ${versions.join(', ') || 'none'}.`,
    excluded: (by: string, other: string, selection: string) =>
      `${by} cannot be together with ${other} (${selection}).`,
  },
  'package-file': {
    tooLarge: 'The archive unpacks to more than 16 GiB, which the registry refuses.',
    leadsOut: 'The archive has a path that leads out of it.',
    noZip: (reason: string) => `This is no zip that can be read: ${reason}`,
    entryLeadsOut: (name: string) => `The archive has an entry with a path that leads out of it: "${name}".`,
    link: (name: string) => `The archive has a symbolic link, which the registry refuses: "${name}".`,
    password: (name: string) => `The archive has a password: "${name}" cannot be read.`,
    larger: (name: string) => `"${name}" is larger than the archive says.`,
    noFolder: (packageId: string) => `It has no folder ${packageId} in it.`,
  },
  'try-install': {
    why: 'What the script does here is what it does to everybody who installs the package.',
    noScript: 'There is no install.ska and no default for this type: the client stops, and nothing is installed.',
    stopped: (line: number, fault: string) =>
      `install.ska stopped at line ${line}: ${fault} Everything it did was taken back.`,
    nothingInstalled: 'The script stopped and nothing is installed.',
    ranAndPutNothing: 'The script ran, and put no file into X-Plane.',
    installed: (files: number) => (files === 1 ? 'One file was installed.' : `${files} files were installed.`),
    tookAway: 'Installing took away a file of another add-on. Copy single files into folders that are shared.',
    replaced: 'Installing replaced a file of another add-on.',
    putNothing: 'The script ran without an error and put no file into X-Plane.',
    oldClient: (type: string) =>
      `The last published X-Pkg client lets only aircraft write into X-Plane; with that one a package of type ${type} is not installed.`,
  },
  'try-place': {
    why: 'An add-on that X-Plane does not find is installed and cannot be used.',
    notLoaded: (file: string) =>
      `X-Plane does not load this plugin and says nothing about it: in this folder it loads only ${file}. Install it into a folder with the name of the .xpl.`,
    notFound: (kind: Kind, at: string) =>
      `X-Plane would not find this as ${KINDS[kind]}: it lies in ${at || 'the X-Plane folder itself'}, and X-Plane looks in ${PLACES[kind]}.`,
  },
  'try-upgrade': {
    why: 'Users put liveries, settings and notes into add-ons and expect them to be there after an update.',
    noLast: 'The last version could not be installed, so there is nothing to upgrade.',
    notFetched: (version: string, fault: string) =>
      `The upgrade from ${version} was not tried: that version could not be had. ${fault}`,
    lost: (by: UpgradedBy) =>
      `What a user put or changed here is lost when the package is upgraded by ${UPGRADED_BY[by]}.`,
    tookAway: 'Upgrading took away a file of another add-on.',
    upgraded: (by: UpgradedBy, kept: number, all: number) =>
      `Upgraded by ${UPGRADED_BY[by]}; ${kept} of ${all} traces of a user were kept.`,
    stopped: (line: number, fault: string) => `upgrade.ska stopped at line ${line}: ${fault}`,
  },
  'try-uninstall': {
    why: 'Taking an add-on away leaves X-Plane as it was before it came.',
    noScript: 'There is no uninstall.ska: users have to find and delete the files themselves.',
    stillInstalled: 'The script stopped and everything is still installed.',
    stopped: (line: number, fault: string) => `uninstall.ska stopped at line ${line}: ${fault}`,
    deleted: 'Uninstalling deleted a file of another add-on. Delete only what was installed.',
    stays: 'This file stays behind after uninstalling.',
    moreStay: (count: number) => `${count} more files stay behind after uninstalling.`,
    clean: 'Nothing stays behind, and nothing else is gone.',
    unclean: (left: number, taken: number) => `${left} files stay behind; ${taken} of others are gone.`,
  },
  'try-by-hand': {
    why: 'Many users unzip an add-on themselves; at the wrong depth it is installed and invisible.',
    nothing: 'There is nothing to unzip.',
    found: (place: string, folder: string) => `Unzipped into ${place} as ${folder}: X-Plane finds it.`,
    notFound: (place: string, folder: string) => `Unzipped into ${place} as ${folder}: X-Plane does not find it.`,
  },
  'try-skunkcrafts': {
    why: 'The updater fetches each file of the list by itself and takes away what a list names; it knows nothing of scripts or folders.',
    firstInstall: (files: number, folder: string) =>
      `First install: ${files} files into ${folder}. No earlier version was named, so no update was tried.`,
    updated: (files: number, folder: string, fetched: number, deleted: number, kept: number, all: number) =>
      `First install: ${files} files into ${folder}. Update from the last version: ${fetched} fetched, ${deleted} taken away, ${kept} of ${all} traces of a user kept.`,
    replaced:
      "What a user changed here is replaced by the update. Name the file as a once file in the destination if it is the user's own.",
    name: (fault: DepotPathFault) => `No updater gets this file: its name ${depots.depot_path[fault]}.`,
    risk: 'Some updaters fetch another address for this name, or skip it.',
  },
} as const;

const UPGRADED_BY = { reinstall: 'uninstalling and installing', script: 'upgrade.ska' } as const;
export type UpgradedBy = keyof typeof UPGRADED_BY;

/** Where a person would be told to put it. */
const PLACES: Readonly<Record<Kind, string>> = {
  aircraft: 'Aircraft, in a folder of its own',
  scenery: 'Custom Scenery, directly in a folder of its own',
  library: 'Custom Scenery, directly in a folder of its own',
  plugin: 'Resources/plugins: for a single .xpl there, and for win_x64 and its like in a folder named like the .xpl',
  livery: 'the liveries folder of its aircraft',
  flywithlua: 'Resources/plugins/FlyWithLua/Scripts, not in a folder inside it',
  xppython3: 'Resources/plugins/PythonPlugins, not in a folder inside it',
  navdata: 'Custom Data',
  csl: '',
  other: '',
};
