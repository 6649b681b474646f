import type { AppError, Outcome } from '../../../preload/contract.ts';
import { errorMessage, inWords, message } from '../../../preload/messages/index.ts';
import { CommandFault, EXIT, type ExitCode } from '../exit-codes.ts';
import { sayError } from './say-main.ts';

/** The value of an answer; an error ends the command with its sentence. */
export function expectOk<T>(outcome: Outcome<T>, exit: ExitCode = EXIT.failed): T {
  if (outcome.ok) return outcome.value;
  throw new CommandFault(exit, withPlace(outcome.error));
}

/** Where in a form an error belongs stands before its sentence: a terminal has no field to mark. */
export function withPlace(error: AppError): AppError {
  const { field, list, row } = error;
  const place = list === undefined ? field : row === undefined ? list : `${list}, row ${row + 1}`;
  if (place === undefined) return error;
  const said = message('error.at', place, errorMessage(error));
  return { ...error, message: inWords(said), said: { ...error.said, message: said } };
}

export function sentenceOf(error: AppError): string {
  return sayError(withPlace(error)).sentence;
}

/** What a program reads: code, sentence and hint, in English. */
export function bareError({ code, message: sentence, hint }: AppError): Pick<AppError, 'code' | 'message' | 'hint'> {
  return { code, message: sentence, ...(hint && { hint }) };
}
