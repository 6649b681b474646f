// Where something stood, so that the focus can go to what stands there when it is gone.

interface Step {
  readonly element: Element;
  /** Counted among its brothers. */
  readonly at: number;
}

export type PlaceInPage = readonly Step[];

const FOCUSABLE = 'a[href], button:enabled, input:enabled, select:enabled, textarea:enabled, [tabindex="0"]';

export function placeOf(element: Element): PlaceInPage {
  const path: Step[] = [];
  for (let one: Element | undefined = element; one && one.tagName !== 'BODY'; one = one.parentElement ?? undefined) {
    path.push({ element: one, at: one.parentElement ? [...one.parentElement.children].indexOf(one) : 0 });
  }
  return path;
}

/** What took its place, or stands before it, in the closest part of the page that is left; else the screen's heading. */
export function nearestTo(place: PlaceInPage): HTMLElement | undefined {
  const left = place.findIndex(({ element }) => element.isConnected);
  const gone = place[left - 1];
  for (const { element } of left < 0 ? [] : place.slice(left)) {
    if (element.tagName === 'MAIN') break;
    const children = [...element.children];
    const at = gone?.element.isConnected === false && element === place[left]?.element ? gone.at : 0;
    const found = [...children.slice(at), ...children.slice(0, at).reverse()]
      .map(firstIn)
      .find((one) => one !== undefined);
    if (found) return found;
  }
  return document.querySelector<HTMLElement>('main h1') ?? undefined;
}

function firstIn(part: Element): HTMLElement | undefined {
  const all = [...(part.matches(FOCUSABLE) ? [part] : []), ...part.querySelectorAll(FOCUSABLE)];
  return all.find((one): one is HTMLElement => one instanceof HTMLElement && one.checkVisibility());
}
