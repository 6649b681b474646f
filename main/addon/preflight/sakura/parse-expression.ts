import { message } from '../../../../preload/messages/index.ts';
import type { Cursor } from './cursor.ts';
import { takeText } from './parse-text.ts';
import {
  type Expression,
  KEYWORDS,
  type Operator,
  type PathPart,
  type PrefixOperator,
  QUESTIONS,
  type QuestionName,
  type SakuraPath,
} from './syntax.ts';

/** Deeper than anybody writes; it keeps a hostile script from using up the stack. */
const DEEPEST = 100;

/** Weakest first; those of one row are read from left to right. */
const OPERATORS: ReadonlyArray<readonly Operator[]> = [
  ['|'],
  ['&'],
  ['==', '!='],
  ['<=', '>=', '<', '>'],
  ['+', '-'],
  ['*', '/'],
];

/** An expression on one line; inside brackets it may go over more. */
export function parseExpression(cursor: Cursor, depth = 0): Expression {
  if (depth > DEEPEST) throw cursor.fault(message('sakura.tooDeep', DEEPEST));
  return parseAssignment(cursor, depth) ?? parseOperation(cursor, depth, 0);
}

function parseAssignment(cursor: Cursor, depth: number): Expression | undefined {
  const { line } = cursor;
  const sign = cursor.peek();
  if (sign !== '%' && sign !== '$') return undefined;
  cursor.take();
  const name = cursor.takeWord();
  if (name === undefined) throw cursor.fault(message(sign === '%' ? 'sakura.constantName' : 'sakura.variableName'));
  cursor.skipBlanks();
  if (cursor.peek() !== '=' || cursor.peek(1) === '=') {
    throw cursor.fault(message('sakura.valueAlone', sign, name));
  }
  cursor.take();
  return {
    kind: 'assign',
    name,
    as: sign === '%' ? 'constant' : 'variable',
    value: parseValue(cursor, depth),
    line,
  };
}

/** What may stand right of `=` and after `return`: an expression, or a command that answers something. */
export function parseValue(cursor: Cursor, depth = 0): Expression {
  cursor.skipBlanks();
  const word = cursor.peekWord();
  if (word !== undefined && isQuestion(word)) {
    cursor.takeWord();
    return { kind: 'question', command: word, path: parsePath(cursor, word, depth + 1) };
  }
  return parseExpression(cursor, depth + 1);
}

function parseOperation(cursor: Cursor, depth: number, strength: number): Expression {
  const row = OPERATORS[strength];
  if (row === undefined) return parsePrefix(cursor, depth);
  let left = parseOperation(cursor, depth, strength + 1);
  for (;;) {
    if (cursor.inBrackets) cursor.skipGaps();
    else cursor.skipBlanks();
    const operator = row.find((candidate) => cursor.looksAt(candidate));
    if (operator === undefined) return left;
    const { line } = cursor;
    cursor.takeIf(operator);
    cursor.skipGaps();
    left = { kind: 'operation', operator, left, right: parseOperation(cursor, depth, strength + 1), line };
  }
}

function parsePrefix(cursor: Cursor, depth: number): Expression {
  if (depth > DEEPEST) throw cursor.fault(message('sakura.tooDeep', DEEPEST));
  cursor.skipBlanks();
  const sign = cursor.peek();
  if (!isPrefix(sign)) return parseAtom(cursor, depth);
  const { line } = cursor;
  cursor.take();
  return { kind: 'prefix', operator: sign, of: parsePrefix(cursor, depth + 1), line };
}

function parseAtom(cursor: Cursor, depth: number): Expression {
  if (cursor.peek() === '"') return { kind: 'text', text: takeText(cursor) };
  if (cursor.peek() === '(') return takeBracket(cursor, depth);
  const { line } = cursor;
  if (cursor.takeIf('@')) {
    const name = cursor.takeWord();
    if (name === undefined) throw cursor.fault(message('sakura.clientVariable'));
    return { kind: 'client-variable', name };
  }
  const number = cursor.takeNumber();
  if (number !== undefined) return { kind: 'number', number };
  const name = cursor.peekWord();
  if (name === undefined || KEYWORDS.has(name)) throw valueMissing(cursor, name);
  cursor.takeWord();
  cursor.skipBlanks();
  if (cursor.peek() === '(') return { kind: 'call', name, values: takeValues(cursor, depth), line };
  if (cursor.peek() === '=' && cursor.peek(1) !== '=') {
    cursor.take();
    return { kind: 'assign', name, as: 'known', value: parseValue(cursor, depth), line };
  }
  return { kind: 'symbol', name };
}

function valueMissing(cursor: Cursor, word: string | undefined): Error {
  if (word !== undefined && isQuestion(word)) return cursor.fault(message('sakura.questionInside', word));
  if (cursor.peek() === ')') return cursor.fault(message('sakura.bracketNotOpened'));
  if (word === undefined && cursor.atLineEnd) return cursor.fault(message('sakura.valueMissingAtEnd'));
  return cursor.fault(message('sakura.valueMissing', word ?? `"${cursor.peek()}"`));
}

/** The path after a command. */
export function parsePath(cursor: Cursor, command: string, depth = 0): SakuraPath {
  cursor.skipBlanks();
  if (cursor.atLineEnd || cursor.peek() === ';') throw cursor.fault(message('sakura.pathMissing', command));
  const { line } = cursor;
  const base = parseBase(cursor, depth);
  const parts: PathPart[] = [];
  while (cursor.takeIf('/')) {
    const part = parsePart(cursor, depth);
    if (part !== undefined) parts.push(part);
  }
  return { line, base, parts };
}

function parseBase(cursor: Cursor, depth: number): SakuraPath['base'] {
  if (cursor.peek() === '/') return { root: true };
  if (cursor.looksAt('$(')) return { value: takeBracket(cursor, depth + 1) };
  if (cursor.peek() === '@') {
    cursor.take();
    const variable = cursor.takeWord();
    if (variable !== undefined) return { variable };
  }
  const found = cursor.takeUntil(/[\s;]/);
  throw cursor.fault(message('sakura.pathStart', found));
}

/** Without quotes a part may be made of words, which are no keywords, joined by these. */
const BARE_PART = /^[.+*-]*(?:[A-Za-z_]\w*(?:[.+*-]+[A-Za-z_]\w*)*[.+*-]*)?$/;

function parsePart(cursor: Cursor, depth: number): PathPart | undefined {
  if (cursor.looksAt('$(')) return { value: takeBracket(cursor, depth + 1) };
  if (cursor.peek() === '"') {
    const text = takeText(cursor);
    if (/[/\n]/.test(text)) throw cursor.fault(message('sakura.onePart', text));
    return { text };
  }
  const variable = cursor.takeIf('@');
  const word = cursor.takeUntil(/[\s/;#"(){}]/);
  if (variable) return { text: `@${word}` };
  if (word.includes('\\')) throw cursor.fault(message('sakura.forwardSlashes'));
  if (word === '' && cursor.peek() === '/') throw cursor.fault(message('sakura.twoSlashes'));
  if (word === '') return undefined;
  if (!BARE_PART.test(word) || word.split(/[.+*-]/).some((piece) => KEYWORDS.has(piece)))
    throw cursor.fault(message('sakura.quotesNeeded', word));
  return { text: word };
}

/** The value between `(` or `$(`, already looked at, and `)`. */
export function takeBracket(cursor: Cursor, depth: number): Expression {
  const { line } = cursor;
  cursor.takeIf('$');
  cursor.takeIf('(');
  return cursor.within(() => {
    cursor.skipGaps();
    const value = parseExpression(cursor, depth + 1);
    cursor.skipGaps();
    if (!cursor.takeIf(')')) throw Object.assign(cursor.fault(message('sakura.bracketNotClosed')), { line });
    return value;
  });
}

function takeValues(cursor: Cursor, depth: number): Expression[] {
  cursor.takeIf('(');
  return cursor.within(() => {
    const values: Expression[] = [];
    cursor.skipGaps();
    if (cursor.takeIf(')')) return values;
    for (;;) {
      values.push(parseExpression(cursor, depth + 1));
      cursor.skipGaps();
      if (cursor.takeIf(')')) return values;
      if (!cursor.takeIf(',')) throw cursor.fault(message('sakura.bracketNotClosed'));
      cursor.skipGaps();
    }
  });
}

function isQuestion(word: string): word is QuestionName {
  return QUESTIONS.some((name) => name === word);
}

function isPrefix(sign: string): sign is PrefixOperator {
  return sign === '!' || sign === '+' || sign === '-';
}
