import { app } from './app.ts';
import { StandinBrowserWindow } from './browser-window.ts';
import { answerTheTest } from './controls.ts';
import {
  dialog,
  Menu,
  Notification,
  nativeTheme,
  powerSaveBlocker,
  safeStorage,
  screen,
  shell,
} from './desktop-modules.ts';
import { ipcMain } from './ipc-main.ts';
import { protocol } from './protocol.ts';
import { defaultSession } from './session.ts';

const session = { defaultSession };
const electron = {
  app,
  BrowserWindow: StandinBrowserWindow,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
  Notification,
  powerSaveBlocker,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
};

answerTheTest();

export {
  app,
  dialog,
  electron as default,
  ipcMain,
  Menu,
  Notification,
  nativeTheme,
  powerSaveBlocker,
  protocol,
  StandinBrowserWindow as BrowserWindow,
  safeStorage,
  screen,
  session,
  shell,
};
