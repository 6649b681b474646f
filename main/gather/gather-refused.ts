/** A sentence about what is wrong with the builds; nothing was written. */
export class GatherRefused extends Error {
  readonly code = 'gather_refused';
}
