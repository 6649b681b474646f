/**
 * What had the focus may go: a row that is removed, a button whose work is done, a panel that closes. The browser then
 * gives the focus to the page, where a keyboard begins anew at the top. It goes to what is nearest instead.
 */
export function keepFocus(page: Document): () => void {
  let last: readonly Element[] = [];
  let waiting = false;

  const remember = ({ target }: Event): void => {
    last = target instanceof Element ? withParents(target) : [];
  };
  /** Whoever presses beside everything wants nothing to have the focus. */
  const forget = (): void => {
    last = [];
  };
  const look = (): void => {
    waiting = false;
    const [lost] = last;
    if (lost === undefined || !hasNoFocus(page) || page.querySelector('dialog[open]:not(:focus-within)')) return;
    if (lost.isConnected && !lost.matches(':disabled')) return;
    nearest(last)?.focus({ preventScroll: true });
  };
  // After what is drawn next, since a dialog that opens, or a list that is drawn anew, takes the focus itself.
  const soon = (): void => {
    if (waiting || last.length === 0 || !hasNoFocus(page)) return;
    waiting = true;
    requestAnimationFrame(() => requestAnimationFrame(look));
  };

  const watch = new MutationObserver(soon);
  page.addEventListener('focusin', remember);
  page.addEventListener('pointerdown', forget);
  watch.observe(page.body, { childList: true, subtree: true, attributeFilter: ['disabled', 'hidden'] });
  return () => {
    watch.disconnect();
    page.removeEventListener('focusin', remember);
    page.removeEventListener('pointerdown', forget);
  };
}

function hasNoFocus({ activeElement, body }: Document): boolean {
  return activeElement === null || activeElement === body;
}

function withParents(element: Element): readonly Element[] {
  const path: Element[] = [];
  for (let at: Element | null = element; at && at.tagName !== 'BODY'; at = at.parentElement) path.push(at);
  return path;
}

const FOCUSABLE = 'a[href], button:enabled, input:enabled, select:enabled, textarea:enabled, [tabindex="0"]';

/** In the closest part of the page that is still there; the heading of the screen where that is all of it. */
function nearest(path: readonly Element[]): HTMLElement | null {
  for (const part of path.filter((element) => element.isConnected)) {
    if (part.tagName === 'MAIN') break;
    const found = [...part.querySelectorAll<HTMLElement>(FOCUSABLE)].find((element) => element.checkVisibility());
    if (found) return found;
  }
  return document.querySelector<HTMLElement>('main h1');
}
