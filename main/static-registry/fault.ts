import type { AppError } from '../../preload/contract.ts';

/** An export that cannot be made, in the author's words. */
export class StaticRegistryFault extends Error {
  readonly error: AppError;
  constructor(error: AppError) {
    super(error.message);
    this.error = error;
  }

  get code(): string {
    return this.error.code;
  }
}
