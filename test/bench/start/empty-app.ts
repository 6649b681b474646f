import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

// The least an Electron app can be: one window with one page, made as Loadmaster makes its own. What Loadmaster takes
// beyond this is Loadmaster's.

const MAIN = `
import { app, BrowserWindow } from 'electron';
import { join } from 'node:path';
app.setPath('userData', process.env.LOADMASTER_DATA);
app.enableSandbox();
// Not awaited: Electron is ready only after this file has run to its end.
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 820, show: true, backgroundColor: '#101418' });
  window.once('ready-to-show', () => console.log('start: first paint'));
  window.setMenu(null);
  window.loadFile(join(import.meta.dirname, 'page.html'));
});
app.on('window-all-closed', () => app.quit());
`;

export function writeEmptyApp(folder: string): void {
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), '{"name":"empty","version":"1.0.0","type":"module","main":"main.js"}');
  writeFileSync(join(folder, 'main.js'), MAIN);
  writeFileSync(join(folder, 'page.html'), '<!doctype html><title>Empty</title><body>Nothing but this.');
}
