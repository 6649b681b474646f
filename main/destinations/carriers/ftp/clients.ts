import type { Client } from 'basic-ftp';
import { fault } from '../../../../preload/messages/index.ts';
import { CarrierError, throwIfAborted } from '../carrier-error.ts';
import { onceAborted, untilAborted } from '../network.ts';
import type { Trust } from '../trust/trust.ts';
import { connectFtp, type FtpLogin, ftpFault } from './connection.ts';

/** Connections, each for one thing at a time, opened as they are needed and used again. */
export class FtpClients {
  readonly #login: FtpLogin;
  readonly #trust: Trust;
  #most: number;
  readonly #idle: Client[] = [];
  readonly #waiting: (() => void)[] = [];
  #open = 0;
  #over = false;

  constructor(login: FtpLogin, trust: Trust, most: number) {
    this.#login = login;
    this.#trust = trust;
    this.#most = most;
  }

  /** Lends a connection. One that may be in the middle of something afterwards is closed. */
  async use<T>(signal: AbortSignal, path: string | undefined, work: (client: Client) => Promise<T>): Promise<T> {
    const client = await this.#take(signal);
    const forget = onceAborted(signal, () => client.close());
    try {
      return await untilAborted(signal, work(client));
    } catch (cause) {
      throwIfAborted(signal);
      throw ftpFault(cause, this.#login.host, path);
    } finally {
      forget();
      this.#giveBack(client);
    }
  }

  dispose(): void {
    this.#over = true;
    for (const client of this.#idle.splice(0)) client.close();
  }

  async #take(signal: AbortSignal): Promise<Client> {
    while (true) {
      throwIfAborted(signal);
      if (this.#over) throw new CarrierError(fault('cancelled.connections'));
      const idle = this.#idle.pop();
      if (idle && !idle.closed) return idle;
      if (idle) {
        this.#open--;
        continue;
      }
      if (this.#open < this.#most) {
        this.#open++;
        try {
          return await untilAborted(signal, connectFtp(this.#login, this.#trust), (late) => late.close());
        } catch (cause) {
          this.#open--;
          this.#waiting.shift()?.();
          if (this.#open === 0 || signal.aborted) throw cause;
          // The server takes no more of them from one author: those that are open have to do.
          this.#most = this.#open;
          continue;
        }
      }
      await untilAborted(signal, new Promise<void>((resolve) => this.#waiting.push(resolve)));
    }
  }

  #giveBack(client: Client): void {
    if (client.closed || this.#over) {
      client.close();
      this.#open--;
    } else this.#idle.push(client);
    this.#waiting.shift()?.();
  }
}
