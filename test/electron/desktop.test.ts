import { EventEmitter } from 'node:events';
import type { BrowserWindow, Dialog, MenuItemConstructorOptions, Notification, Shell } from 'electron';
import { expect, test } from 'vitest';
import { desktopOpeners, mayQuit, openOutside } from '../../main/electron/dialogs.ts';
import { lastFolders } from '../../main/electron/last-folders.ts';
import { menuTemplate } from '../../main/electron/menu.ts';
import { desktopNotifier } from '../../main/electron/notifications.ts';
import { startMarks } from '../../main/electron/start-marks.ts';
import { memoryStore } from '../../main/settings/index.ts';
import type { Language } from '../../preload/contract/languages.ts';
import { menuCommandSchema, type Notice, placeSchema } from '../../preload/contract.ts';
import { inWords, message } from '../../preload/messages/index.ts';

function openers(
  answers: { open?: object; save?: object },
  store = memoryStore(),
  language: Language = 'en',
  firstFolder?: string,
) {
  const asked: unknown[][] = [];
  const opened: string[] = [];
  const made = desktopOpeners({
    language: () => language,
    dialog: {
      showOpenDialog: async (...input: unknown[]) => {
        asked.push(input);
        return answers.open;
      },
      showSaveDialog: async (...input: unknown[]) => {
        asked.push(input);
        return answers.save;
      },
    } as unknown as Dialog,
    shell: {
      openExternal: async (url: string) => void opened.push(url),
      showItemInFolder: (path: string) => void opened.push(`shown ${path}`),
    } as unknown as Shell,
    window: () => undefined,
    firstFolder,
    downloads: '/home/ann/Downloads',
    lastFolders: lastFolders(store),
  });
  return { ...made, asked, opened };
}

test('the folder dialog answers with the folder, or null when it was cancelled', async () => {
  expect(await openers({ open: { canceled: false, filePaths: ['/a'] } }).pickFolder?.()).toBe('/a');
  expect(await openers({ open: { canceled: true, filePaths: [] } }).pickFolder?.()).toBeUndefined();
  expect(await openers({ open: { canceled: false, filePaths: [] } }).pickFolder?.()).toBeUndefined();
});

test('the save dialog suggests the name in the downloads', async () => {
  const { saveFile, asked } = openers({ save: { canceled: false, filePath: '/b.zip' } });
  expect(await saveFile?.('b.zip')).toBe('/b.zip');
  expect(asked[0]?.[0]).toMatchObject({ defaultPath: expect.stringMatching(/Downloads.b\.zip$/) });
  expect(await openers({ save: { canceled: true, filePath: '' } }).saveFile?.('b.zip')).toBeUndefined();
});

test('a dialog begins where the last of its kind ended, also after a restart; cancelling changes nothing', async () => {
  const store = memoryStore();
  const first = openers({ open: { canceled: false, filePaths: ['/add-ons/one'] } }, store);
  await first.pickFolder?.();
  expect(first.asked[0]?.[0]).not.toHaveProperty('defaultPath');
  await openers({ save: { canceled: false, filePath: '/keys/b.xpkg' } }, store).saveFile?.('b.xpkg');
  const cancelled = openers({ open: { canceled: true, filePaths: [] }, save: { canceled: true, filePath: '' } }, store);
  for (let time = 0; time < 2; time += 1) {
    await cancelled.pickFolder?.();
    await cancelled.saveFile?.('c.xpkg');
  }
  const asked = cancelled.asked.map(([options]) => (options as { defaultPath?: string }).defaultPath);
  expect(asked.map((path) => path?.replaceAll('\\', '/'))).toEqual([
    '/add-ons',
    '/keys/c.xpkg',
    '/add-ons',
    '/keys/c.xpkg',
  ]);
});

test('the first folder is looked for where the system would not look by itself', async () => {
  const store = memoryStore();
  const answers = { open: { canceled: false, filePaths: ['/add-ons/one'] } };
  for (const begins of ['/home/ann', '/add-ons']) {
    const made = openers(answers, store, 'en', '/home/ann');
    await made.pickFolder?.();
    expect(made.asked[0]?.[0]).toMatchObject({ defaultPath: begins });
  }
});

test('a path is shown in the file manager, never opened; an address goes out by the one rule', async () => {
  const { reveal, openExternal, opened } = openers({});
  reveal?.('/addon/run.bat');
  await openExternal('https://github.com/');
  await openExternal('file:///etc/passwd');
  expect(opened).toEqual(['shown /addon/run.bat', 'https://github.com/']);
  const outside: string[] = [];
  await openOutside(
    { openExternal: async (url: string) => void outside.push(url) } as unknown as Shell,
    'javascript:alert(1)',
  );
  expect(outside).toEqual([]);
});

test('leaving with work under way is a question whose Enter and Escape stay', async () => {
  let options: { defaultId?: number; cancelId?: number; buttons?: string[] } = {};
  const dialog = (response: number) =>
    ({
      showMessageBox: async (given: typeof options) => {
        options = given;
        return { response };
      },
    }) as unknown as Dialog;
  expect(await mayQuit(dialog(1), undefined as BrowserWindow | undefined, 2, 'en')).toBe(true);
  expect(await mayQuit(dialog(0), undefined, 1, 'en')).toBe(false);
  expect([options.defaultId, options.cancelId, options.buttons?.[0]]).toEqual([0, 0, 'Keep working']);
  await mayQuit(dialog(0), undefined, 2, 'de');
  expect(options).toMatchObject({ message: '2 Vorgänge laufen noch.', buttons: ['Weiterarbeiten', 'Beenden'] });
});

const NOTICE: Notice = {
  id: 'n',
  level: 'error',
  title: 'Failed',
  text: 'The upload failed.',
  at: 1,
  submissionId: 's',
};

function notifier(inFront: boolean, language: Language = 'en') {
  const shown: EventEmitter[] = [];
  const places: unknown[] = [];
  const failed: string[] = [];
  const notify = desktopNotifier({
    language: () => language,
    create: (options) => {
      const notification = Object.assign(new EventEmitter(), { options, show: () => shown.push(notification) });
      return notification as unknown as Notification;
    },
    supported: () => true,
    inFront: () => inFront,
    goTo: (place) => places.push(place),
    onFailed: (reason) => failed.push(reason),
  });
  return { notify, shown, places, failed };
}

test('a notification that the system refuses is told, and not held for ever', () => {
  const { notify, shown, places, failed } = notifier(false);
  notify(NOTICE);
  shown[0]?.emit('failed', {}, 'the app is not signed');
  expect([failed, places]).toEqual([['the app is not signed'], []]);
});

test('a notification is shown only while the window is not in front, and leads to its place', () => {
  const quiet = notifier(true);
  quiet.notify(NOTICE);
  expect(quiet.shown).toEqual([]);
  const { notify, shown, places } = notifier(false);
  notify(NOTICE);
  notify({ ...NOTICE, submissionId: undefined as never, addonId: 'a' });
  notify({ id: 'x', level: 'info', title: 't', text: 'u', at: 1 });
  for (const notification of shown) notification.emit('click');
  expect(places).toEqual([
    { screen: 'activity', submissionId: 's' },
    { screen: 'addon', addonId: 'a', tab: 'checks' },
    undefined,
  ]);
});

test('a notification says its message in the language of the author, and what is no message as it came', () => {
  const { notify, shown } = notifier(false, 'de');
  const said = { title: message('notice.published', 'a.b 1.0'), text: message('notice.publishedText') };
  notify({ ...NOTICE, said, title: inWords(said.title), text: inWords(said.text) });
  notify(NOTICE);
  expect(shown).toMatchObject([
    { options: { title: 'a.b 1.0 ist veröffentlicht', body: 'Die Registry hat es verarbeitet.' } },
    { options: { title: 'Failed', body: 'The upload failed.' } },
  ]);
});

type Item = MenuItemConstructorOptions;
function flat(items: readonly Item[]): Item[] {
  return items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flat(item.submenu) : [])]);
}

test.each(['darwin', 'win32', 'linux'] as const)(
  'the menu of %s has its conventions, and no accelerator twice',
  (platform) => {
    const told: unknown[] = [];
    const template = menuTemplate(
      { platform, developing: false, language: 'en' },
      {
        goTo: (place) => told.push(placeSchema.parse(place)),
        command: (command) => told.push(menuCommandSchema.parse(command)),
        openLink: (link) => told.push(link),
      },
    );
    const items = flat(template);
    expect(template[0]?.role === 'appMenu').toBe(platform === 'darwin');
    const accelerators = items.flatMap(({ accelerator }) => (accelerator ? [accelerator] : []));
    expect(new Set(accelerators).size).toBe(accelerators.length);
    expect(items.filter(({ role }) => role === 'quit')).toHaveLength(1);
    expect(items.some(({ role }) => role === 'toggleDevTools' || role === 'reload')).toBe(false);
    for (const { click } of items) click?.(undefined as never, undefined, undefined as never);
    expect(told).toEqual(
      expect.arrayContaining([
        'add-folder',
        'retry-all-failed',
        'check',
        'build',
        'publish',
        'command-palette',
        { screen: 'settings' },
        { screen: 'hangar' },
      ]),
    );
  },
);

test('the help menu begins with the guide of the app itself', () => {
  const told: unknown[] = [];
  const actions = { goTo: (place: unknown) => told.push(place), command: () => {}, openLink: () => {} };
  const template = menuTemplate({ platform: 'linux', developing: false, language: 'en' }, actions);
  const help = flat(template.filter(({ role }) => role === 'help'))[1];
  help?.click?.(undefined as never, undefined, undefined as never);
  expect([help?.label, told]).toEqual(['Guide to Loadmaster', [{ screen: 'help' }]]);
});

test('each start-up mark is said once, the first time, in the order it was reached', () => {
  const said: string[] = [];
  const { mark, lines } = startMarks((line) => said.push(line));
  for (const name of ['ready', 'window asked', 'first paint', 'first paint', 'interactive'] as const) mark(name);
  expect(said.map((line) => /start: (.+) at \d+ ms/.exec(line)?.[1])).toEqual([
    'ready',
    'window asked',
    'first paint',
    'interactive',
  ]);
  expect(lines).toEqual(said);
});

test.each(['darwin', 'win32'] as const)(
  'the menu of %s has German words for all it shows, the system parts too',
  (platform) => {
    const actions = { goTo: () => {}, command: () => {}, openLink: () => {} };
    const labelsIn = (language: Language) =>
      flat(menuTemplate({ platform, developing: false, language }, actions)).flatMap(({ type, role, label }) =>
        type === 'separator' || role === 'appMenu' ? [] : [label ?? `none of ${role}`],
      );
    const english = labelsIn('en');
    const same = labelsIn('de').filter((label, at) => label === english[at]);
    expect(same.map((label) => label.replace('&', ''))).toEqual(['Add-on', 'Hangar', 'Registry']);
    expect(labelsIn('de')).toContain('&Datei');
  },
);

test('the folder dialog has a title in the language of the author', async () => {
  const german = openers({ open: { canceled: true, filePaths: [] } }, memoryStore(), 'de');
  await german.pickFolder?.();
  expect(german.asked[0]?.[0]).toMatchObject({ title: 'Ordner wählen' });
});
