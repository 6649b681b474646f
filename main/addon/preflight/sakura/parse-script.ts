import { type Message, message } from '../../../../preload/messages/index.ts';
import { type Cursor, Cursor as ScriptCursor, SyntaxFault } from './cursor.ts';
import { parseExpression, parsePath, parseValue } from './parse-expression.ts';
import {
  type Command,
  type Expression,
  KEYWORDS,
  ONE_PATH,
  type Parameter,
  type ScriptFault,
  type Statement,
  TEXT_TO_PATH,
  TWO_PATHS,
} from './syntax.ts';

export interface Script {
  readonly statements: readonly Statement[];
  readonly faults: readonly ScriptFault[];
}

const DEEPEST = 50;
/** One sentence too many helps nobody. */
const MOST_FAULTS = 100;

/** Reads a script; what cannot be read is a fault, and the next line is tried. It never throws. */
export function parseScript(text: string): Script {
  const parser = new Parser(new ScriptCursor(text.replaceAll('\r\n', '\n')));
  const statements = parser.statements(0);
  return { statements, faults: parser.faults };
}

class Parser {
  readonly faults: ScriptFault[] = [];
  readonly #cursor: Cursor;
  #loops = 0;

  constructor(cursor: Cursor) {
    this.#cursor = cursor;
  }

  /** Statements up to the closing brace, or the end of the script at depth 0. */
  statements(depth: number): Statement[] {
    const cursor = this.#cursor;
    const found: Statement[] = [];
    for (;;) {
      cursor.skipGaps();
      if (cursor.takeIf(';')) continue;
      if (cursor.atEnd) return found;
      if (cursor.peek() === '}' && depth > 0) return found;
      try {
        found.push(this.#statement(depth));
        this.#endOfStatement(depth);
      } catch (cause) {
        if (!(cause instanceof SyntaxFault)) throw cause;
        if (this.faults.length < MOST_FAULTS) this.faults.push({ line: cause.line, fault: cause.fault });
        cursor.skipLine();
      }
    }
  }

  #endOfStatement(depth: number): void {
    const cursor = this.#cursor;
    cursor.skipBlanks();
    if (cursor.atLineEnd || cursor.peek() === ';' || (cursor.peek() === '}' && depth > 0)) return;
    if (cursor.peek() === ')') throw cursor.fault(message('sakura.bracketNotOpened'));
    if (cursor.peek() === '}') throw cursor.fault(message('sakura.braceNotOpened'));
    throw cursor.fault(message('sakura.moreOnLine', cursor.restOfLine()));
  }

  #statement(depth: number): Statement {
    const cursor = this.#cursor;
    if (depth > DEEPEST) throw cursor.fault(message('sakura.tooDeep', DEEPEST));
    if (cursor.peek() === '}') throw cursor.fault(message('sakura.braceNotOpened'));
    if (cursor.peek() === ')') throw cursor.fault(message('sakura.bracketNotOpened'));
    const { line } = cursor;
    if (cursor.peek() === '{') {
      const condition = { kind: 'symbol', name: 'TRUE' } as const;
      return { kind: 'if', line, branches: [{ condition, body: this.#body(depth) }] };
    }
    const word = cursor.peekWord();
    switch (word) {
      case 'if':
        return this.#ifStatement(depth);
      case 'while':
        cursor.takeWord();
        return { kind: 'while', line, condition: this.#expression(), body: this.#loopBody(depth) };
      case 'for':
        return this.#forStatement(depth);
      case 'func':
        return this.#functionStatement(depth);
      case 'return':
        return this.#returnStatement();
      case 'break':
      case 'continue':
        cursor.takeWord();
        if (this.#loops === 0) throw cursor.fault(message('sakura.outsideLoop', word));
        return { kind: word, line };
      case 'else':
        throw cursor.fault(message('sakura.elseAlone'));
      default:
        return word === undefined ? this.#expressionStatement() : (this.#command(word) ?? this.#expressionStatement());
    }
  }

  #command(word: string): Command | undefined {
    const cursor = this.#cursor;
    const { line } = cursor;
    const onePath = ONE_PATH.find((name) => name === word);
    if (onePath !== undefined) {
      cursor.takeWord();
      const path = parsePath(cursor, word);
      this.#endOfPath(path.parts.length);
      return { kind: 'command', line, name: onePath, path };
    }
    const twoPaths = TWO_PATHS.find((name) => name === word);
    if (twoPaths !== undefined || word === 'RENAME') {
      cursor.takeWord();
      this.#notYetTo(word);
      const path = parsePath(cursor, word);
      this.#takeTo(word);
      if (twoPaths === undefined) return { kind: 'command', line, name: 'RENAME', path, newName: this.#newName() };
      const to = parsePath(cursor, word);
      this.#endOfPath(to.parts.length);
      return { kind: 'command', line, name: twoPaths, path, to };
    }
    const textToPath = TEXT_TO_PATH.find((name) => name === word);
    if (textToPath === undefined) return undefined;
    cursor.takeWord();
    this.#notYetTo(word);
    const content = this.#expression();
    this.#takeTo(word);
    const to = parsePath(cursor, word);
    this.#endOfPath(to.parts.length);
    return { kind: 'command', line, name: textToPath, content, to };
  }

  #newName(): Expression {
    const name = this.#expression();
    if (name.kind === 'operation' && name.operator === '/') throw this.#cursor.fault(message('sakura.newName'));
    return name;
  }

  #notYetTo(command: string): void {
    this.#cursor.skipBlanks();
    if (this.#cursor.peekWord() === 'TO') throw this.#cursor.fault(message('sakura.toWhat', command));
  }

  #takeTo(command: string): void {
    const cursor = this.#cursor;
    cursor.skipBlanks();
    if (cursor.peekWord() !== 'TO') {
      const rest = cursor.restOfLine();
      if (/(?:^|\s)TO(?:\s|$)/.test(rest)) throw cursor.fault(message('sakura.toQuotes', command, rest));
      throw cursor.fault(message('sakura.toMissing', command));
    }
    cursor.takeWord();
    cursor.skipBlanks();
    if (cursor.atLineEnd) throw cursor.fault(message('sakura.toWhere', command));
  }

  /** Two words of a path without quotes would silently become one. */
  #endOfPath(parts: number): void {
    const cursor = this.#cursor;
    cursor.skipBlanks();
    if (parts > 0 && /[\w"./]/.test(cursor.peek()))
      throw cursor.fault(message('sakura.pathQuotes', cursor.restOfLine()));
  }

  #expressionStatement(): Statement {
    const cursor = this.#cursor;
    const { line } = cursor;
    const word = cursor.peekWord();
    if (word !== undefined && !KEYWORDS.has(word) && KEYWORDS.has(word.toUpperCase()))
      throw cursor.fault(message('sakura.capitals', word.toUpperCase()));
    const value = parseValue(cursor);
    if (value.kind === 'call' || value.kind === 'assign' || value.kind === 'question')
      return { kind: 'expression', line, value };
    throw cursor.fault(
      value.kind === 'symbol' ? message('sakura.noCommand', value.name) : message('sakura.uselessValue'),
    );
  }

  #ifStatement(depth: number): Statement {
    const cursor = this.#cursor;
    const { line } = cursor;
    cursor.takeWord();
    const branches = [{ condition: this.#expression(), body: this.#body(depth) }];
    for (;;) {
      if (!this.#takeElse()) return { kind: 'if', line, branches };
      cursor.skipGaps();
      if (cursor.peekWord() !== 'if') return { kind: 'if', line, branches, otherwise: this.#body(depth) };
      cursor.takeWord();
      branches.push({ condition: this.#expression(), body: this.#body(depth) });
    }
  }

  #takeElse(): boolean {
    if (!this.#cursor.looksAtWordAfterGaps('else')) return false;
    this.#cursor.skipGaps();
    this.#cursor.takeWord();
    return true;
  }

  #forStatement(depth: number): Statement {
    const cursor = this.#cursor;
    const { line } = cursor;
    cursor.takeWord();
    cursor.skipGaps();
    const bracket = cursor.takeIf('(');
    cursor.skipGaps();
    const { name, as } = this.#declared(message('sakura.loopForm'));
    cursor.skipGaps();
    if (cursor.peekWord() !== 'in') throw cursor.fault(message('sakura.loopForm'));
    cursor.takeWord();
    const over = this.#expression();
    cursor.skipGaps();
    if (bracket && !cursor.takeIf(')')) throw cursor.fault(message('sakura.bracketNotClosed'));
    return { kind: 'for', line, name, as, over, body: this.#loopBody(depth) };
  }

  #functionStatement(depth: number): Statement {
    const cursor = this.#cursor;
    const { line } = cursor;
    if (depth > 0) throw cursor.fault(message('sakura.functionInside'));
    cursor.takeWord();
    cursor.skipGaps();
    const name = cursor.takeWord();
    if (name === undefined || KEYWORDS.has(name)) throw cursor.fault(message('sakura.functionName'));
    cursor.skipGaps();
    const parameters: Parameter[] = [];
    if (cursor.takeIf('(')) {
      cursor.skipGaps();
      while (!cursor.takeIf(')')) {
        parameters.push(this.#parameter());
        cursor.skipGaps();
        if (!cursor.takeIf(',') && cursor.peek() !== ')') throw cursor.fault(message('sakura.bracketNotClosed'));
        cursor.skipGaps();
      }
    }
    const loops = this.#loops;
    this.#loops = 0;
    const body = this.#body(depth);
    this.#loops = loops;
    return { kind: 'function', line, name, parameters, body };
  }

  #parameter(): Parameter {
    const cursor = this.#cursor;
    const takesRest = cursor.takeIf('...');
    const { name, as } = this.#declared(message('sakura.parameterForm'));
    cursor.skipGaps();
    if (takesRest) return { name, as, takesRest };
    return cursor.takeIf('=') ? { name, as, initial: parseExpression(cursor) } : { name, as };
  }

  #declared(otherwise: Message): Pick<Parameter, 'name' | 'as'> {
    const cursor = this.#cursor;
    const sign = cursor.peek();
    if (sign !== '%' && sign !== '$') throw cursor.fault(otherwise);
    cursor.take();
    const name = cursor.takeWord();
    if (name === undefined) throw cursor.fault(otherwise);
    return { name, as: sign === '%' ? 'constant' : 'variable' };
  }

  #returnStatement(): Statement {
    const cursor = this.#cursor;
    const { line } = cursor;
    cursor.takeWord();
    cursor.skipBlanks();
    if (cursor.atLineEnd || cursor.peek() === ';' || cursor.peek() === '}') return { kind: 'return', line };
    return { kind: 'return', line, value: parseValue(cursor) };
  }

  #expression(): Expression {
    this.#cursor.skipGaps();
    return parseExpression(this.#cursor);
  }

  #loopBody(depth: number): Statement[] {
    this.#loops += 1;
    try {
      return this.#body(depth);
    } finally {
      this.#loops -= 1;
    }
  }

  #body(depth: number): Statement[] {
    const cursor = this.#cursor;
    cursor.skipGaps();
    const { line } = cursor;
    if (!cursor.takeIf('{')) throw cursor.fault(message('sakura.braceMissing'));
    const statements = this.statements(depth + 1);
    if (!cursor.takeIf('}')) throw new SyntaxFault(line, message('sakura.braceNotClosed'));
    return statements;
  }
}
