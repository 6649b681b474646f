/** Errors of main, and how one stands inside another sentence. */
export const errors = {
  error: {
    hintByCode: (_code: string, hint: string) => hint,
    byCode: (_code: string, sentence: string) => sentence,
  },
} as const;
