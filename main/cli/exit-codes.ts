import type { AppError } from '../../preload/contract.ts';

/** What a script can rely on; docs/terminal.md says the same. */
export const EXIT = {
  done: 0,
  /** Errors were found, or the work failed. */
  failed: 1,
  /** The call itself was wrong: unknown command, missing option. */
  usage: 2,
  /** The registry refused; sending the same again cannot help. */
  refused: 3,
  /** The end is not known yet: still processing, or the registry cannot be reached. It can be asked again. */
  open: 4,
  /** Ctrl-C. */
  cancelled: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The call was wrong in a way the author can mend by reading --help. */
export class UsageError extends Error {}

/** The command ends here with this sentence and code. */
export class CommandFault extends Error {
  readonly exit: ExitCode;
  readonly error: AppError;
  constructor(exit: ExitCode, error: AppError) {
    super(error.message);
    this.exit = exit;
    this.error = error;
  }
}
