// What index.html shows by itself is painted first; then come the app's styles, and its script, which takes longer to run
// than a frame takes to draw. The build writes both into the page as what is to be fetched ahead.

/** A window that is minimised or covered draws no frames. */
const LONGEST_WAIT_MS = 250;

function fetchedAhead(what: 'style' | 'script'): HTMLLinkElement[] {
  return [...document.querySelectorAll<HTMLLinkElement>(`link[rel="preload"][as="${what}"]`)];
}

/** Resolves also when there is no such file: a page without its looks still says more than none. */
function useStyles(link: HTMLLinkElement): Promise<unknown> {
  return new Promise((resolve) => {
    link.addEventListener('load', resolve);
    link.addEventListener('error', resolve);
    link.rel = 'stylesheet';
  });
}

function runScript({ href }: HTMLLinkElement): void {
  const script = document.createElement('script');
  script.type = 'module';
  // As it was fetched ahead: another way of asking would fetch it twice.
  script.crossOrigin = 'anonymous';
  script.src = href;
  document.head.append(script);
}

async function start(): Promise<void> {
  const painted = new Promise((resolve) => new PerformanceObserver(resolve).observe({ type: 'paint', buffered: true }));
  const late = new Promise((resolve) => setTimeout(resolve, LONGEST_WAIT_MS));
  await Promise.race([painted, late]);
  await Promise.all(fetchedAhead('style').map(useStyles));
  fetchedAhead('script').forEach(runScript);
}

void start();
