import { join } from 'node:path';
import type { Session } from 'electron';
import { describe, expect, test } from 'vitest';
import { contentSecurityPolicy } from '../../../main/bridge/page/policy.ts';
import { ENTRY_URL, isEntryPage } from '../../../main/electron/security/app-scheme.ts';
import { limitPermissions } from '../../../main/electron/security/permissions.ts';
import { webPreferences } from '../../../main/electron/security/web-preferences.ts';
import { filesWith } from './sources.ts';

const preferences = webPreferences('/out/preload/index.cjs', false);

// Electron's own security list and what Loadmaster adds to it, one test a row; docs/security.md names each.

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
