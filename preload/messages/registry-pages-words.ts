import type { words } from './en/registry-pages/index.ts';
import type { Said } from './said.ts';

/** What a registry says to people who look at it in a browser. */
export type RegistryPagesWords = Said<typeof words>;
