/** A page out of sight draws no frames, and what begins after the first one begins there, too. */
const LONGEST_WAIT_MS = 250;

/** Resolves when the page draws its next frame, or would have long ago. */
export function nextPaint(): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, LONGEST_WAIT_MS);
    requestAnimationFrame(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
