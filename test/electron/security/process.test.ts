import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IpcMainInvokeEvent, WebContents } from 'electron';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { redact } from '../../../main/app/reports/error-log.ts';
import { CALL_CHANNELS } from '../../../main/bridge/index.ts';
import { serveCalls } from '../../../main/electron/ipc.ts';
import { ENTRY_URL } from '../../../main/electron/security/app-scheme.ts';
import { refusedSwitch } from '../../../main/electron/security/command-line.ts';
import { isTrustedSender } from '../../../main/electron/security/trusted-sender.ts';
import { filesWith, ROOT } from './sources.ts';

// Electron's own security list and what Loadmaster adds to it, one test a row; docs/security.md names each.

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
    expect(isTrustedSender(from(sender, frame), undefined)).toBe(false);
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
    expect(refusedSwitch(() => false, true)).toBeUndefined();
    expect(refusedSwitch(() => true, false)).toBeUndefined();
  });

  test('no certificate error is ever waved through', () => {
    // The carriers' own rule: the system's authorities or the one certificate that the author accepted.
    const trust = 'main/destinations/carriers/trust/certificate.ts';
    expect(filesWith(/certificate-error|setCertificateVerifyProc|rejectUnauthorized|NODE_TLS_REJECT/)).toEqual([trust]);
    // A certificate is looked at without trusting it in two places, each closing the connection at once.
    expect(filesWith(/UNVERIFIED_TLS/).sort()).toEqual([
      'main/destinations/carriers/ftp/connection.ts',
      trust,
      'main/destinations/carriers/trust/look-at-certificate.ts',
    ]);
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
