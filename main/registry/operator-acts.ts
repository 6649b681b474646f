import { type AskOperator, OPERATOR_OPTIONS, openOperator } from './ask-operator.ts';
import { parseWords, UsageError } from './serve-arguments.ts';

// A command that can do several things at the operator's port: registry accounts, registry moderate.

export interface Outcome {
  /** As the registry said it. */
  readonly answer: unknown;
  readonly lines: readonly string[];
}

export type Values = Readonly<Record<string, string | undefined>>;

export interface Act {
  /** What stands behind the name of the act; one with a question mark may be left out. */
  readonly words: readonly string[];
  readonly run: (ask: AskOperator, words: readonly string[], values: Values) => Promise<Outcome>;
}

interface Acts {
  readonly acts: Readonly<Record<string, Act>>;
  /** Of the command alone; each takes a text. */
  readonly options: readonly string[];
}

/** `list` is what it does unasked. */
export async function runAct(
  command: string,
  { acts, options }: Acts,
  words: readonly string[],
  write: (line: string) => void,
): Promise<void> {
  const own = Object.fromEntries(options.map((option) => [option, { type: 'string' } as const]));
  const { values, positionals } = parseWords({
    args: [...words],
    options: { ...own, ...OPERATOR_OPTIONS },
    allowPositionals: true,
  });
  const [name = 'list', ...given] = positionals;
  const act = Object.hasOwn(acts, name) ? acts[name] : undefined;
  if (act === undefined) throw new UsageError(`${command} can ${Object.keys(acts).join(', ')}.`);
  const needed = act.words.filter((word) => !word.endsWith('?'));
  if (given.length < needed.length || given.length > act.words.length) {
    throw new UsageError(`Say: ${command} ${[name, ...act.words].join(' ')}`);
  }
  const { json, ...texts } = values;
  const { answer, lines } = await act.run(openOperator(command, values), given, texts);
  if (json === true) write(JSON.stringify(answer ?? {}));
  else for (const line of lines) write(line);
}
