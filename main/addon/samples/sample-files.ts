/** Paths, '/'-separated, with what goes into them. */
export type SampleFiles = ReadonlyMap<string, string | Uint8Array>;
