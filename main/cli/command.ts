import type { ParseArgsOptionsConfig } from 'node:util';
import { parseArgs } from 'node:util';
import { errorText } from '../../preload/contract/error-text.ts';
import { LANGUAGES } from '../../preload/contract/languages.ts';
import { type ExitCode, UsageError } from './exit-codes.ts';
import { say } from './output/say.ts';
import type { Terminal } from './output/terminal.ts';
import { didYouMean } from './suggest.ts';

/** A command that the catalogue has the help of. */
export type CommandName = keyof ReturnType<typeof say>['help'];

export interface CommandContext {
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
  readonly env: NodeJS.ProcessEnv;
  readonly words: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
}

/** What it does is said by the catalogue: for this command, or under `options` for all. */
export interface CommandOption {
  readonly type: 'string' | 'boolean';
  /** What stands for the value in the help text. */
  readonly value?: string;
  /** What the value may be, in names that are the same in every language. */
  readonly choices?: readonly string[];
}

export interface Command {
  /** What follows the name in the usage line. */
  readonly usage: string;
  /** Calls as they would be typed, without `loadmaster`, shown below the options. */
  readonly examples?: readonly string[];
  readonly options: Readonly<Record<string, CommandOption>>;
  readonly words: { readonly least: number; readonly most: number };
  run(context: CommandContext): Promise<ExitCode>;
}

/** A command as the overview names it. What it needs is loaded when it is called: `loadmaster help` reads no service. */
export interface CommandEntry {
  readonly name: CommandName;
  load(): Promise<Command>;
}

export const JSON_OPTION = { json: { type: 'boolean' } } as const;

export function readCall(command: Command, args: readonly string[]): Pick<CommandContext, 'words' | 'options'> {
  const config: ParseArgsOptionsConfig = { help: { type: 'boolean', short: 'h' } };
  for (const [name, { type }] of Object.entries(command.options)) config[name] = { type };
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: config,
      allowPositionals: true,
      strict: true,
    });
    const options: Record<string, string | boolean | undefined> = {};
    for (const [name, value] of Object.entries(values)) if (!Array.isArray(value)) options[name] = value;
    const { least, most } = command.words;
    if (options.help !== true && (positionals.length < least || positionals.length > most)) {
      throw new UsageError(
        positionals.length < least
          ? say().frame.callIncomplete
          : say().frame.callTooLong(positionals.slice(most).join(' ')),
      );
    }
    return { words: positionals, options };
  } catch (cause) {
    if (cause instanceof UsageError) throw cause;
    throw new UsageError(wrongOption(cause, command) ?? errorText(cause));
  }
}

function wrongOption(cause: unknown, command: Command): string | undefined {
  if (!(cause instanceof Error && 'code' in cause)) return undefined;
  const typed = /'(-[^' ]*)/.exec(cause.message)?.[1];
  if (typed === undefined) return undefined;
  if (cause.code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') return wrongValue(typed, command);
  if (cause.code !== 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return undefined;
  const names = [...Object.keys(command.options), 'help', 'lang'].map((name) => `--${name}`);
  return `${say().frame.noOption(typed)}${didYouMean(typed, names)}`;
}

function wrongValue(typed: string, { options }: Command): string {
  const { needsValue, takesNoValue } = say().frame;
  return options[typed.replace(/^-+/, '')]?.type === 'string' ? needsValue(typed) : takesNoValue(typed);
}

export function helpText(name: CommandName, command: Command): string[] {
  const { frame, help } = say();
  const { summary, text: sentences } = help[name];
  const all: Readonly<Record<string, CommandOption>> = {
    ...command.options,
    help: { type: 'boolean' },
    lang: { type: 'string', value: LANGUAGES.join('|') },
  };
  const options = Object.entries(all);
  const width = Math.max(...options.map(([option, { value }]) => option.length + (value?.length ?? -1) + 1));
  return [
    frame.usage(`loadmaster ${name} ${command.usage}`.trimEnd()),
    '',
    `${summary}.`,
    ...(sentences === '' ? [] : ['', ...sentences.split('\n')]),
    '',
    ...options.map(([option, { value, choices }]) => {
      const call = `${option}${value ? ` ${value}` : ''}`.padEnd(width);
      return `  --${call}  ${optionText(name, option)}${choices ? `: ${choices.join(', ')}` : ''}`;
    }),
    ...(command.examples ? ['', frame.forExample, ...command.examples.map((call) => `  loadmaster ${call}`)] : []),
  ];
}

/** What an option does: as this command has it, else as all have it. A test holds that there is one. */
export function optionText(command: CommandName, option: string): string {
  const { help, options } = say();
  const own: Readonly<Record<string, string>> = help[command].options;
  const shared: Readonly<Record<string, string>> = options;
  return own[option] ?? shared[option] ?? '';
}

export function text(options: CommandContext['options'], name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}
