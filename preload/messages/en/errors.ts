/** Errors of main, and how one stands inside another sentence. */
export const errors = {
  error: {
    hintByCode: (_code: string, hint: string) => hint,
    at: (where: string, sentence: string) => `${where}: ${sentence}`,
    andMore: (sentence: string, count: number) => `${sentence} (and ${count} more)`,
    plain: (sentence: string) => sentence,
    both: (first: string, second: string) => `${first} ${second}`,
    atPath: (reason: string, path: string) => `${reason}, at ${path}`,
    inside: (sentence: string) => sentence.replace(/\.+$/, ''),
    firstOf: (path: string, more: number) => (more > 0 ? `${path} and ${more} more` : path),
    byCode: (_code: string, sentence: string) => sentence,
  },
  'connect-hint': {
    window: 'Add it under Registry, or take this destination out.',
    terminal: '`loadmaster connect` adds it.',
  },
  unnamed: {
    noReason: 'no reason given',
    noReasonSaid: 'it does not say why',
    settingsOfAws: 'of your AWS settings',
    commits: 'the list of commits',
  },
} as const;
