/** Work done one piece after another, begun by a word and stopped by another. */
export interface Loop {
  wake(): void;
  /** Resolves when there is nothing left to do. */
  idle(): Promise<void>;
  /** Ends the piece in hand by its signal; nothing begins until `resume`. */
  halt(): Promise<void>;
  resume(): void;
}

interface Work {
  /** Does one piece; false when there was none. */
  readonly doNext: (stop: AbortSignal) => Promise<boolean>;
  /** After a piece that could not even record how it failed, the loop rests so long and tries again. */
  readonly againAfterMs: number;
}

export function openLoop({ doNext, againAfterMs }: Work): Loop {
  let stop = new AbortController();
  let running: Promise<void> | undefined;
  let again: NodeJS.Timeout | undefined;
  // More may have come while it looked and found nothing.
  let woken = false;

  const drain = async (): Promise<void> => {
    while (!stop.signal.aborted) {
      woken = false;
      const didSomething = await doNext(stop.signal);
      if (!didSomething && !woken) return;
    }
  };

  const wake = (): void => {
    woken = true;
    if (stop.signal.aborted || running !== undefined) return;
    clearTimeout(again);
    running = drain().then(
      () => {
        running = undefined;
        if (woken) wake();
      },
      () => {
        running = undefined;
        again = setTimeout(wake, againAfterMs);
        again.unref();
      },
    );
  };

  return {
    wake,
    async idle() {
      while (running !== undefined) await running;
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
