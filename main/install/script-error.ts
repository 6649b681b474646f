import { inWords, type Message } from '../../preload/messages/index.ts';

/** A script ended in error; all it did to files is taken back. */
export class ScriptError extends Error {
  readonly line: number;
  readonly said: Message;
  constructor(line: number, said: Message) {
    super(inWords(said));
    this.line = line;
    this.said = said;
  }
}

/** A function of the language was given what it does not take; who called it knows the line. */
export class ValueRefused extends Error {
  readonly said: Message;
  constructor(said: Message) {
    super(inWords(said));
    this.said = said;
  }
}

/** `exit()`: the script is over; 0 is no error. */
export class ScriptExit extends Error {
  readonly code: number;
  readonly said: Message;
  constructor(code: number, said: Message) {
    super(inWords(said));
    this.code = code;
    this.said = said;
  }
}
