import type { Statement } from '../../addon/index.ts';

/** What a Sakura expression can be. */
export type Value =
  | { readonly type: 'null' }
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'number'; readonly value: number }
  | { readonly type: 'string'; readonly value: string }
  /** Absolute, without `.` and `..`. */
  | { readonly type: 'path'; readonly value: string }
  | { readonly type: 'iterable'; readonly value: readonly Value[] }
  | { readonly type: 'function'; readonly value: BuiltIn | OwnFunction };

export type BuiltIn = (values: readonly Value[]) => Value;
export type OwnFunction = Extract<Statement, { kind: 'function' }>;

export const NULL: Value = { type: 'null' };

export function text(value: string): Value {
  return { type: 'string', value };
}

export function boolean(value: boolean): Value {
  return { type: 'boolean', value };
}

export function number(value: number): Value {
  return { type: 'number', value };
}

/** What `str()` and `print()` show. */
export function shown(value: Value): string {
  switch (value.type) {
    case 'null':
      return 'NULL';
    case 'iterable':
    case 'function':
      return `<${value.type}>`;
    default:
      return String(value.value);
  }
}
