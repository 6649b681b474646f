/** What one script may use. A good one needs a thousandth of it; a hostile one is ended by it. */
export const LIMITS = {
  /** Statements and turns of loops. */
  steps: 100_000,
  calls: 100,
  textLength: 4 * 2 ** 20,
  printedLines: 200,
  listLength: 100_000,
  files: 500_000,
} as const;
