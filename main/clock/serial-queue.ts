/** Does one thing after another, in the order asked. A failure is told to who asked, and holds up nobody. */
export class SerialQueue {
  #last: Promise<unknown> = Promise.resolve();

  run<T>(work: () => T | Promise<T>): Promise<T> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => {});
    return done;
  }

  /** Comes back when what was asked for by now is done, well or not. */
  async idle(): Promise<void> {
    await this.#last;
  }
}
