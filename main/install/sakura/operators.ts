import { type Message, message } from '../../../preload/messages/index.ts';
import type { Operator } from '../../addon/index.ts';
import { LIMITS } from '../limits.ts';
import { boolean, number, shown, text, type Value } from './values.ts';

/** The value of `left operator right`; a message says why there is none. */
export function operate(operator: Operator, left: Value, right: Value): Value | Message {
  switch (operator) {
    case '==':
      return boolean(isEqual(left, right));
    case '!=':
      return boolean(!isEqual(left, right));
    case '&':
    case '|':
      if (left.type !== 'boolean' || right.type !== 'boolean') return mismatch(operator, left, right);
      return boolean(operator === '&' ? left.value && right.value : left.value || right.value);
    case '+':
      if (left.type === 'string' || right.type === 'string') return bounded(shown(left) + shown(right));
      return arithmetic(operator, left, right);
    case '*':
      if (left.type === 'string' && right.type === 'number') return repeated(left.value, right.value);
      return arithmetic(operator, left, right);
    default:
      return arithmetic(operator, left, right);
  }
}

function arithmetic(operator: Operator, left: Value, right: Value): Value | Message {
  if (left.type !== 'number' || right.type !== 'number') return mismatch(operator, left, right);
  const [a, b] = [left.value, right.value];
  switch (operator) {
    case '+':
      return number(a + b);
    case '-':
      return number(a - b);
    case '*':
      return number(a * b);
    case '/':
      return number(a / b);
    case '<':
      return boolean(a < b);
    case '<=':
      return boolean(a <= b);
    case '>':
      return boolean(a > b);
    case '>=':
      return boolean(a >= b);
    default:
      return mismatch(operator, left, right);
  }
}

function isEqual(left: Value, right: Value): boolean {
  if (left.type === 'null' || right.type === 'null') return left.type === right.type;
  if (left.type === 'number' && right.type === 'number') return Math.abs(left.value - right.value) < 1e-12;
  return left.type === right.type && left.value === right.value;
}

function repeated(value: string, times: number): Value | Message {
  if (!Number.isInteger(times) || times < 0) return message('script-run.repeatWhole');
  if (value.length * times > LIMITS.textLength) return message('script-run.textTooLong', LIMITS.textLength);
  return text(value.repeat(times));
}

function bounded(value: string): Value | Message {
  if (value.length > LIMITS.textLength) return message('script-run.textTooLong', LIMITS.textLength);
  return text(value);
}

function mismatch(operator: Operator, left: Value, right: Value): Message {
  return message('script-run.badOperands', operator, left.type, right.type);
}
