/** One change to the add-on's folder. Paths are '/'-separated and inside it. */
export type FixStep =
  | { readonly kind: 'create'; readonly path: string; readonly content: string }
  | { readonly kind: 'edit'; readonly path: string; readonly before: string; readonly after: string }
  | { readonly kind: 'rename'; readonly path: string; readonly to: string }
  | { readonly kind: 'delete'; readonly path: string };
