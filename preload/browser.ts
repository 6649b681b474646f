import { buildBridge } from './build-bridge.ts';
import { NO_KEY_PATH } from './contract/resume.ts';
import { entryKey } from './entry-key.ts';
import { resumingSockets } from './resuming-sockets.ts';
import type { ContractShape } from './shape.ts';
import { socketTransport } from './socket-transport.ts';

/** Put here by the build, as for the desktop shell's preload. */
declare const CONTRACT_SHAPE: ContractShape;
declare const location: { readonly host: string; readonly hash: string; replace(address: string): void };
declare const history: { replaceState(state: null, title: string, address: string): void };
declare const localStorage: { getItem(name: string): string | null; setItem(name: string, value: string): void };

const { entry, keep } = entryKey({
  hash: location.hash,
  cleanAddress: () => history.replaceState(null, '', '/'),
  store: localStorage,
});
if (entry === undefined) location.replace(NO_KEY_PATH);

/** The browser shell puts this script before the page's own, where Electron would run the preload. */
Object.defineProperty(globalThis, 'loadmaster', {
  value: buildBridge(
    CONTRACT_SHAPE,
    socketTransport(
      resumingSockets({
        open: (path) => new WebSocket(`ws://${location.host}${path}`),
        enter: async (ticket) => {
          await fetch(`/?ticket=${ticket}`);
        },
        entry,
        keep,
      }),
    ),
  ),
  enumerable: true,
});
