import { type CommandContext, type CommandOption, text } from '../command.ts';
import { UsageError } from '../exit-codes.ts';
import { say } from '../output/say.ts';

/** Options of every command that waits for the end of a submission. */
export const WAIT_OPTIONS = {
  timeout: { type: 'string', value: 'S' },
  wait: { type: 'boolean' },
} as const satisfies Record<string, CommandOption>;

export function readTimeout(options: CommandContext['options']): number | undefined {
  const given = text(options, 'timeout');
  if (given === undefined) return undefined;
  const seconds = Number(given);
  if (!(seconds > 0)) throw new UsageError(say().app.timeoutSeconds);
  return seconds * 1000;
}
