import type { Session } from 'electron';
import type { CDPSession } from 'playwright-core';
import { toChromium } from './scheme-address.ts';
import type { StandinWebContents } from './web-contents.ts';

type CheckHandler = Parameters<Session['setPermissionCheckHandler']>[0];
type RequestHandler = Parameters<Session['setPermissionRequestHandler']>[0];

let check: CheckHandler = null;
let request: RequestHandler = null;

export const defaultSession: Pick<
  Session,
  | 'setPermissionCheckHandler'
  | 'setPermissionRequestHandler'
  | 'setDevicePermissionHandler'
  | 'setDisplayMediaRequestHandler'
> = {
  setPermissionCheckHandler(handler) {
    check = handler;
  },
  setPermissionRequestHandler(handler) {
    request = handler;
  },
  setDevicePermissionHandler() {},
  setDisplayMediaRequestHandler() {},
};

/** Electron's names for permissions beside those of Chromium's protocol. */
const PERMISSIONS: Readonly<Record<string, string>> = {
  'clipboard-read': 'clipboard-read',
  'clipboard-sanitized-write': 'clipboard-write',
  geolocation: 'geolocation',
  notifications: 'notifications',
  midi: 'midi',
};

/** Chromium is told once, before the page loads, what the shell's handlers say; Electron asks them each time. */
export async function applyPermissions(cdp: CDPSession, contents: StandinWebContents, url: string): Promise<void> {
  for (const [electronName, name] of Object.entries(PERMISSIONS)) {
    const setting = mayHave(contents, electronName, url) ? 'granted' : 'denied';
    await cdp.send('Browser.setPermission', { permission: { name }, setting, origin: new URL(toChromium(url)).origin });
  }
}

function mayHave(contents: StandinWebContents, permission: string, url: string): boolean {
  const details = { isMainFrame: true, requestingUrl: url };
  const asked = contents as unknown as Parameters<NonNullable<CheckHandler>>[0];
  const seen = check?.(asked, permission as never, new URL(url).origin, details as never) ?? true;
  let granted = true;
  request?.(
    asked as never,
    permission as never,
    (answer) => {
      granted = answer;
    },
    details as never,
  );
  return seen && granted;
}
