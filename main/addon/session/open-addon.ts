import type { AddonSession, AddonSessionOptions } from './addon-session.ts';
import { LiveAddon } from './live-addon.ts';

/** Opens an add-on folder and keeps what is known about it true until it is closed. */
export function openAddon(options: AddonSessionOptions): AddonSession {
  return new LiveAddon(options);
}
