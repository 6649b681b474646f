import { homedir } from 'node:os';
import { join } from 'node:path';
import type { AppPaths } from './shell.ts';

interface Setting {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

/** The author's Loadmaster folder, the same for every shell; LOADMASTER_DATA names another, for tests and for USB sticks. */
export function loadmasterFolder({ platform, env, home }: Setting = thisMachine()): string {
  if (env.LOADMASTER_DATA) return env.LOADMASTER_DATA;
  switch (platform) {
    case 'darwin':
      return join(home, 'Library', 'Application Support', 'Loadmaster');
    case 'win32':
      return join(env.APPDATA ?? join(home, 'AppData', 'Roaming'), 'Loadmaster');
    default:
      return join(env.XDG_CONFIG_HOME ?? join(home, '.config'), 'Loadmaster');
  }
}

/** What lies where in it. Electron keeps its own things in the same folder, under other names. */
export function appPaths(folder: string, home: string, downloads: string): AppPaths {
  return {
    data: join(folder, 'workshop'),
    otherData: [terminalData(folder)],
    cache: join(folder, 'archives'),
    logs: join(folder, 'logs'),
    downloads,
    home,
  };
}

/** The terminal keeps a journal of its own, so that it can run beside the app. */
export function terminalData(folder: string): string {
  return join(folder, 'terminal');
}

function thisMachine(): Setting {
  return { platform: process.platform, env: process.env, home: homedir() };
}
