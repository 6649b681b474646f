import { check } from './check.ts';
import { type Command, helpText, readCall } from './command.ts';
import { connect } from './connect.ts';
import { depot } from './depot.ts';
import { destinations } from './destinations.ts';
import { CommandFault, EXIT, type ExitCode, UsageError } from './exit-codes.ts';
import { table } from './format.ts';
import { pack } from './pack.ts';
import { packages } from './packages.ts';
import { publish } from './publish.ts';
import { registry } from './registry.ts';
import { release } from './release.ts';
import { retry } from './retry.ts';
import { rules } from './rules.ts';
import { sample } from './sample.ts';
import { status } from './status.ts';
import { type Output, openTerminal } from './terminal.ts';
import { tryInstall } from './try.ts';
import { cancel, resume } from './under-way.ts';
import { verify } from './verify.ts';
import { versions } from './versions.ts';
import { visible, visibleJson } from './visible.ts';

export const COMMANDS: readonly Command[] = [
  check,
  tryInstall,
  pack,
  publish,
  release,
  destinations,
  retry,
  resume,
  cancel,
  status,
  versions,
  packages,
  connect,
  registry,
  depot,
  verify,
  sample,
  rules,
];

export type CliWorld = {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
};

/** Runs one command line and answers with its exit code; nothing it meets is thrown. */
export async function runCli(args: readonly string[], world: CliWorld): Promise<ExitCode> {
  const json = args.includes('--json');
  const terminal = openTerminal(world.stdout, world.stderr, json);
  const [name, ...rest] = args;
  const command = COMMANDS.find((candidate) => candidate.name === name);
  if (!command) {
    const asked = name === undefined || name === '--help' || name === '-h' || name === 'help';
    for (const line of overview()) asked ? world.stdout.write(`${line}\n`) : world.stderr.write(`${line}\n`);
    if (asked) return EXIT.done;
    world.stderr.write(`\nloadmaster: there is no command "${visible(name ?? '')}".\n`);
    return EXIT.usage;
  }
  try {
    const call = readCall(command, rest);
    if (call.options.help === true) {
      for (const line of helpText(command)) world.stdout.write(`${line}\n`);
      return EXIT.done;
    }
    return await command.run({ ...call, terminal, signal: world.signal, env: world.env });
  } catch (cause) {
    terminal.endProgress();
    return tell(cause, command, world, json);
  }
}

function tell(cause: unknown, command: Command, { stdout, stderr, signal }: CliWorld, json: boolean): ExitCode {
  const document = (code: string, message: string, hint?: string): void => {
    const error = { ok: false, error: { code, message, ...(hint && { hint }) } };
    if (json) stdout.write(`${visibleJson(JSON.stringify(error))}\n`);
  };
  if (cause instanceof UsageError) {
    stderr.write(
      `loadmaster ${command.name}: ${visible(cause.message)}\nusage: loadmaster ${command.name} ${command.usage}\n`,
    );
    document('usage', cause.message);
    return EXIT.usage;
  }
  if (cause instanceof CommandFault) {
    stderr.write(`loadmaster ${command.name}: ${visible(`${cause.message} (${cause.code})`)}\n`);
    if (cause.hint) stderr.write(`${visible(cause.hint)}\n`);
    document(cause.code, cause.message, cause.hint);
    return cause.exit;
  }
  if (signal.aborted) {
    stderr.write('Cancelled.\n');
    document('cancelled', 'Cancelled.');
    return EXIT.cancelled;
  }
  const message = cause instanceof Error ? cause.message : String(cause);
  stderr.write(`loadmaster ${command.name}: ${visible(message)}\n`);
  document('failed', message);
  return EXIT.failed;
}

function overview(): string[] {
  return [
    'usage: loadmaster COMMAND ...',
    '',
    ...table(COMMANDS.map(({ name, summary }) => [`  ${name}`, summary])),
    '',
    'loadmaster COMMAND --help says more about one of them.',
  ];
}
