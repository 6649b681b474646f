export interface Batch<T> {
  add(item: T): void;
  flush(): void;
}

/** Collects what comes in quick succession, so that a busy registry does not flood the window. */
export function batchOf<T>(milliseconds: number, deliver: (items: T[]) => void): Batch<T> {
  let items: T[] = [];
  let timer: NodeJS.Timeout | undefined;
  function flush(): void {
    if (timer) clearTimeout(timer);
    timer = undefined;
    if (items.length === 0) return;
    const ready = items;
    items = [];
    deliver(ready);
  }
  return {
    add(item) {
      items.push(item);
      timer ??= setTimeout(flush, milliseconds);
      timer.unref();
    },
    flush,
  };
}
