import { errorText } from '../../preload/contract/error-text.ts';
import { LANGUAGES, type Language } from '../../preload/contract/languages.ts';
import type { OwnCode } from '../../preload/messages/index.ts';
import { type Command, type CommandEntry, helpText, readCall } from './command.ts';
import { COMMANDS } from './commands.ts';
import { docsLine } from './docs-page.ts';
import { CommandFault, EXIT, type ExitCode, UsageError } from './exit-codes.ts';
import { table } from './output/format.ts';
import { knownLanguage, languageOfSystem, say, speak, withoutLanguage } from './output/say.ts';
import { type Output, openTerminal } from './output/terminal.ts';
import { visible, visibleJson } from './output/visible.ts';
import { didYouMean } from './suggest.ts';
import { ownVersion } from './version.ts';

export interface CliWorld {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
}

/** Runs one command line and answers with its exit code; nothing it meets is thrown. */
export async function runCli(typed: readonly string[], world: CliWorld): Promise<ExitCode> {
  const { args, wanted } = withoutLanguage(typed);
  const json = args.includes('--json');
  const language = wanted === undefined ? languageOfSystem(world.env) : knownLanguage(wanted);
  await speak(spokenIn(language, json));
  if (language === undefined) {
    return tellWrongCall(say().frame.noLanguage(wanted ?? '', LANGUAGES.join(', ')), world, json);
  }
  return runCommand(args, world, json);
}

/** Programs read English: a document, and what is said beside it, are the same for every author. */
function spokenIn(language: Language | undefined, json: boolean): Language {
  return json ? 'en' : (language ?? 'en');
}

async function runCommand(args: readonly string[], world: CliWorld, json: boolean): Promise<ExitCode> {
  const terminal = openTerminal(world.stdout, world.stderr, json);
  const [name, ...rest] = args;
  if (name === '--version' || name === '-v') {
    const version = await ownVersion();
    world.stdout.write(json ? `${JSON.stringify({ version })}\n` : `${version}\n`);
    return EXIT.done;
  }
  const entry = COMMANDS.find((candidate) => candidate.name === name);
  if (!entry) {
    const asked = name === undefined || name === '--help' || name === '-h' || name === 'help';
    if (!asked) return tellUnknown(name, world, json);
    if (rest[0] !== undefined) return runCommand([rest[0], '--help'], world, json);
    for (const line of [...overview(), ...docsLine('terminal.md', world.stdout, world.env)])
      world.stdout.write(`${line}\n`);
    return EXIT.done;
  }
  const command = await entry.load();
  try {
    const call = readCall(command, rest);
    if (call.options.help === true) {
      const more = docsLine(entry.name === 'ci' ? 'ci.md' : 'terminal.md', world.stdout, world.env);
      for (const line of [...helpText(entry.name, command), ...more]) world.stdout.write(`${line}\n`);
      return EXIT.done;
    }
    return await command.run({ ...call, terminal, signal: world.signal, env: world.env });
  } catch (cause) {
    terminal.endProgress();
    return tell(cause, { entry, command }, world, json);
  }
}

function tellUnknown(name: string, world: CliWorld, json: boolean): ExitCode {
  const names = [...COMMANDS.map((entry) => entry.name), 'help', '--version'];
  return tellWrongCall(`${say().frame.noCommand(name)}${didYouMean(name, names)}`, world, json);
}

function tellWrongCall(message: string, { stdout, stderr }: CliWorld, json: boolean): ExitCode {
  stderr.write(`loadmaster: ${visible(message)}\n${say().frame.helpLists}\n`);
  const document = { ok: false, error: { code: 'usage' satisfies OwnCode, message } };
  if (json) stdout.write(`${visibleJson(JSON.stringify(document))}\n`);
  return EXIT.usage;
}

interface Called {
  readonly entry: CommandEntry;
  readonly command: Command;
}

async function tell(
  cause: unknown,
  { entry: { name }, command }: Called,
  world: CliWorld,
  json: boolean,
): Promise<ExitCode> {
  const { stdout, stderr, signal } = world;
  const document = (code: string, message: string, hint?: string): void => {
    const error = { ok: false, error: { code, message, ...(hint && { hint }) } };
    if (json) stdout.write(`${visibleJson(JSON.stringify(error))}\n`);
  };
  if (cause instanceof UsageError) {
    const usage = say().frame.usage(`loadmaster ${name} ${command.usage}`);
    stderr.write(`loadmaster ${name}: ${visible(cause.message)}\n${usage}\n`);
    document('usage' satisfies OwnCode, cause.message);
    return EXIT.usage;
  }
  if (cause instanceof CommandFault) {
    const { sayError } = await import('./output/say-main.ts');
    const { sentence, hint } = sayError(cause.error);
    stderr.write(`loadmaster ${name}: ${visible(`${sentence} (${cause.error.code})`)}\n`);
    if (hint) stderr.write(`${visible(hint)}\n`);
    document(cause.error.code, cause.message, cause.error.hint);
    return cause.exit;
  }
  if (signal.aborted) {
    const { cancelled } = say().frame;
    stderr.write(`${cancelled}\n`);
    document('cancelled' satisfies OwnCode, cancelled);
    return EXIT.cancelled;
  }
  const { errorIn } = await import('../../preload/messages/index.ts');
  const { sayError } = await import('./output/say-main.ts');
  const error = errorIn(cause);
  const message = error === undefined ? errorText(cause) : sayError(error).sentence;
  stderr.write(`loadmaster ${name}: ${visible(message)}\n`);
  document('failed' satisfies OwnCode, message);
  return EXIT.failed;
}

function overview(): string[] {
  const { frame, help } = say();
  return [
    frame.usage(frame.calls),
    '',
    ...table(COMMANDS.map(({ name }) => [`  ${name}`, help[name].summary])),
    '',
    frame.moreHelp,
  ];
}
