import { nearestTo, type PlaceInPage, placeOf } from '../../parts/place-in-page.ts';

/**
 * What had the focus may go: a row that is removed, a button whose work is done, a panel that closes. The browser then
 * gives the focus to the page, where a keyboard begins anew at the top. It goes to what is nearest instead.
 */
export function keepFocus(page: Document): () => void {
  let last: PlaceInPage = [];
  let waiting = false;

  const remember = ({ target }: Event): void => {
    last = target instanceof Element ? placeOf(target) : [];
  };
  /** Whoever presses beside everything wants nothing to have the focus. */
  const forget = (): void => {
    last = [];
  };
  const look = (): void => {
    waiting = false;
    const lost = last[0]?.element;
    if (lost === undefined || !hasNoFocus(page) || page.querySelector('dialog[open]:not(:focus-within)')) return;
    if (lost.isConnected && !lost.matches(':disabled')) return;
    nearestTo(last)?.focus({ preventScroll: true });
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
