import { fault, type OwnError } from '../../../preload/messages/index.ts';
/** What went wrong, in words a caller can decide by. */
export type CarrierFault =
  /** No connection came about, or it broke. */
  | 'unreachable'
  | 'timed_out'
  /** Name, password or key were not taken. `message` says which part. */
  | 'login_refused'
  | 'host_unknown'
  | 'certificate_refused'
  /** Logged in, but this may not be done there. */
  | 'not_allowed'
  | 'folder_missing'
  | 'file_missing'
  | 'no_room'
  | 'too_large'
  /** A name that this place cannot hold, or that would lie outside of its folder. */
  | 'bad_name'
  /** Somebody else changed it meanwhile. */
  | 'moved_meanwhile'
  /** The version is there with other content, and cannot be taken back. */
  | 'version_exists'
  /** The source changed, or gave other bytes than it promised. */
  | 'source_changed'
  /** A program or setting that this carrier needs is missing. */
  | 'not_set_up'
  /** The password, token or key that the destination needs is not there. */
  | 'no_secret'
  /** Nobody here has said that a secret may go where loadmaster.json sends it. */
  | 'not_vouched'
  | 'answer_not_understood'
  | 'cancelled'
  | 'failed';

/** Those where the same call may well succeed a moment later. */
const PASSING: ReadonlySet<CarrierFault> = new Set(['unreachable', 'timed_out', 'moved_meanwhile']);

export class CarrierError extends Error {
  readonly error: OwnError<CarrierFault>;
  readonly path: string | undefined;
  /** What the error says is a whole sentence for the author, without secrets. */
  constructor(error: OwnError<CarrierFault>, more: { readonly path?: string; readonly cause?: unknown } = {}) {
    super(error.message, { cause: more.cause });
    this.name = 'CarrierError';
    this.error = error;
    this.path = more.path;
  }

  get code(): CarrierFault {
    return this.error.code;
  }

  get hint(): string | undefined {
    return this.error.hint;
  }

  get passing(): boolean {
    return PASSING.has(this.code);
  }
}

export function throwIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw new CarrierError(fault('cancelled.text'));
}
