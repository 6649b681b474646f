/**
 * A service opened at its first use, so that the window can be on screen before got, fastify and chokidar are read.
 * An opening that failed is tried again at the next use.
 */
export interface Lazy<T> {
  get(): Promise<T>;
  /** The service if it was ever asked for; for closing, and for questions that must not open it. */
  ifOpen(): Promise<T> | undefined;
}

export function lazy<T>(open: () => Promise<T>): Lazy<T> {
  let opened: Promise<T> | undefined;
  return {
    get() {
      opened ??= open().catch((cause: unknown) => {
        opened = undefined;
        throw cause;
      });
      return opened;
    },
    ifOpen: () => opened,
  };
}
