/** What every language has to say: the messages of the English catalogue with their parameters, in words of its own. */
export type Said<T> = T extends string
  ? string
  : T extends (...parameters: infer P) => infer R
    ? (...parameters: P) => Said<R>
    : { readonly [K in keyof T]: Said<T[K]> };
