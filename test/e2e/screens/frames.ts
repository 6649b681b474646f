import type { Page } from '@playwright/test';

/** Starts counting; the answer tells for how many milliseconds the main thread has been busy since. */
export async function busyTime(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const total = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000;
  };
  const before = await total();
  return async () => (await total()) - before;
}

/** For every input event the time until the frame that shows it has been handed over. */
export async function watchFrames(page: Page): Promise<void> {
  await page.evaluate(() => {
    const frames: number[] = [];
    Object.assign(window, { frames });
    document.addEventListener(
      'input',
      ({ timeStamp }) => {
        requestAnimationFrame(() => {
          const shown = new MessageChannel();
          shown.port1.onmessage = () => frames.push(performance.now() - timeStamp);
          shown.port2.postMessage(null);
        });
      },
      { capture: true },
    );
  });
}

interface Scrolled {
  readonly rate: number;
  readonly frames: number;
  readonly longest: number;
  readonly rows: number;
}

interface Scrolling {
  /** Pixels with every frame. */
  readonly step: number;
  /** What one row is, to count how many there are. */
  readonly rows: string;
}

/** Scrolls what a list stands in, for three seconds. Runs in the page. */
export function scrollThrough(tree: Element, { step, rows: selector }: Scrolling): Promise<Scrolled> {
  const scroller = tree.parentElement;
  if (!scroller) throw new Error('The tree has no scroller.');
  return new Promise((resolve) => {
    let frames = 0;
    let longest = 0;
    const start = performance.now();
    let last = start;
    const draw = (now: number) => {
      if (frames > 0) longest = Math.max(longest, now - last);
      last = now;
      frames++;
      scroller.scrollTop += step;
      if (now - start < 3000) requestAnimationFrame(draw);
      else {
        const rows = tree.querySelectorAll(selector).length;
        resolve({ rate: (frames * 1000) / (now - start), frames, longest, rows });
      }
    };
    requestAnimationFrame(draw);
  });
}
