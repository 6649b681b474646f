export type { ProcessingFailure, ProcessingInput, ProcessingOutcome } from './outcome.ts';
export { processArchive } from './processArchive.ts';
export { openProcessor, type Processor } from './processor.ts';
