/** Work done one piece after another, begun by a word and stopped by another. */
export type Loop = {
  wake(): void;
  /** Resolves when there is nothing left to do. */
  idle(): Promise<void>;
  /** Ends the piece in hand by its signal; nothing begins until `resume`. */
  halt(): Promise<void>;
  resume(): void;
};

type Work = {
  readonly isThereMore: () => boolean;
  readonly doNext: (stop: AbortSignal) => Promise<void>;
  /** After a piece that could not even record how it failed, the loop rests so long and tries again. */
  readonly againAfterMs: number;
};

export function openLoop({ isThereMore, doNext, againAfterMs }: Work): Loop {
  let stop = new AbortController();
  let running: Promise<void> | null = null;
  let again: NodeJS.Timeout | undefined;

  const drain = async (): Promise<void> => {
    while (!stop.signal.aborted && isThereMore()) await doNext(stop.signal);
  };

  const wake = (): void => {
    if (stop.signal.aborted || running !== null) return;
    clearTimeout(again);
    running = drain().then(
      () => {
        running = null;
        // More may have come between the last look and now.
        if (!stop.signal.aborted && isThereMore()) wake();
      },
      () => {
        running = null;
        again = setTimeout(wake, againAfterMs);
        again.unref();
      },
    );
  };

  return {
    wake,
    async idle() {
      while (running !== null) await running;
    },
    async halt() {
      stop.abort();
      clearTimeout(again);
      await running;
    },
    resume() {
      stop = new AbortController();
      wake();
    },
  };
}
