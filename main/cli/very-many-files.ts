import { setFlagsFromString } from 'node:v8';

/**
 * From here on memory counts for more than time. Without it packing 200,000 files takes 700 MB instead of 370, and a release of 100,000
 * 400 MB instead of 200, and its plan 370 instead of 180; packing them takes twice as long with it, a release or a plan a third to a half more of the processor.
 */
const VERY_MANY_FILES = { pack: 100_000, release: 20_000 } as const;

/** For the rest of the process, which ends with the command. */
export function saveMemoryFor(work: keyof typeof VERY_MANY_FILES, files: number): void {
  const areMany = files > VERY_MANY_FILES[work];
  if (areMany) setFlagsFromString('--optimize-for-size');
  if (work === 'release') lookForBytesThatAreDone(areMany);
}

/**
 * Files on their way are short-lived bytes outside of V8's own memory. Until there are 16 MB of new objects it would look for them nowhere
 * but in all that it has, 60 times for a gigabyte: a third of the processor's time, and 60 MB.
 */
function lookForBytesThatAreDone(areMany: boolean): void {
  setFlagsFromString('--minor-gc-task-trigger=25');
  // V8 complains on the terminal of a flag that it does not know, so only where it is known. Very many files are small ones.
  if (!areMany && process.versions.v8.startsWith('13.')) setFlagsFromString('--scavenger-max-new-space-capacity-mb=8');
}
