import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import { CALL_CHANNELS, type Dispatcher } from '../bridge/index.ts';

/** One handler a call of the contract, all through the one gate. What is not in the contract has no handler at all. */
export function serveCalls(ipcMain: IpcMain, dispatcher: Dispatcher<IpcMainInvokeEvent>): void {
  for (const channel of CALL_CHANNELS.keys()) {
    ipcMain.handle(channel, (event, input: unknown) => dispatcher.answer(event, channel, input));
  }
}
