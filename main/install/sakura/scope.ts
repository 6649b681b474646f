import { NULL, type Value } from './values.ts';

interface Known {
  readonly isConstant: boolean;
  value: Value;
}

/** The names between two braces, and those around them. */
export class Scope {
  readonly #names = new Map<string, Known>();
  readonly #around: Scope | undefined;

  constructor(around?: Scope) {
    this.#around = around;
  }

  /** False where the same braces have a constant of that name already. */
  define(name: string, value: Value, isConstant: boolean): boolean {
    if (this.#names.get(name)?.isConstant) return false;
    this.#names.set(name, { value, isConstant });
    return true;
  }

  get(name: string): Value {
    return this.#find(name)?.value ?? NULL;
  }

  assign(name: string, value: Value): 'done' | 'unknown' | 'constant' {
    const known = this.#find(name);
    if (known === undefined) return 'unknown';
    if (known.isConstant) return 'constant';
    known.value = value;
    return 'done';
  }

  #find(name: string): Known | undefined {
    return this.#names.get(name) ?? (this.#around === undefined ? undefined : this.#around.#find(name));
  }
}
