import { errorText } from '../../preload/contract/error-text.ts';
import type { OwnCode } from '../../preload/messages/index.ts';
import { type Command, type CommandEntry, helpText, readCall } from './command.ts';
import { COMMANDS } from './commands.ts';
import { docsLine } from './docs-page.ts';
import { CommandFault, EXIT, type ExitCode, UsageError } from './exit-codes.ts';
import { table } from './format.ts';
import { didYouMean } from './suggest.ts';
import { type Output, openTerminal } from './terminal.ts';
import { ownVersion } from './version.ts';
import { visible, visibleJson } from './visible.ts';

export interface CliWorld {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
}

/** Runs one command line and answers with its exit code; nothing it meets is thrown. */
export async function runCli(args: readonly string[], world: CliWorld): Promise<ExitCode> {
  const json = args.includes('--json');
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
    if (rest[0] !== undefined) return runCli([rest[0], '--help'], world);
    for (const line of [...overview(), ...docsLine('terminal.md', world.stdout, world.env)])
      world.stdout.write(`${line}\n`);
    return EXIT.done;
  }
  const command = await entry.load();
  try {
    const call = readCall(command, rest);
    if (call.options.help === true) {
      const more = docsLine(entry.name === 'ci' ? 'ci.md' : 'terminal.md', world.stdout, world.env);
      for (const line of [...helpText(entry, command), ...more]) world.stdout.write(`${line}\n`);
      return EXIT.done;
    }
    return await command.run({ ...call, terminal, signal: world.signal, env: world.env });
  } catch (cause) {
    terminal.endProgress();
    return tell(cause, { entry, command }, world, json);
  }
}

function tellUnknown(name: string, { stdout, stderr }: CliWorld, json: boolean): ExitCode {
  const names = [...COMMANDS.map((entry) => entry.name), 'help', '--version'];
  const message = `There is no command "${name}".${didYouMean(name, names)}`;
  stderr.write(`loadmaster: ${visible(message)}\n\`loadmaster help\` lists them.\n`);
  if (json)
    stdout.write(
      `${visibleJson(JSON.stringify({ ok: false, error: { code: 'usage' satisfies OwnCode, message } }))}\n`,
    );
  return EXIT.usage;
}

interface Called {
  readonly entry: CommandEntry;
  readonly command: Command;
}

function tell(cause: unknown, { entry: { name }, command }: Called, world: CliWorld, json: boolean): ExitCode {
  const { stdout, stderr, signal } = world;
  const document = (code: string, message: string, hint?: string): void => {
    const error = { ok: false, error: { code, message, ...(hint && { hint }) } };
    if (json) stdout.write(`${visibleJson(JSON.stringify(error))}\n`);
  };
  if (cause instanceof UsageError) {
    stderr.write(`loadmaster ${name}: ${visible(cause.message)}\nusage: loadmaster ${name} ${command.usage}\n`);
    document('usage' satisfies OwnCode, cause.message);
    return EXIT.usage;
  }
  if (cause instanceof CommandFault) {
    stderr.write(`loadmaster ${name}: ${visible(`${cause.message} (${cause.error.code})`)}\n`);
    if (cause.error.hint) stderr.write(`${visible(cause.error.hint)}\n`);
    document(cause.error.code, cause.message, cause.error.hint);
    return cause.exit;
  }
  if (signal.aborted) {
    stderr.write('Cancelled.\n');
    document('cancelled' satisfies OwnCode, 'Cancelled.');
    return EXIT.cancelled;
  }
  const message = errorText(cause);
  stderr.write(`loadmaster ${name}: ${visible(message)}\n`);
  document('failed' satisfies OwnCode, message);
  return EXIT.failed;
}

function overview(): string[] {
  return [
    'usage: loadmaster COMMAND ...',
    '',
    ...table(COMMANDS.map(({ name, summary }) => [`  ${name}`, summary])),
    '',
    'loadmaster COMMAND --help says more about one of them; loadmaster --version says which Loadmaster this is.',
  ];
}
