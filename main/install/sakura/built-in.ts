import { message } from '../../../preload/messages/index.ts';
import { LIMITS } from '../limits.ts';
import { ScriptExit, ValueRefused } from '../script-error.ts';
import { type BuiltIn, boolean, NULL, number, shown, text, type Value } from './values.ts';

/** What the functions ask the run they belong to. */
export interface ScriptEnvironment {
  readonly mayRead: (path: string) => boolean;
  readonly mayWrite: (path: string) => boolean;
  readonly print: (line: string) => void;
}

export function builtInFunctions(environment: ScriptEnvironment): ReadonlyMap<string, BuiltIn> {
  return new Map<string, BuiltIn>([
    ['print', (values) => print(values, environment)],
    ['exit', exit],
    ['list', (values) => ({ type: 'iterable', value: values })],
    ['range', range],
    ['str', (values) => text(shown(first(values, 'str')))],
    ['type', (values) => text(first(values, 'type').type)],
    ['canRead', (values) => boolean(environment.mayRead(pathOf(values, 'canRead')))],
    ['canWrite', (values) => boolean(environment.mayWrite(pathOf(values, 'canWrite')))],
  ]);
}

function print(values: readonly Value[], environment: ScriptEnvironment): Value {
  environment.print(values.map(shown).join(' '));
  return NULL;
}

function exit(values: readonly Value[]): Value {
  const [code, value] = values;
  throw new ScriptExit(
    code?.type === 'number' ? code.value : 0,
    message('script-run.exited', value === undefined ? 'unknown' : shown(value)),
  );
}

function range(values: readonly Value[]): Value {
  const numbers = values.map((value) => (value.type === 'number' ? value.value : Number.NaN));
  const [start = 0, stop = 0, step = 1] = numbers.length === 1 ? [0, ...numbers] : numbers;
  const count = Math.max(0, Math.ceil((stop - start) / step));
  if (!Number.isFinite(count) || values.length === 0) throw new ValueRefused(message('script-run.rangeNumbers'));
  if (count > LIMITS.listLength) throw new ValueRefused(message('script-run.rangeTooLong', LIMITS.listLength));
  return { type: 'iterable', value: Array.from({ length: count }, (_, index) => number(start + index * step)) };
}

function first(values: readonly Value[], name: string): Value {
  const [value] = values;
  if (value === undefined) throw new ValueRefused(message('script-run.takesValue', name));
  return value;
}

function pathOf(values: readonly Value[], name: string): string {
  const value = first(values, name);
  if (value.type !== 'path') throw new ValueRefused(message('script-run.takesPath', name));
  return value.value;
}
