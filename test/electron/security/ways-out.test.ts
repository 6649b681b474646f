import { EventEmitter } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { WebContents } from 'electron';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { externalLink } from '../../../main/bridge/index.ts';
import { APP_SCHEME, ENTRY_URL } from '../../../main/electron/security/app-scheme.ts';
import { lockNavigation } from '../../../main/electron/security/navigation.ts';
import { answerAppRequest } from '../../../main/electron/security/serve-app.ts';
import { webPreferences } from '../../../main/electron/security/web-preferences.ts';
import { checkBaseUrl } from '../../../main/settings/index.ts';
import { tempFolder } from '../../temp-folder.ts';
import { filesWith } from './sources.ts';

const preferences = webPreferences('/out/preload/index.cjs', false);

// Electron's own security list and what Loadmaster adds to it, one test a row; docs/security.md names each.

describe('the app:// scheme', () => {
  async function page(): Promise<string> {
    const folder = tempFolder();
    await mkdir(join(folder, 'out'));
    await writeFile(join(folder, 'out', 'index.html'), '<head></head>');
    await writeFile(join(folder, 'secret.js'), 'secret');
    return join(folder, 'out');
  }

  test('is standard and secure, keeps no compiled scripts, and bypasses nothing', () => {
    expect(APP_SCHEME.privileges).toEqual({ standard: true, secure: true, supportFetchAPI: true });
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
    expect(filesWith(/\bloadFile\(|file:\/\//)).toEqual([]);
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
  ])('%s is refused', (address) => expect(externalLink(address)).toBeUndefined());

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
      fc.property(fc.oneof(fc.string(), fc.webUrl()), (text) => {
        const link = externalLink(text);
        if (link !== undefined) expect(new URL(link).protocol).toBe('https:');
        else expect(link).toBeUndefined();
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
