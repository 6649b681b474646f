/** What every rule answers: the value in its canonical form, or the registry's own code for what is wrong. */
export type Result<T, C extends string = string> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: C };

export function accept<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function refuse<C extends string>(code: C): { readonly ok: false; readonly code: C } {
  return { ok: false, code };
}
