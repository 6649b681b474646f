export type { ProcessingFailure, ProcessingInput, ProcessingOutcome } from './outcome.ts';
export { openProcessor, type Processor } from './processor.ts';
