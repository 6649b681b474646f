import type { IpcMainInvokeEvent, WebContents } from 'electron';
import { isEntryPage } from './app-scheme.ts';

/** Only the main frame of our window, while it shows the entry document, may ask anything. */
export function isTrustedSender(event: IpcMainInvokeEvent, window: WebContents | undefined): boolean {
  const { sender, senderFrame } = event;
  if (window === undefined || sender !== window || senderFrame === null) return false;
  const isMainFrame = senderFrame.parent === null && senderFrame.frameTreeNodeId === window.mainFrame.frameTreeNodeId;
  return isMainFrame && isEntryPage(senderFrame.url);
}
