import type { english } from './en/index.ts';

type Said<T> = T extends string
  ? string
  : T extends (...parameters: infer P) => infer R
    ? (...parameters: P) => Said<R>
    : { readonly [K in keyof T]: Said<T[K]> };

/** What every language has to say: the messages of the English one with their parameters, in words of its own. */
export type Catalogue = Said<typeof english>;
