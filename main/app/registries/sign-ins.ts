import type { Emitters, Outcome } from '../../../preload/contract.ts';
import type { Clock } from '../../clock/index.ts';
import type { Openers } from '../shell.ts';

interface Parts {
  readonly clock: Clock;
  readonly openers: Openers;
  readonly emit: Emitters['connections'];
}

/** Signing in to a registry with the author's browser, one at a time. */
export class SignIns {
  readonly #parts: Parts;
  #underWay: AbortController | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** The token; the address has been checked. Whoever waits for an earlier one hears that it was cancelled. */
  async begin(baseUrl: string): Promise<Outcome<string>> {
    const { clock, openers, emit } = this.#parts;
    this.cancel();
    const mine = new AbortController();
    this.#underWay = mine;
    const { signInWithBrowser } = await import('../../publish/index.ts');
    try {
      return await signInWithBrowser({
        ...{ baseUrl, clock, signal: mine.signal },
        async open(address) {
          emit.signingIn({ address });
          // What cannot be opened is shown: the page and the terminal have the address.
          await openers.openPage(address).catch(() => false);
        },
      });
    } finally {
      if (this.#underWay === mine) this.#underWay = undefined;
    }
  }

  cancel(): void {
    this.#underWay?.abort();
    this.#underWay = undefined;
  }
}
