import { type CommandContext, type CommandOption, text } from './command.ts';
import { UsageError } from './exit-codes.ts';

/** Options of every command that waits for the end of a submission. */
export const WAIT_OPTIONS = {
  timeout: { type: 'string', says: 'stop waiting after so many seconds', value: 'S' },
  wait: { type: 'boolean', says: 'wait on even where the registry refuses to tell, or is silent' },
} as const satisfies Record<string, CommandOption>;

export function readTimeout(options: CommandContext['options']): number | null {
  const given = text(options, 'timeout');
  if (given === undefined) return null;
  const seconds = Number(given);
  if (!(seconds > 0)) throw new UsageError('--timeout takes a number of seconds.');
  return seconds * 1000;
}
