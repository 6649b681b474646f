import type { words } from './en/terminal/index.ts';
import type { Said } from './said.ts';

/** What the terminal says by itself; what main says to it are the messages that the page reads too. */
export type TerminalWords = Said<typeof words>;
