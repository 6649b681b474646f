/** How long the texts of a release form may be, right or wrong, and still be kept. */
export const DRAFT_LIMITS = { cell: 1024, selection: 4096, notes: 100_000 } as const;

/** What is pasted into a field at once: more than any field takes, and few enough letters not to hold the page up. */
export const LARGEST_PASTE = 262_144;
