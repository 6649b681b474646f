import type { SafeStorage } from 'electron';
import { z } from 'zod';
import { FaultError, fault } from '../../preload/messages/index.ts';
import { SerialQueue } from '../clock/index.ts';
import { readJsonOrSetAside, type SetAside, writeFileDurably } from '../disk/index.ts';

const fileSchema = z.object({
  version: z.literal(1),
  backend: z.string(),
  /** Cipher text in base64, by name. */
  secrets: z.record(z.string(), z.string()),
});
type SecretFile = z.infer<typeof fileSchema>;

export interface SealedFileOptions {
  readonly path: string;
  readonly backend: string;
  readonly keychain: Pick<SafeStorage, 'encryptStringAsync' | 'decryptStringAsync'>;
  readonly onSetAside: (what: SetAside) => void;
}

/** Secrets in a file, each sealed by the system's keychain. Without asking that, only their names can be told. */
export class SealedFile {
  readonly #options: SealedFileOptions;
  readonly #queue = new SerialQueue();

  constructor(options: SealedFileOptions) {
    this.#options = options;
  }

  async has(name: string): Promise<boolean> {
    return (await this.#cipherOf(name)) !== undefined;
  }

  /** Throws when the keychain is locked, or was reset since: the connection then shows as locked, and stays. */
  async get(name: string): Promise<string | undefined> {
    const cipher = await this.#cipherOf(name);
    if (cipher === undefined) return undefined;
    const { result, shouldReEncrypt } = await this.#options.keychain.decryptStringAsync(Buffer.from(cipher, 'base64'));
    if (shouldReEncrypt) await this.set(name, result);
    return result;
  }

  async set(name: string, secret: string): Promise<void> {
    const { keychain } = this.#options;
    const cipher = await keychain.encryptStringAsync(secret);
    // What cannot be read back must not replace what can.
    const { result } = await keychain.decryptStringAsync(cipher);
    if (result !== secret) throw new FaultError(fault('keychain_silent.other'));
    await this.#change((secrets) => ({ ...secrets, [name]: cipher.toString('base64') }));
  }

  delete(name: string): Promise<void> {
    return this.#change((secrets) => Object.fromEntries(Object.entries(secrets).filter(([key]) => key !== name)));
  }

  async #cipherOf(name: string): Promise<string | undefined> {
    await this.#queue.idle();
    return (await this.#read()).secrets[name];
  }

  async #read(): Promise<SecretFile> {
    const { path, backend, onSetAside } = this.#options;
    const kept = await readJsonOrSetAside(path, fileSchema, onSetAside);
    return kept ?? { version: 1, backend, secrets: {} };
  }

  #change(edit: (secrets: Record<string, string>) => Record<string, string>): Promise<void> {
    const { path, backend } = this.#options;
    return this.#queue.run(async () => {
      const file: SecretFile = { version: 1, backend, secrets: edit((await this.#read()).secrets) };
      await writeFileDurably(path, `${JSON.stringify(file, null, 2)}\n`, 0o600);
    });
  }
}
