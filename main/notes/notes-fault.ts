import type { OwnError } from '../../preload/messages/index.ts';

/** A sentence about notes that cannot be used. */
export class NotesFault extends Error {
  readonly error: OwnError<'bad_notes' | 'no_notes' | 'no_git'>;
  constructor(error: NotesFault['error']) {
    super(error.message);
    this.error = error;
  }

  get code(): NotesFault['error']['code'] {
    return this.error.code;
  }
}
