/** What something thrown says, whatever it is. A file of its own, so that a quick start need not load the contract. */
export function errorText(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
