import type { MenuItemConstructorOptions } from 'electron';
import type { Language } from '../../preload/contract/languages.ts';
import { SCREENS } from '../../preload/contract/screens.ts';
import type { Emitters, Place } from '../../preload/contract.ts';
import { inWords, type Messages, message } from '../../preload/messages/index.ts';
import type { Desktop } from './desktop.ts';
import { openOutside } from './dialogs.ts';

type MenuWord = keyof Messages['menu'];
type Command = Parameters<Emitters['app']['command']>[0]['command'];

/** Installed before the window, and anew when another language is chosen. */
export function installMenu(desktop: Desktop): void {
  const { Menu, shell } = desktop.electron;
  const template = menuTemplate(
    { platform: process.platform, developing: desktop.developing, language: desktop.language() },
    {
      goTo: (place) => desktop.emit.app.goTo(place),
      command: (command) => desktop.emit.app.command({ command }),
      openLink: (address) => void openOutside(shell, address),
    },
  );
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

export interface MenuActions {
  readonly goTo: (place: Place) => void;
  readonly command: (command: Command) => void;
  readonly openLink: (address: string) => void;
}

export interface MenuSetting {
  readonly platform: NodeJS.Platform;
  readonly developing: boolean;
  readonly language: Language;
}

type Item = MenuItemConstructorOptions;
type Say = (name: MenuWord) => string;

const XPLANE_DOCUMENTATION = 'https://developer.x-plane.com/docs/';
const SEPARATOR: Item = { type: 'separator' };

/**
 * The application menu by each platform's conventions: the app's own menu on macOS, preferences under File elsewhere.
 * Electron has words for what the system does, but only English ones.
 */
export function menuTemplate({ platform, developing, language }: MenuSetting, actions: MenuActions): Item[] {
  const say: Say = (name) => inWords(message(`menu.${name}`), language);
  const mac = platform === 'darwin';
  const settings: Item = {
    label: mac ? say('macSettings') : inWords(message('screen.settings'), language),
    accelerator: 'CmdOrCtrl+,',
    click: () => actions.goTo({ screen: 'settings' }),
  };
  const last: Item[] = mac
    ? [{ role: 'close', label: say('close') }]
    : [settings, SEPARATOR, { role: 'quit', label: say('quit') }];
  return [
    ...(mac ? [appMenu(settings, say)] : []),
    fileMenu(last, actions, say),
    editMenu(say),
    addonMenu(actions, say),
    viewMenu({ developing, language }, actions, say),
    windowMenu(mac, say),
    helpMenu(mac, actions, say),
  ];
}

function appMenu(settings: Item, say: Say): Item {
  const rest: Item[] = [
    { role: 'services', label: say('services') },
    SEPARATOR,
    { role: 'hide', label: say('hide') },
    { role: 'hideOthers', label: say('hideOthers') },
    { role: 'unhide', label: say('showAll') },
    SEPARATOR,
    { role: 'quit', label: say('macQuit') },
  ];
  const about: Item = { role: 'about', label: say('about') };
  return { role: 'appMenu', submenu: [about, SEPARATOR, settings, SEPARATOR, ...rest] };
}

function fileMenu(last: Item[], { command }: MenuActions, say: Say): Item {
  const add: Item = { label: say('addFolder'), accelerator: 'CmdOrCtrl+O', click: () => command('add-folder') };
  return { label: say('file'), submenu: [add, SEPARATOR, ...last] };
}

function editMenu(say: Say): Item {
  return {
    role: 'editMenu',
    label: say('edit'),
    submenu: [
      { role: 'undo', label: say('undo') },
      { role: 'redo', label: say('redo') },
      SEPARATOR,
      { role: 'cut', label: say('cut') },
      { role: 'copy', label: say('copy') },
      { role: 'paste', label: say('paste') },
      { role: 'selectAll', label: say('selectAll') },
    ],
  };
}

function addonMenu({ command }: MenuActions, say: Say): Item {
  return {
    label: say('addon'),
    submenu: [
      { label: say('check'), accelerator: 'CmdOrCtrl+Shift+C', click: () => command('check') },
      { label: say('build'), accelerator: 'CmdOrCtrl+B', click: () => command('build') },
      { label: say('publish'), accelerator: 'CmdOrCtrl+Shift+P', click: () => command('publish') },
      SEPARATOR,
      { label: say('retryAllFailed'), accelerator: 'CmdOrCtrl+Shift+R', click: () => command('retry-all-failed') },
    ],
  };
}

function helpMenu(mac: boolean, { goTo, openLink }: MenuActions, say: Say): Item {
  const guide: Item = { label: say('guide'), click: () => goTo({ screen: 'help' }) };
  return {
    role: 'help',
    label: say('help'),
    submenu: [
      mac ? guide : { ...guide, accelerator: 'F1' },
      { label: say('documentation'), click: () => openLink(XPLANE_DOCUMENTATION) },
    ],
  };
}

type View = Pick<MenuSetting, 'developing' | 'language'>;

function viewMenu({ developing, language }: View, { goTo, command }: MenuActions, say: Say): Item {
  // The settings stand where each system has them.
  const screens = SCREENS.filter((screen) => screen !== 'settings');
  return {
    label: say('view'),
    submenu: [
      ...screens.map((screen, at) => ({
        label: inWords(message(`screen.${screen}`), language),
        accelerator: `CmdOrCtrl+${at + 1}`,
        click: () => goTo({ screen }),
      })),
      SEPARATOR,
      { label: say('palette'), accelerator: 'CmdOrCtrl+K', click: () => command('command-palette') },
      SEPARATOR,
      { role: 'resetZoom', label: say('actualSize') },
      { role: 'zoomIn', label: say('zoomIn') },
      { role: 'zoomOut', label: say('zoomOut') },
      { role: 'togglefullscreen', label: say('fullScreen') },
      ...(developing ? [SEPARATOR, { role: 'reload' } as const, { role: 'toggleDevTools' } as const] : []),
    ],
  };
}

function windowMenu(mac: boolean, say: Say): Item {
  const onMac: Item[] = [{ role: 'zoom', label: say('zoom') }, SEPARATOR, { role: 'front', label: say('front') }];
  return {
    role: 'windowMenu',
    label: say('window'),
    submenu: [
      { role: 'minimize', label: say('minimize') },
      ...(mac ? onMac : [{ role: 'close', label: say('close') } as const]),
    ],
  };
}
