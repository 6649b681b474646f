import type { Session } from 'electron';

/** What our page may ask Chromium for, each with its reason. What is not here is denied. */
const ALLOWED: Readonly<Record<string, string>> = {
  'clipboard-sanitized-write': 'the copy buttons beside hashes, ids and reports',
};

export function isPermitted(permission: string, fromOurPage: boolean): boolean {
  return fromOurPage && Object.hasOwn(ALLOWED, permission);
}

/** Both handlers: one is asked when a page requests, the other when it merely looks. */
export function limitPermissions(session: Session, isOurs: (url: string) => boolean): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(isPermitted(permission, details.isMainFrame && isOurs(details.requestingUrl)));
  });
  session.setPermissionCheckHandler((_contents, permission, _origin, details) =>
    isPermitted(permission, details.isMainFrame && isOurs(details.requestingUrl ?? '')),
  );
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}));
}
