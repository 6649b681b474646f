/**
 * What a version's status means to the state machine. A status nobody knows is waited on, unless its name says that it
 * failed.
 */
export function statusMeaning(status: string): 'processing' | 'processed' | 'failed' {
  if (status === 'processed') return 'processed';
  if (status === 'aborted' || status === 'removed' || status.startsWith('failed')) return 'failed';
  return 'processing';
}

/** The server broke, not the archive: sending the same bytes again can help, so it may happen without being asked. */
export function isServerFault(status: string): boolean {
  return status === 'failed_server' || status === 'aborted';
}
