/** Switches that hand the app over to whoever started it. The fuses stop Node's own; these are Chromium's. */
const REFUSED = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'inspect',
  'inspect-brk',
  'js-flags',
  'load-extension',
];

/** The refused switch this packaged app was started with, or undefined. In development everything is allowed. */
export function refusedSwitch(hasSwitch: (name: string) => boolean, packaged: boolean): string | undefined {
  return packaged ? REFUSED.find(hasSwitch) : undefined;
}
