import { EventEmitter } from 'node:events';
import { globSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { IpcMainInvokeEvent, Session, WebContents } from 'electron';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { CALL_CHANNELS, contentSecurityPolicy, externalLink } from '../../main/bridge/index.ts';
import { serveCalls } from '../../main/electron/ipc.ts';
import { APP_SCHEME, answerAppRequest, ENTRY_URL, isEntryPage } from '../../main/electron/security/app-scheme.ts';
import { refusedSwitch } from '../../main/electron/security/command-line.ts';
import { lockNavigation } from '../../main/electron/security/navigation.ts';
import { limitPermissions } from '../../main/electron/security/permissions.ts';
import { isTrustedSender } from '../../main/electron/security/trusted-sender.ts';
import { webPreferences } from '../../main/electron/security/web-preferences.ts';
import { checkBaseUrl } from '../../main/settings/index.ts';
import { redact } from '../../main/workshop/error-log.ts';
import { tempFolder } from '../temp-folder.ts';

// Electron's own list and what RELIABILITY adds to it, one test a row. docs/security.md names each.

const ROOT = join(import.meta.dirname, '..', '..');
const sources = globSync('{main,preload,renderer}/**/*.{ts,tsx}', { cwd: ROOT }).map((file) => ({
  file,
  text: readFileSync(join(ROOT, file), 'utf8'),
}));
const filesWith = (pattern: RegExp): string[] =>
  sources.filter(({ text }) => pattern.test(text)).map(({ file }) => file);
const preferences = webPreferences('/out/preload/index.cjs', false);

describe('the page', () => {
  test('nodeIntegration is off, in workers and frames too', () => {
    expect(preferences).toMatchObject({
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
    });
  });

  test('contextIsolation is on', () => expect(preferences.contextIsolation).toBe(true));

  test('sandbox is on, and nothing in the source turns it off', () => {
    expect(preferences.sandbox).toBe(true);
    expect(filesWith(/sandbox:\s*false|no-sandbox/)).toEqual([]);
  });

  test('webSecurity is on, insecure content is off', () => {
    expect(preferences).toMatchObject({ webSecurity: true, allowRunningInsecureContent: false });
  });

  test('experimental and Blink features are off', () => {
    expect(preferences.experimentalFeatures).toBe(false);
    expect(preferences).not.toHaveProperty('enableBlinkFeatures');
  });

  test('developer tools are there in development only', () => {
    expect([webPreferences('x', false).devTools, webPreferences('x', true).devTools]).toEqual([false, true]);
  });

  test('there is one webPreferences factory and one new BrowserWindow', () => {
    expect(filesWith(/contextIsolation\s*:/)).toEqual([join('main', 'electron', 'security', 'web-preferences.ts')]);
    expect(filesWith(/new (?:electron\.)?BrowserWindow\(/)).toEqual([
      join('main', 'electron', 'window', 'open-window.ts'),
    ]);
    expect(filesWith(/new (?:electron\.)?(?:WebContentsView|BrowserView|BaseWindow)\(/)).toEqual([]);
  });
});

describe('permissions', () => {
  const handlers = (() => {
    const kept: Record<string, (...input: never[]) => unknown> = {};
    const keep = (name: string) => (handler: (...input: never[]) => unknown) => {
      kept[name] = handler;
    };
    limitPermissions(
      {
        setPermissionRequestHandler: keep('request'),
        setPermissionCheckHandler: keep('check'),
        setDevicePermissionHandler: keep('device'),
        setDisplayMediaRequestHandler: keep('display'),
      } as unknown as Session,
      isEntryPage,
    );
    return kept as Record<string, (...input: unknown[]) => unknown>;
  })();
  const requested = (permission: string, requestingUrl: string, isMainFrame = true): unknown => {
    let granted: unknown;
    handlers.request?.(
      null,
      permission,
      (answer: unknown) => {
        granted = answer;
      },
      { requestingUrl, isMainFrame },
    );
    return granted;
  };
  const looked = (permission: string, requestingUrl: string, isMainFrame = true): unknown =>
    handlers.check?.(null, permission, '', { requestingUrl, isMainFrame });

  test.each([
    'clipboard-read',
    'media',
    'display-capture',
    'mediaKeySystem',
    'geolocation',
    'notifications',
    'midi',
    'midiSysex',
    'pointerLock',
    'keyboardLock',
    'fullscreen',
    'openExternal',
    'speaker-selection',
    'storage-access',
    'idle-detection',
    'top-level-storage-access',
    'window-management',
    'fileSystem',
    'hid',
    'serial',
    'usb',
    'unknown',
    'constructor',
    '__proto__',
  ])('%s is denied, asked for or looked at', (permission) => {
    expect([requested(permission, ENTRY_URL), looked(permission, ENTRY_URL)]).toEqual([false, false]);
  });

  test('only our page, and only its main frame, may write to the clipboard', () => {
    const name = 'clipboard-sanitized-write';
    expect([requested(name, ENTRY_URL), looked(name, ENTRY_URL)]).toEqual([true, true]);
    expect([requested(name, 'https://evil.example/'), looked(name, 'https://evil.example/')]).toEqual([false, false]);
    expect([requested(name, ENTRY_URL, false), looked(name, ENTRY_URL, false)]).toEqual([false, false]);
  });

  test('no device and no screen is given', () => {
    let screen: unknown = 'unanswered';
    handlers.display?.({}, (answer: unknown) => {
      screen = answer;
    });
    expect([handlers.device?.({}), screen]).toEqual([false, {}]);
  });
});

describe('content security policy', () => {
  test("starts from 'none' and names nothing but ourselves", () => {
    const policy = Object.fromEntries(
      contentSecurityPolicy()
        .split('; ')
        .map((line) => [line.split(' ')[0], line.split(' ').slice(1)]),
    );
    expect(policy).toEqual({
      'default-src': ["'none'"],
      'script-src': ["'self'"],
      'style-src': ["'self'"],
      'img-src': ["'self'", 'data:'],
      'font-src': ["'self'"],
      'connect-src': ["'self'"],
      'base-uri': ["'none'"],
      'form-action': ["'none'"],
      'frame-ancestors': ["'none'"],
      'object-src': ["'none'"],
    });
  });
});

describe('the app:// scheme', () => {
  async function page(): Promise<string> {
    const folder = tempFolder();
    await mkdir(join(folder, 'out'));
    await writeFile(join(folder, 'out', 'index.html'), '<head></head>');
    await writeFile(join(folder, 'secret.js'), 'secret');
    return join(folder, 'out');
  }

  test('is standard, secure and cached, and bypasses nothing', () => {
    expect(APP_SCHEME.privileges).toEqual({ standard: true, secure: true, supportFetchAPI: true, codeCache: true });
  });

  test('serves the entry page with the policy as a header', async () => {
    const response = await answerAppRequest(new Request(ENTRY_URL), await page());
    expect(response.status).toBe(200);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('%s is refused', async (method) => {
    expect((await answerAppRequest(new Request(ENTRY_URL, { method }), await page())).status).toBe(405);
  });

  test.each([
    'app://loadmaster/../secret.js',
    'app://loadmaster/%2e%2e/secret.js',
    'app://loadmaster/..%2fsecret.js',
    'app://loadmaster/..%5csecret.js',
    'app://loadmaster/%00',
    'app://elsewhere/index.html',
    'app://loadmaster/nothing.js',
  ])('%s is not served', async (url) => {
    const response = await answerAppRequest(new Request(url), await page());
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(await response.text()).not.toContain('secret');
  });

  test('no file: page is ever loaded', () => {
    expect(filesWith(/loadFile\(|file:\/\//)).toEqual([]);
  });
});

describe('navigation', () => {
  function locked() {
    const outside: string[] = [];
    let openHandler: (details: { url: string }) => { action: string } = () => ({ action: 'allow' });
    const contents = Object.assign(new EventEmitter(), {
      setWindowOpenHandler(handler: typeof openHandler) {
        openHandler = handler;
      },
    });
    lockNavigation(contents as unknown as WebContents, (url) => void outside.push(url));
    const prevented = (name: string, details: object): boolean => {
      let stopped = false;
      contents.emit(name, {
        ...details,
        preventDefault: () => {
          stopped = true;
        },
      });
      return stopped;
    };
    return { prevented, outside, open: (url: string) => openHandler({ url }) };
  }
  const AWAY = [
    'https://evil.example/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,x',
    'app://loadmaster/other.html',
    'app://evil/index.html',
    'about:blank',
    'x',
  ];

  test.each(AWAY)('will-navigate to %s is prevented', (url) => {
    expect(locked().prevented('will-navigate', { url })).toBe(true);
  });

  test('a reload of the entry page is not', () => {
    expect(locked().prevented('will-navigate', { url: ENTRY_URL })).toBe(false);
    expect(locked().prevented('will-frame-navigate', { url: ENTRY_URL, isMainFrame: true })).toBe(false);
  });

  test('will-redirect is prevented wherever it leads', () => {
    for (const url of [...AWAY, ENTRY_URL]) expect(locked().prevented('will-redirect', { url })).toBe(true);
  });

  test('will-frame-navigate is prevented in every frame', () => {
    for (const url of [...AWAY, ENTRY_URL])
      expect(locked().prevented('will-frame-navigate', { url, isMainFrame: false })).toBe(true);
  });

  test('window.open opens no window, and asks for the address to be opened outside', () => {
    const { open, outside } = locked();
    expect(open('https://github.com/x')).toEqual({ action: 'deny' });
    expect(outside).toEqual(['https://github.com/x']);
  });

  test('a webview is refused', () => {
    expect(locked().prevented('will-attach-webview', {})).toBe(true);
    expect(preferences.webviewTag).toBe(false);
  });
});

describe('addresses for the system', () => {
  test.each([
    'http://github.com/',
    'file:///etc/passwd',
    'file://server/share',
    'smb://server/share',
    'javascript:alert(1)',
    'https://github.com@evil.example/',
    'https://good@github.com/',
    'https://u:p@github.com/',
    'https://github.com.evil.example/',
    'https://evil.example/github.com',
    'https://github.com:8443/',
    'ms-msdt:/id x',
    'ms-officecmd:{}',
    'vscode://x',
    'data:text/html,x',
    'mailto:a@b',
    'ftp://github.com/',
    '//github.com',
    'github.com',
    '',
    ' ',
    'https://',
    'https://xn--gthub-n4a.com/',
    '\\\\server\\share',
  ])('%s is refused', (address) => expect(externalLink(address)).toBeNull());

  test.each([
    'https://github.com/x/y?z#w',
    'https://developer.x-plane.com/docs/',
    'HTTPS://GitHub.com/',
    ' https://github.com/',
  ])('%s is opened', (address) => {
    expect(externalLink(address)).toMatch(/^https:\/\/(github\.com|developer\.x-plane\.com)\//);
  });

  test('whatever is opened is https and of a host in the table, for any text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl({ withFragments: true, withQueryParameters: true })), (text) => {
        const link = externalLink(text);
        if (link !== null) expect(new URL(link).protocol).toBe('https:');
        else expect(link).toBeNull();
      }),
    );
  });

  test('there is one call of shell.openExternal in the source, and none of openPath', () => {
    expect(filesWith(/shell\.openExternal\(/)).toEqual([join('main', 'electron', 'dialogs.ts')]);
    expect(filesWith(/shell\.openPath\(|\.openInEditor\(/)).toEqual([]);
  });

  test('a registry is reached by https, or on this machine', () => {
    expect(checkBaseUrl('http://registry.example.org').ok).toBe(false);
    expect(checkBaseUrl('https://registry.example.org').ok).toBe(true);
    expect(checkBaseUrl('http://127.0.0.1:4000').ok).toBe(true);
    expect(checkBaseUrl('http://127.0.0.1.evil.example').ok).toBe(false);
  });
});

describe('ipc', () => {
  const mainFrame = { url: ENTRY_URL, parent: null, frameTreeNodeId: 1 };
  const ours = { mainFrame } as unknown as WebContents;
  const from = (sender: unknown, senderFrame: unknown): IpcMainInvokeEvent =>
    ({ sender, senderFrame }) as IpcMainInvokeEvent;

  test('the main frame of the entry document is trusted', () => {
    expect(isTrustedSender(from(ours, { ...mainFrame }), ours)).toBe(true);
    expect(isTrustedSender(from(ours, { ...mainFrame, url: `${ENTRY_URL}#/activity` }), ours)).toBe(true);
  });

  test.each<[string, unknown, unknown]>([
    ['another window', { mainFrame }, mainFrame],
    ['no frame', ours, null],
    ['a frame below', ours, { ...mainFrame, parent: mainFrame, frameTreeNodeId: 2 }],
    ['another frame with our address', ours, { ...mainFrame, frameTreeNodeId: 2 }],
    ['a page elsewhere', ours, { ...mainFrame, url: 'https://evil.example/' }],
    ['another file of ours', ours, { ...mainFrame, url: 'app://loadmaster/assets/x.js' }],
    ['a page whose name begins like ours', ours, { ...mainFrame, url: 'app://loadmaster.evil/index.html' }],
    ['an address that is none', ours, { ...mainFrame, url: '' }],
  ])('%s is not', (_name, sender, frame) => {
    expect(isTrustedSender(from(sender, frame), ours)).toBe(false);
    expect(isTrustedSender(from(sender, frame), null)).toBe(false);
  });

  test('there is exactly one handler a call of the contract, and no other', () => {
    const handled: string[] = [];
    serveCalls({ handle: (channel: string) => void handled.push(channel) } as never, {} as never);
    expect(handled).toEqual([...CALL_CHANNELS.keys()]);
    expect(filesWith(/ipcMain\.(?:handle|on|once)\(/)).toEqual([join('main', 'electron', 'ipc.ts')]);
  });

  test('no synchronous ipc and no Electron object for the page', () => {
    expect(filesWith(/sendSync\(/)).toEqual([]);
    expect(filesWith(/exposeInMainWorld\(/)).toEqual([join('preload', 'index.ts')]);
  });
});

describe('the app as a whole', () => {
  test('the sandbox is asked for before anything else, and the scheme before ready', () => {
    const text = readFileSync(join(ROOT, 'main/electron/app.ts'), 'utf8');
    const order = ['app.enableSandbox()', 'registerSchemesAsPrivileged', 'requestSingleInstanceLock', '.whenReady()'];
    const at = order.map((step) => text.indexOf(step));
    expect(at.every((place) => place > 0)).toBe(true);
    expect(at).toEqual([...at].sort((a, b) => a - b));
  });

  test('a packaged app does not start with a switch that hands it over', () => {
    expect(refusedSwitch((name) => name === 'remote-debugging-port', true)).toBe('remote-debugging-port');
    expect(refusedSwitch(() => false, true)).toBeNull();
    expect(refusedSwitch(() => true, false)).toBeNull();
  });

  test('no certificate error is ever waved through', () => {
    expect(filesWith(/certificate-error|setCertificateVerifyProc|rejectUnauthorized|NODE_TLS_REJECT/)).toEqual([]);
  });

  test('Electron is pinned, to a version that still gets its fixes', () => {
    const { devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    expect(devDependencies.electron).toMatch(/^(\d+)\.\d+\.\d+$/);
    expect(Number.parseInt(devDependencies.electron, 10)).toBeGreaterThanOrEqual(45);
  });

  test('a token does not get into a log or a report', () => {
    const token = 'xpkg_A1b2C3d4E5f6G7h8';
    for (const text of [`Authorization: ${token}`, `{"token":"${token}"}`, `?token=${token}&x`, token]) {
      expect(redact(text)).not.toContain(token);
    }
    expect(redact('the word is opensesame', ['opensesame'])).not.toContain('opensesame');
  });
});

describe('fuses', () => {
  test('are all set, and all as they should be', () => {
    const { electronFuses } = parse(readFileSync(join(ROOT, 'electron-builder.yml'), 'utf8'));
    expect(electronFuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    });
  });
});
