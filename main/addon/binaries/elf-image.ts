import type { ByteWindow } from './byte-window.ts';

/** The image as the loader sees it: addresses to places in the file, and the tables of the dynamic section. */
export interface ElfImage {
  readonly window: ByteWindow;
  readonly offsetOf: (address: number) => number;
  readonly hash: number | undefined;
  readonly gnuHash: number | undefined;
  readonly symbols: number | undefined;
  readonly text: (index: number) => Promise<string>;
}
