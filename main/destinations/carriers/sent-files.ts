import { eachAtOnce } from '../../disk/index.ts';
import type { Carrier, CarrierCall, FileSource, WriteCall } from './carrier.ts';

/** More than so many are cheaper to list. */
const FEW = 64;

/** What one run of a release wrote to a place, to be looked at once more at its end. */
export class SentFiles {
  readonly #sizes = new Map<string, number>();
  #areFew = true;

  get paths(): ReadonlySet<string> {
    return new Set(this.#sizes.keys());
  }

  get areFew(): boolean {
    return this.#areFew;
  }

  async write(
    files: readonly (FileSource & { readonly path: string })[],
    carrier: Pick<Carrier, 'limits' | 'write'>,
    call: WriteCall,
  ): Promise<void> {
    await eachAtOnce(files, carrier.limits.atOnce, async (file) => {
      await carrier.write(file.path, file, call);
      this.#note(file.path, file.size);
    });
  }

  #note(path: string, size: number): void {
    if (this.#areFew) this.#sizes.set(path, size);
    if (this.#sizes.size <= FEW) return;
    this.#areFew = false;
    this.#sizes.clear();
  }

  /** Of few files: the path of one that is not there, or not in its whole size. */
  async firstBehind(carrier: Carrier, call: CarrierCall): Promise<string | undefined> {
    const behind: string[] = [];
    await eachAtOnce([...this.#sizes], carrier.limits.atOnce, async ([path, size]) => {
      const there = await carrier.stat(path, call);
      if (there?.size !== size) behind.push(path);
    });
    return behind[0];
  }
}
