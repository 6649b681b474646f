/** A script ended in error; all it did to files is taken back. */
export class ScriptError extends Error {
  readonly line: number;
  constructor(line: number, message: string) {
    super(message);
    this.line = line;
  }
}

/** `exit()`: the script is over; 0 is no error. */
export class ScriptExit extends Error {
  readonly code: number;
  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}
