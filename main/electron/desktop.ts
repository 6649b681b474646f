import type * as Electron from 'electron';
import type { BrowserWindow, IpcMainInvokeEvent } from 'electron';
import { chosenLanguage, type Language } from '../../preload/contract/languages.ts';
import type { Emitters, Place } from '../../preload/contract.ts';
import type { AppServices } from '../app/open-app.ts';
import { appPaths } from '../app/paths.ts';
import { type ErrorLog, openErrorLog } from '../app/reports/error-log.ts';
import type { AppPaths, AppShell } from '../app/shell.ts';
import { createDispatcher, createEmitters, type Dispatcher } from '../bridge/index.ts';
import type { OpenedStore } from '../settings/index.ts';
import { isTrustedSender } from './security/trusted-sender.ts';
import { openDesktopStore } from './settings-store.ts';
import { type StartMarks, startMarks } from './start-marks.ts';

export type ElectronApi = typeof Electron;

export interface DesktopOptions {
  readonly electron: ElectronApi;
  readonly pageFolder: string;
  readonly preload: string;
  readonly icon: string;
  /** Imported when the first screen stands: the services bring the large libraries with them. */
  readonly loadApp: () => Promise<{ openApp(shell: AppShell): Promise<AppServices> }>;
}

/** What the parts of the desktop shell share. Two things change: the window may be closed, the services come later. */
export interface Desktop {
  readonly options: DesktopOptions;
  readonly electron: ElectronApi;
  readonly developing: boolean;
  readonly paths: AppPaths;
  readonly opened: OpenedStore;
  readonly log: ErrorLog;
  readonly marks: StartMarks;
  readonly dispatcher: Dispatcher<IpcMainInvokeEvent>;
  readonly emit: Emitters;
  window: BrowserWindow | undefined;
  app: AppServices | undefined;
  /** That of the author's setting, or the system's. */
  language(): Language;
  /** The author has agreed, or nothing is under way. */
  quitting: boolean;
}

export async function prepareDesktop(options: DesktopOptions): Promise<Desktop> {
  const { app, nativeTheme } = options.electron;
  const folder = app.getPath('userData');
  const paths = appPaths(folder, app.getPath('home'), app.getPath('downloads'));
  const log = openErrorLog(paths.logs, Date.now);
  const developing = !app.isPackaged;
  const desktop: Desktop = {
    options,
    electron: options.electron,
    developing,
    paths,
    opened: await openDesktopStore(folder),
    log,
    marks: startMarks((line) => console.log(line)),
    dispatcher: createDispatcher<IpcMainInvokeEvent>({
      trusts: (event) => isTrustedSender(event, desktop.window?.webContents),
      onFault: (channel, fault) => log.write(channel, fault),
      checkOutput: developing,
    }),
    emit: createEmitters({
      send: (channel, payload) => {
        if (channel === 'settings.changed') nativeTheme.themeSource = themeOf(payload);
        desktop.window?.webContents.send(channel, payload);
      },
      onFault: (channel, fault) => log.write(channel, fault),
      checkPayload: developing,
    }),
    window: undefined,
    app: undefined,
    language: () => chosenLanguage(languageIn(desktop.opened.store.get('settings')), app.getPreferredSystemLanguages()),
    quitting: false,
  };
  nativeTheme.themeSource = themeOf(desktop.opened.store.get('settings'));
  return desktop;
}

/** Brings the window to the front, wherever it was, and goes to a place in it. */
export function showWindow(desktop: Desktop, place?: Place): void {
  const { window } = desktop;
  if (window === undefined) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
  if (place !== undefined) desktop.emit.app.goTo(place);
}

function languageIn(settings: unknown): unknown {
  return typeof settings === 'object' && settings !== null && 'language' in settings ? settings.language : 'system';
}

function themeOf(settings: unknown): 'system' | 'light' | 'dark' {
  const theme = typeof settings === 'object' && settings !== null && 'theme' in settings ? settings.theme : 'system';
  return theme === 'light' || theme === 'dark' ? theme : 'system';
}
