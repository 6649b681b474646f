import { useSyncExternalStore } from 'react';

// One clock for everything that counts down, running only while something looks at it.
const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = Date.now();
    for (const tell of listeners) tell();
  }, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function unsubscribed() {
  return () => {};
}

/** The time to the second; pass false where nothing on screen moves with it. */
export function useNow(running = true): number {
  const ticking = useSyncExternalStore(running ? subscribe : unsubscribed, () => now);
  return running ? Math.max(ticking, now) : Date.now();
}
