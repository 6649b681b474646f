import type { RefCallback } from 'react';

/** For an element that takes the place of the one that was pressed: whoever works by keys goes on from there. */
export const takeFocus: RefCallback<HTMLElement> = (element) => element?.focus();
