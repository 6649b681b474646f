import type { Message } from '../../../../preload/messages/index.ts';

/** Thrown inside the parser only: one statement that cannot be read. */
export class SyntaxFault extends Error {
  readonly line: number;
  readonly fault: Message;
  constructor(line: number, fault: Message) {
    super(fault.id);
    this.line = line;
    this.fault = fault;
  }
}

const WORD = /[A-Za-z_]\w*/y;
const NUMBER = /(?:\d+(?:\.\d+)?|\.\d+)(?:[eE]\d+)?(?!\w)/y;

/** A place in a script. Blanks and comments have no meaning in Sakura, ends of lines have. */
export class Cursor {
  readonly #text: string;
  #at = 0;
  #line = 1;
  #brackets = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get line(): number {
    return this.#line;
  }

  /** Inside brackets the end of a line is only a gap. */
  get inBrackets(): boolean {
    return this.#brackets > 0;
  }

  get atEnd(): boolean {
    return this.#at >= this.#text.length;
  }

  get atLineEnd(): boolean {
    return this.atEnd || this.#text[this.#at] === '\n';
  }

  looksAt(what: string): boolean {
    return this.#text.startsWith(what, this.#at);
  }

  peek(offset = 0): string {
    return this.#text[this.#at + offset] ?? '';
  }

  take(): string {
    const character = this.peek();
    if (character === '\n') this.#line += 1;
    this.#at += 1;
    return character;
  }

  takeIf(what: string): boolean {
    if (!this.looksAt(what)) return false;
    for (let count = 0; count < what.length; count++) this.take();
    return true;
  }

  /** Past blanks and a comment, up to the end of the line at most. */
  skipBlanks(): void {
    while (/[ \t\r\f\v\u00a0]/.test(this.peek())) this.#at += 1;
    if (this.peek() === '#') this.skipLine();
  }

  /** Past blanks, comments and ends of lines. */
  skipGaps(): void {
    for (this.skipBlanks(); this.peek() === '\n'; this.skipBlanks()) this.take();
  }

  skipLine(): void {
    while (!this.atLineEnd) this.#at += 1;
  }

  /** Whether this word is the next one, at most some ends of lines away. */
  looksAtWordAfterGaps(word: string): boolean {
    const ahead = new Cursor(this.#text);
    ahead.#at = this.#at;
    ahead.skipGaps();
    return ahead.peekWord() === word;
  }

  peekWord(): string | undefined {
    return this.#match(WORD);
  }

  takeWord(): string | undefined {
    const word = this.#match(WORD);
    this.#at += word?.length ?? 0;
    return word;
  }

  takeNumber(): number | undefined {
    const digits = this.#match(NUMBER);
    this.#at += digits?.length ?? 0;
    return digits === undefined ? undefined : Number(digits);
  }

  /** What stands up to one of these characters or the end of the line. */
  takeUntil(stop: RegExp): string {
    const start = this.#at;
    while (!this.atLineEnd && !stop.test(this.peek())) this.#at += 1;
    return this.#text.slice(start, this.#at);
  }

  /** The rest of the line without comment, for a message. */
  restOfLine(): string {
    const end = this.#text.indexOf('\n', this.#at);
    return this.#text.slice(this.#at, end < 0 ? undefined : end).trim();
  }

  within<T>(read: () => T): T {
    this.#brackets += 1;
    try {
      return read();
    } finally {
      this.#brackets -= 1;
    }
  }

  fault(fault: Message): SyntaxFault {
    return new SyntaxFault(this.#line, fault);
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    return pattern.exec(this.#text)?.[0];
  }
}
