import { fileURLToPath } from 'node:url';

/**
 * Where Node keeps what it compiled, for the programs that tests start: hundreds of times the same sources, each of which would cost a second
 * of a processor for types to be taken out.
 */
export const COMPILE_CACHE = {
  NODE_COMPILE_CACHE: fileURLToPath(new URL('../node_modules/.cache/compile', import.meta.url)),
};
