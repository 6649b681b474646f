import { join, normalize } from 'node:path';
import { message } from '../../../preload/messages/index.ts';
import type { Expression, SakuraPath } from '../../addon/index.ts';
import type { FileWork } from '../files/file-work.ts';
import { LIMITS } from '../limits.ts';
import { ScriptError } from '../script-error.ts';
import { operate } from './operators.ts';
import type { Scope } from './scope.ts';
import { boolean, number, text, type Value } from './values.ts';

/** Calls the function of that name, one of the script or one of the language. */
export type CallFunction = (name: string, values: readonly Value[], line: number) => Promise<Value>;

/** Works out what expressions and paths are. */
export class Evaluator {
  readonly #root: string;
  readonly #variables: ReadonlyMap<string, Value>;
  readonly #files: FileWork;
  readonly #call: CallFunction;

  constructor(root: string, variables: ReadonlyMap<string, Value>, files: FileWork, call: CallFunction) {
    this.#root = root;
    this.#variables = variables;
    this.#files = files;
    this.#call = call;
  }

  async value(expression: Expression, scope: Scope): Promise<Value> {
    switch (expression.kind) {
      case 'text':
        return text(expression.text);
      case 'number':
        return number(expression.number);
      case 'symbol':
        return scope.get(expression.name);
      case 'client-variable':
        return this.#variables.get(expression.name) ?? { type: 'null' };
      case 'prefix':
        return this.#prefix(expression, scope);
      case 'operation': {
        const left = await this.value(expression.left, scope);
        const found = operate(expression.operator, left, await this.value(expression.right, scope));
        if ('id' in found) throw new ScriptError(expression.line, found);
        return found;
      }
      case 'call': {
        const values: Value[] = [];
        for (const each of expression.values) values.push(await this.value(each, scope));
        return this.#call(expression.name, values, expression.line);
      }
      case 'question':
        return this.#question(expression, scope);
      case 'assign':
        return this.#assign(expression, scope);
    }
  }

  /** The absolute path; what it may be used for is the matter of the file work. */
  async path({ base, parts, line }: SakuraPath, scope: Scope): Promise<string> {
    let path = this.#root;
    if (!('root' in base)) {
      const value =
        'variable' in base
          ? (this.#variables.get(base.variable) ?? { type: 'null' })
          : await this.value(base.value, scope);
      if (value.type !== 'path') throw new ScriptError(line, message('script-run.pathStart', value.type));
      path = value.value;
    }
    for (const part of parts) {
      const value = 'text' in part ? text(part.text) : await this.value(part.value, scope);
      if (value.type !== 'string') throw new ScriptError(line, message('script-run.pathPart', value.type));
      if (value.value === '' || /[/\\\n\0]/.test(value.value))
        throw new ScriptError(line, message('script-run.badPathPart'));
      path = join(path, value.value);
    }
    return normalize(path);
  }

  async #prefix(expression: Extract<Expression, { kind: 'prefix' }>, scope: Scope): Promise<Value> {
    const value = await this.value(expression.of, scope);
    if (expression.operator === '!' && value.type === 'boolean') return boolean(!value.value);
    if (expression.operator !== '!' && value.type === 'number')
      return number(expression.operator === '-' ? -value.value : value.value);
    throw new ScriptError(expression.line, message('script-run.badPrefix', expression.operator, value.type));
  }

  async #question({ command, path }: Extract<Expression, { kind: 'question' }>, scope: Scope): Promise<Value> {
    const at = await this.path(path, scope);
    switch (command) {
      case 'PATH':
        return { type: 'path', value: at };
      case 'READ': {
        const content = await this.#files.read(at, path.line);
        if (content.length > LIMITS.textLength)
          throw new ScriptError(path.line, message('script-run.readTooLong', LIMITS.textLength));
        return text(content);
      }
      case 'EXISTS':
        return boolean((await this.#files.kindOf(at, path.line)) !== undefined);
      case 'ISDIR':
        return boolean((await this.#files.kindOf(at, path.line)) === 'folder');
      case 'ISFILE':
        return boolean((await this.#files.kindOf(at, path.line)) === 'file');
    }
  }

  async #assign({ name, as, value, line }: Extract<Expression, { kind: 'assign' }>, scope: Scope): Promise<Value> {
    const given = await this.value(value, scope);
    if (as === 'known') {
      const outcome = scope.assign(name, given);
      if (outcome === 'unknown') throw new ScriptError(line, message('script-run.neverGiven', name));
      if (outcome === 'constant') throw new ScriptError(line, message('script-run.constant', name));
    } else if (!scope.define(name, given, as === 'constant')) {
      throw new ScriptError(line, message('script-run.constant', name));
    }
    return given;
  }
}
