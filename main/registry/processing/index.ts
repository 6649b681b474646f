export type { ProcessingFailure, ProcessingInput, ProcessingOutcome } from './outcome.ts';
export { processArchive } from './process-archive.ts';
export { openProcessor, type Processor } from './processor.ts';
