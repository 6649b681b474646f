import { contextBridge, type IpcRendererEvent, ipcRenderer, webUtils } from 'electron';
import { buildBridge } from './build-bridge.ts';
import type { ContractShape } from './shape.ts';

/** Put here by the build, so that a page need not load the schemas to know the names. */
declare const CONTRACT_SHAPE: ContractShape;

contextBridge.exposeInMainWorld(
  'loadmaster',
  buildBridge(CONTRACT_SHAPE, {
    call: (channel, input) => ipcRenderer.invoke(channel, input),
    listen(channel, listener) {
      const heard = (_event: IpcRendererEvent, payload: unknown): void => listener(payload);
      ipcRenderer.on(channel, heard);
      return () => {
        ipcRenderer.removeListener(channel, heard);
      };
    },
    pathOfDropped: (file) => webUtils.getPathForFile(file) || null,
    // A window ends with its main process.
    link: { onChanged: () => () => {}, tryNow: () => {} },
  }),
);
