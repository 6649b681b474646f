import type { words } from './en/page/index.ts';
import type { Said } from './said.ts';

/** What the screens say. What main says to the page are messages. */
export type PageWords = Said<typeof words>;
