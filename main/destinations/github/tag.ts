/** Where the author named no other. */
export const DEFAULT_TAG = 'v{version}';
