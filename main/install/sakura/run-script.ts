import { type Message, message } from '../../../preload/messages/index.ts';
import { checkScript, type Statement } from '../../addon/index.ts';
import type { FileWork } from '../files/file-work.ts';
import { LIMITS } from '../limits.ts';
import { ScriptError, ScriptExit, ValueRefused } from '../script-error.ts';
import { builtInFunctions } from './built-in.ts';
import { Evaluator } from './evaluate.ts';
import { Scope } from './scope.ts';
import { NULL, type OwnFunction, text, type Value } from './values.ts';

export interface ScriptRun {
  readonly text: string;
  /** The X-Plane folder. */
  readonly root: string;
  /** What the client gives the script: `@default` and so on. */
  readonly variables: ReadonlyMap<string, Value>;
  readonly files: FileWork;
  readonly signal?: AbortSignal | undefined;
}

export interface ScriptOutcome {
  /** Without an error the changes stay. */
  readonly error?: { readonly line: number; readonly fault: Message };
  readonly printed: readonly string[];
}

/** Runs a script; after an error every change of a file is taken back (XPKG.md section 4). It throws only when it is aborted. */
export async function runScript(run: ScriptRun): Promise<ScriptOutcome> {
  const { statements, faults } = checkScript(run.text);
  const [fault] = faults;
  if (fault !== undefined) return { error: fault, printed: [] };
  const interpreter = new Interpreter(run);
  try {
    await interpreter.run(statements);
    await run.files.keep();
    return { printed: interpreter.printed };
  } catch (cause) {
    if (cause instanceof ScriptExit && cause.code === 0) {
      await run.files.keep();
      return { printed: interpreter.printed };
    }
    await run.files.takeBack();
    run.signal?.throwIfAborted();
    if (cause instanceof ScriptError)
      return { error: { line: cause.line, fault: cause.said }, printed: interpreter.printed };
    if (cause instanceof ScriptExit)
      return { error: { line: interpreter.line, fault: cause.said }, printed: interpreter.printed };
    throw cause;
  }
}

type Ending = { readonly kind: 'break' | 'continue' } | { readonly kind: 'return'; readonly value: Value };

class Interpreter {
  readonly printed: string[] = [];
  line = 1;
  readonly #run: ScriptRun;
  readonly #scope = new Scope();
  readonly #evaluator: Evaluator;
  #steps = 0;
  #calls = 0;

  constructor(run: ScriptRun) {
    this.#run = run;
    this.#evaluator = new Evaluator(run.root, run.variables, run.files, (...call) => this.#call(...call));
    const builtIn = builtInFunctions({
      mayRead: (path) => run.files.mayRead(path),
      mayWrite: (path) => run.files.mayWrite(path),
      print: (line) => {
        if (this.printed.length < LIMITS.printedLines) this.printed.push(line.slice(0, 1000));
      },
    });
    for (const [name, value] of builtIn) this.#scope.define(name, { type: 'function', value }, true);
    this.#scope.define('TRUE', { type: 'boolean', value: true }, true);
    this.#scope.define('FALSE', { type: 'boolean', value: false }, true);
    this.#scope.define('NULL', NULL, true);
  }

  async run(statements: readonly Statement[]): Promise<void> {
    for (const statement of statements) {
      if (statement.kind !== 'function') continue;
      if (!this.#scope.define(statement.name, { type: 'function', value: statement }, true))
        throw new ScriptError(statement.line, message('script-run.functionTwice', statement.name));
    }
    await this.#all(statements, this.#scope);
  }

  async #all(statements: readonly Statement[], scope: Scope): Promise<Ending | undefined> {
    for (const statement of statements) {
      this.#step(statement.line);
      const ending = await this.#statement(statement, scope);
      if (ending !== undefined) return ending;
    }
    return undefined;
  }

  #step(line: number): void {
    this.#run.signal?.throwIfAborted();
    this.line = line;
    this.#steps += 1;
    if (this.#steps > LIMITS.steps) throw new ScriptError(line, message('script-run.tooManySteps', LIMITS.steps));
  }

  async #statement(statement: Statement, scope: Scope): Promise<Ending | undefined> {
    switch (statement.kind) {
      case 'command':
        await this.#command(statement, scope);
        return undefined;
      case 'expression':
        await this.#evaluator.value(statement.value, scope);
        return undefined;
      case 'if':
        return this.#if(statement, scope);
      case 'while':
        return this.#while(statement, scope);
      case 'for':
        return this.#for(statement, scope);
      case 'function':
        return undefined;
      case 'return':
        return {
          kind: 'return',
          value: statement.value === undefined ? NULL : await this.#evaluator.value(statement.value, scope),
        };
      case 'break':
      case 'continue':
        return { kind: statement.kind };
    }
  }

  async #command(command: Extract<Statement, { kind: 'command' }>, scope: Scope): Promise<void> {
    const { files } = this.#run;
    const { line } = command;
    if ('newName' in command) {
      const path = await this.#evaluator.path(command.path, scope);
      const name = await this.#evaluator.value(command.newName, scope);
      if (
        name.type !== 'string' ||
        name.value.trim() === '' ||
        /[/\\\n\0]/.test(name.value) ||
        /^\.\.?$/.test(name.value)
      )
        throw new ScriptError(line, message('script-run.badNewName'));
      return files.rename(path, name.value, line);
    }
    if ('content' in command) {
      const content = await this.#evaluator.value(command.content, scope);
      if (content.type === 'null') throw new ScriptError(line, message('script-run.nullContent', command.name));
      const path = await this.#evaluator.path(command.to, scope);
      const words =
        content.type === 'iterable' || content.type === 'function' ? `<${content.type}>` : `${content.value}`;
      return files.write(path, words, command.name === 'APPEND', line);
    }
    const path = await this.#evaluator.path(command.path, scope);
    if ('to' in command) {
      const to = await this.#evaluator.path(command.to, scope);
      return command.name === 'COPY' ? files.copy(path, to, line) : files.move(path, to, line);
    }
    if (command.name === 'DELETE') return files.remove(path, line);
    return files.makeFolder(path, command.name === 'MKDIRS', line);
  }

  async #if(statement: Extract<Statement, { kind: 'if' }>, scope: Scope): Promise<Ending | undefined> {
    for (const { condition, body } of statement.branches) {
      if (this.#isTrue(await this.#evaluator.value(condition, scope), statement.line))
        return this.#all(body, new Scope(scope));
    }
    return this.#all(statement.otherwise ?? [], new Scope(scope));
  }

  async #while(statement: Extract<Statement, { kind: 'while' }>, scope: Scope): Promise<Ending | undefined> {
    while (this.#isTrue(await this.#evaluator.value(statement.condition, scope), statement.line)) {
      this.#step(statement.line);
      const ending = await this.#all(statement.body, new Scope(scope));
      if (ending?.kind === 'break') return undefined;
      if (ending?.kind === 'return') return ending;
    }
    return undefined;
  }

  async #for(statement: Extract<Statement, { kind: 'for' }>, scope: Scope): Promise<Ending | undefined> {
    const over = await this.#evaluator.value(statement.over, scope);
    for (const value of await this.#each(over, statement.line)) {
      this.#step(statement.line);
      const inner = new Scope(scope);
      inner.define(statement.name, value, statement.as === 'constant');
      const ending = await this.#all(statement.body, inner);
      if (ending?.kind === 'break') return undefined;
      if (ending?.kind === 'return') return ending;
    }
    return undefined;
  }

  async #each(over: Value, line: number): Promise<readonly Value[]> {
    if (over.type === 'iterable') return over.value;
    if (over.type === 'string') return [...over.value].map(text);
    if (over.type === 'path')
      return (await this.#run.files.list(over.value, line)).map((value) => ({ type: 'path', value }));
    throw new ScriptError(line, message('script-run.badLoop', over.type));
  }

  #isTrue(value: Value, line: number): boolean {
    if (value.type === 'boolean') return value.value;
    throw new ScriptError(line, message('script-run.badCondition', value.type));
  }

  async #call(name: string, values: readonly Value[], line: number): Promise<Value> {
    this.#step(line);
    const found = this.#scope.get(name);
    if (found.type !== 'function') throw new ScriptError(line, message('script-run.noFunction', name));
    if (typeof found.value === 'function') {
      try {
        return found.value(values);
      } catch (cause) {
        throw cause instanceof ValueRefused ? new ScriptError(line, cause.said) : cause;
      }
    }
    if (this.#calls >= LIMITS.calls) throw new ScriptError(line, message('script-run.tooDeep', LIMITS.calls));
    this.#calls += 1;
    try {
      const ending = await this.#all(found.value.body, await this.#parameters(found.value, values));
      return ending?.kind === 'return' ? ending.value : NULL;
    } finally {
      this.#calls -= 1;
    }
  }

  async #parameters({ parameters }: OwnFunction, values: readonly Value[]): Promise<Scope> {
    const scope = new Scope(this.#scope);
    for (const [index, { name, as, initial, takesRest }] of parameters.entries()) {
      const given = takesRest ? { type: 'iterable' as const, value: values.slice(index) } : values[index];
      const missing = initial === undefined ? NULL : await this.#evaluator.value(initial, this.#scope);
      scope.define(name, given ?? missing, as === 'constant');
    }
    return scope;
  }
}
