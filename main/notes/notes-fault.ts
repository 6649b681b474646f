/** A sentence about notes that cannot be used. */
export class NotesFault extends Error {
  readonly code: 'bad_notes' | 'no_notes' | 'no_git';
  constructor(code: NotesFault['code'], message: string) {
    super(message);
    this.code = code;
  }
}
