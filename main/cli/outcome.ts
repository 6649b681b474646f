import type { AppError, Outcome } from '../../preload/contract.ts';
import { CommandFault, EXIT, type ExitCode } from './exit-codes.ts';

/** The value of an answer; an error ends the command with its sentence. */
export function expectOk<T>(outcome: Outcome<T>, exit: ExitCode = EXIT.failed): T {
  if (outcome.ok) return outcome.value;
  throw new CommandFault(exit, outcome.error.code, sentenceOf(outcome.error), outcome.error.hint);
}

export function sentenceOf({ message, field, list, row }: AppError): string {
  const place = list === undefined ? field : row === undefined ? list : `${list}, row ${row + 1}`;
  return place === undefined ? message : `${place}: ${message}`;
}
