import type { MenuItemConstructorOptions } from 'electron';
import type { Emitters, Place } from '../../preload/contract.ts';
import type { Desktop } from './desktop.ts';
import { openOutside } from './dialogs.ts';

type Command = Parameters<Emitters['app']['command']>[0]['command'];

/** Installed after the first paint, and the same for the app's whole life. */
export function installMenu(desktop: Desktop): void {
  const { Menu, shell } = desktop.electron;
  const template = menuTemplate(
    { platform: process.platform, developing: desktop.developing },
    {
      goTo: (place) => desktop.emit.app.goTo(place),
      command: (command) => desktop.emit.app.command({ command }),
      openLink: (address) => void openOutside(shell, address),
    },
  );
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

export type MenuActions = {
  readonly goTo: (place: Place) => void;
  readonly command: (command: Command) => void;
  readonly openLink: (address: string) => void;
};

export type MenuSetting = { readonly platform: NodeJS.Platform; readonly developing: boolean };

const XPLANE_DOCUMENTATION = 'https://developer.x-plane.com/docs/';
const SEPARATOR: MenuItemConstructorOptions = { type: 'separator' };

/** The application menu by each platform's conventions: the app's own menu on macOS, preferences under File elsewhere. */
export function menuTemplate(
  { platform, developing }: MenuSetting,
  actions: MenuActions,
): MenuItemConstructorOptions[] {
  const mac = platform === 'darwin';
  const settings: MenuItemConstructorOptions = {
    label: mac ? 'Settings ...' : '&Settings',
    accelerator: 'CmdOrCtrl+,',
    click: () => actions.goTo({ screen: 'settings' }),
  };
  return [
    ...(mac ? [appMenu(settings)] : []),
    fileMenu(mac ? [{ role: 'close' }] : [settings, SEPARATOR, { role: 'quit' }], actions),
    { role: 'editMenu' },
    addonMenu(actions),
    viewMenu(developing, actions),
    { role: 'windowMenu' },
    {
      role: 'help',
      submenu: [{ label: 'X-Plane documentation', click: () => actions.openLink(XPLANE_DOCUMENTATION) }],
    },
  ];
}

function appMenu(settings: MenuItemConstructorOptions): MenuItemConstructorOptions {
  const rest: MenuItemConstructorOptions[] = [
    { role: 'services' },
    SEPARATOR,
    { role: 'hide' },
    { role: 'hideOthers' },
    { role: 'unhide' },
    SEPARATOR,
    { role: 'quit' },
  ];
  return { role: 'appMenu', submenu: [{ role: 'about' }, SEPARATOR, settings, SEPARATOR, ...rest] };
}

function fileMenu(last: MenuItemConstructorOptions[], { command }: MenuActions): MenuItemConstructorOptions {
  return {
    label: '&File',
    submenu: [
      { label: '&Add a folder ...', accelerator: 'CmdOrCtrl+O', click: () => command('add-folder') },
      SEPARATOR,
      ...last,
    ],
  };
}

function addonMenu({ command }: MenuActions): MenuItemConstructorOptions {
  return {
    label: '&Add-on',
    submenu: [
      { label: '&Check', accelerator: 'CmdOrCtrl+Shift+C', click: () => command('check') },
      { label: '&Build', accelerator: 'CmdOrCtrl+B', click: () => command('build') },
      { label: '&Publish ...', accelerator: 'CmdOrCtrl+Shift+P', click: () => command('publish') },
      SEPARATOR,
      { label: '&Retry all failed', accelerator: 'CmdOrCtrl+Shift+R', click: () => command('retry-all-failed') },
    ],
  };
}

function viewMenu(developing: boolean, { goTo, command }: MenuActions): MenuItemConstructorOptions {
  const places: [string, Place][] = [
    ['&Hangar', { screen: 'hangar' }],
    ['&Activity', { screen: 'activity' }],
    ['&Registry', { screen: 'registry' }],
    ['&Tools', { screen: 'tools' }],
    ['He&lp', { screen: 'help' }],
  ];
  return {
    label: '&View',
    submenu: [
      ...places.map(([label, place], at) => ({ label, accelerator: `CmdOrCtrl+${at + 1}`, click: () => goTo(place) })),
      SEPARATOR,
      { label: '&Find a command ...', accelerator: 'CmdOrCtrl+K', click: () => command('command-palette') },
      SEPARATOR,
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { role: 'togglefullscreen' },
      ...(developing ? [SEPARATOR, { role: 'reload' } as const, { role: 'toggleDevTools' } as const] : []),
    ],
  };
}
