import type { OwnError } from '../../preload/messages/index.ts';

/** What is wrong with the builds; nothing was written. */
export class GatherRefused extends Error {
  readonly error: OwnError<'gather_refused'>;

  constructor(error: OwnError<'gather_refused'>) {
    super(error.message);
    this.error = error;
  }
}
