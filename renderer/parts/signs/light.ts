/** Annunciator lights: processed, to be looked at, failed, in flight, past. Never without a word beside them. */
export type Light = 'ok' | 'warn' | 'bad' | 'flight' | 'past';
