import type { ParseArgsOptionsConfig } from 'node:util';
import { parseArgs } from 'node:util';
import { errorText } from '../../preload/contract/error-text.ts';
import { type ExitCode, UsageError } from './exit-codes.ts';
import { didYouMean } from './suggest.ts';
import type { Terminal } from './terminal.ts';

export interface CommandContext {
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
  readonly env: NodeJS.ProcessEnv;
  readonly words: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
}

/** `value` is what stands for the value in the help text. */
export interface CommandOption {
  readonly type: 'string' | 'boolean';
  readonly says: string;
  readonly value?: string;
}

export interface Command {
  /** What follows the name in the usage line. */
  readonly usage: string;
  /** Sentences for --help; options are listed from `options`. */
  readonly help: readonly string[];
  /** Calls as they would be typed, without `loadmaster`, shown below the options. */
  readonly examples?: readonly string[];
  readonly options: Readonly<Record<string, CommandOption>>;
  readonly words: { readonly least: number; readonly most: number };
  run(context: CommandContext): Promise<ExitCode>;
}

/** A command as the overview names it. What it needs is loaded when it is called: `loadmaster help` reads no service. */
export interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  load(): Promise<Command>;
}

export const JSON_OPTION = {
  json: { type: 'boolean', says: 'one JSON document on standard output, nothing else' },
} as const;

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
          ? 'Something is missing in this call.'
          : `Too much in this call: ${positionals.slice(most).join(' ')}`,
      );
    }
    return { words: positionals, options };
  } catch (cause) {
    if (cause instanceof UsageError) throw cause;
    throw new UsageError(unknownOption(cause, command) ?? errorText(cause));
  }
}

function unknownOption(cause: unknown, command: Command): string | undefined {
  if (!(cause instanceof Error && 'code' in cause && cause.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION')) return undefined;
  const typed = /'(-[^' ]*)/.exec(cause.message)?.[1];
  if (typed === undefined) return undefined;
  const names = [...Object.keys(command.options), 'help'].map((name) => `--${name}`);
  return `There is no option ${typed}.${didYouMean(typed, names)}`;
}

export function helpText(
  { name, summary }: { readonly name: string; readonly summary: string },
  command: Command,
): string[] {
  const all: Readonly<Record<string, CommandOption>> = {
    ...command.options,
    help: { type: 'boolean', says: 'this text' },
  };
  const options = Object.entries(all);
  const width = Math.max(...options.map(([option, { value }]) => option.length + (value?.length ?? -1) + 1));
  return [
    `usage: loadmaster ${name} ${command.usage}`.trimEnd(),
    '',
    `${summary}.`,
    ...(command.help.length > 0 ? ['', ...command.help] : []),
    '',
    ...options.map(
      ([option, { says, value }]) => `  --${`${option}${value ? ` ${value}` : ''}`.padEnd(width)}  ${says}`,
    ),
    ...(command.examples ? ['', 'For example:', ...command.examples.map((call) => `  loadmaster ${call}`)] : []),
  ];
}

export function text(options: CommandContext['options'], name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}
