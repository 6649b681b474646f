import type { ProcessingInput, ProcessingOutcome } from './outcome.ts';
import { processArchive } from './process-archive.ts';

export type Processor = {
  readonly run: (input: ProcessingInput, signal?: AbortSignal) => Promise<ProcessingOutcome>;
  readonly close: () => Promise<void>;
};

export function openProcessor(): Processor {
  return {
    run: (input, signal) => processArchive(input, signal ? { signal } : {}),
    close: async () => undefined,
  };
}
