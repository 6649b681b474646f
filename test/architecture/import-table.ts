// Who may import whom: the table of docs/architecture.md, in the one place that is enforced.

/** A room of the house. The first whose `holds` fits a file is the room of that file. */
export interface Room {
  readonly name: string;
  /** A folder of the repository ("main/addon/"), or one file. */
  readonly holds: readonly string[];
  /** Packages from the registry; 'any' leaves out what is somebody's alone (see OWNED_PACKAGES). */
  readonly packages: readonly string[] | 'any';
  readonly node: boolean;
  /** What it may import of the rest of the repository: whole folders, or single files. */
  readonly neighbours: readonly string[];
}

export const UI_LIBRARIES = [
  'react',
  'react-dom',
  'zustand',
  '@mantine/core',
  '@mantine/hooks',
  '@mantine/notifications',
  '@mantine/spotlight',
  '@tanstack/react-virtual',
  'lucide-react',
  'recharts',
];

/** Packages that only the named folder or file may import, whatever its room allows. */
export const OWNED_PACKAGES: Readonly<Record<string, readonly string[]>> = {
  electron: ['main/electron/', 'preload/index.ts'],
  // Reaches for Electron as soon as it is loaded.
  'electron-store': ['main/electron/'],
  ...Object.fromEntries(UI_LIBRARIES.map((library) => [library, ['renderer/']])),
};

const PROTOCOL = 'protocol/index.ts';
const MESSAGES = 'preload/messages/index.ts';
const REGISTRY_PAGES = 'preload/messages/registry-pages.ts';
const CONTRACT = ['preload/contract.ts', 'preload/contract/'];

function shell(name: string): Room {
  // Everything in main, except the other two shells (which are rooms of their own, so nobody names them here).
  const words = name === 'main/cli' ? ['preload/messages/terminal.ts'] : [];
  const neighbours = [PROTOCOL, MESSAGES, ...CONTRACT, 'main/', ...words];
  return { name, holds: [`${name}/`], packages: 'any', node: true, neighbours };
}

export const SHELLS = ['main/electron/', 'main/browser/', 'main/cli/'];

export const ROOMS: readonly Room[] = [
  { name: 'protocol', holds: ['protocol/'], packages: ['zod'], node: false, neighbours: [] },
  { name: 'messages', holds: ['preload/messages/'], packages: [], node: false, neighbours: [PROTOCOL, ...CONTRACT] },
  { name: 'preload', holds: ['preload/'], packages: ['zod', 'electron'], node: false, neighbours: [PROTOCOL] },
  {
    name: 'renderer',
    holds: ['renderer/'],
    packages: UI_LIBRARIES,
    node: false,
    // Not all languages at once: the page loads the one it shows.
    neighbours: [PROTOCOL, 'preload/messages/page.ts', 'preload/messages/plural.ts', ...CONTRACT],
  },
  shell('main/electron'),
  shell('main/browser'),
  shell('main/cli'),
  {
    // Builds the services and hands them to whichever shell is running, so it may know them all.
    name: 'the composition root',
    holds: ['main/app/', 'main/bridge/'],
    packages: 'any',
    node: true,
    neighbours: [PROTOCOL, MESSAGES, ...CONTRACT, 'main/*/index.ts'],
  },
  {
    // Chooses the shell; the only file that knows more than one.
    name: 'main/start.ts',
    holds: ['main/start.ts'],
    packages: 'any',
    node: true,
    neighbours: ['main/*/index.ts'],
  },
  {
    // Each folder of main that is none of the above is a room by itself: addon, archive, publish, registry, settings...
    name: 'a service',
    holds: ['main/*/'],
    packages: 'any',
    node: true,
    neighbours: [PROTOCOL, MESSAGES, REGISTRY_PAGES, ...CONTRACT, 'main/*/index.ts'],
  },
];

/** What services may not reach even through an index.ts: the root that builds them. */
export const ABOVE_SERVICES = ['main/app/', 'main/bridge/', 'main/start.ts'];
