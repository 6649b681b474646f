import { buildBridge } from './build-bridge.ts';
import { resumingSockets } from './resuming-sockets.ts';
import type { ContractShape } from './shape.ts';
import { socketTransport } from './socket-transport.ts';

/** Put here by the build, as for the desktop shell's preload. */
declare const CONTRACT_SHAPE: ContractShape;
declare const location: { readonly host: string };

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
      }),
    ),
  ),
  enumerable: true,
});
