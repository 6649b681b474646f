import { EventEmitter } from 'node:events';
import type { IpcMain } from 'electron';

type InvokeListener = Parameters<IpcMain['handle']>[1];
type InvokeEvent = Parameters<InvokeListener>[0];

/** Main's side of ipc: one handler a channel, as Electron allows. */
class StandinIpcMain extends EventEmitter implements Pick<IpcMain, 'handle' | 'removeHandler'> {
  readonly #handlers = new Map<string, InvokeListener>();

  handle(channel: string, listener: InvokeListener): void {
    if (this.#handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    this.#handlers.set(channel, listener);
  }

  removeHandler(channel: string): void {
    this.#handlers.delete(channel);
  }

  /** What the page's `invoke` gets: of an error only its text, in Electron's own words. */
  async answer(event: InvokeEvent, channel: string, input: unknown[]): Promise<{ value: unknown } | { error: string }> {
    const handler = this.#handlers.get(channel);
    const failed = (cause: unknown): { error: string } => ({
      error: `Error invoking remote method '${channel}': ${cause instanceof Error ? `${cause.name}: ${cause.message}` : cause}`,
    });
    if (!handler) return failed(new Error(`No handler registered for '${channel}'`));
    try {
      return { value: structuredClone(await handler(event, ...input)) };
    } catch (cause) {
      return failed(cause);
    }
  }
}

export const ipcMain = new StandinIpcMain();
