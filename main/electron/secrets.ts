import { join } from 'node:path';
import type { SafeStorage } from 'electron';
import { z } from 'zod';
import { readJsonOrSetAside, type SetAside, writeFileDurably } from '../disk/index.ts';
import { type SecretVault, sessionVault } from '../settings/index.ts';

const fileSchema = z.object({
  version: z.literal(1),
  backend: z.string(),
  /** Cipher text in base64, by name. */
  secrets: z.record(z.string(), z.string()),
});
type SecretFile = z.infer<typeof fileSchema>;

type Keychain = Pick<
  SafeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
>;

export type DesktopVaultOptions = {
  readonly keychain: Keychain;
  readonly folder: string;
  readonly platform: NodeJS.Platform;
  readonly onSetAside: (what: SetAside) => void;
};

/**
 * Tokens by the system's keychain. Where there is none, or only Linux's `basic_text` (a key everybody knows), they
 * are kept for the session, and the vault says so: obfuscation is never called a keychain.
 */
export async function openDesktopVault(options: DesktopVaultOptions): Promise<SecretVault> {
  const backend = options.platform === 'linux' ? options.keychain.getSelectedStorageBackend() : options.platform;
  const available =
    backend !== 'basic_text' && (await options.keychain.isAsyncEncryptionAvailable().catch(() => false));
  return available ? keychainVault(options, backend) : sessionVault();
}

function keychainVault({ keychain, folder, onSetAside }: DesktopVaultOptions, backend: string): SecretVault {
  const path = join(folder, 'secrets.json');
  let queue: Promise<unknown> = Promise.resolve();

  async function read(): Promise<SecretFile> {
    const kept = await readJsonOrSetAside(path, fileSchema, onSetAside);
    return kept ?? { version: 1, backend, secrets: {} };
  }

  function change(edit: (secrets: Record<string, string>) => Record<string, string>): Promise<void> {
    const next = queue.then(async () => {
      const file: SecretFile = { version: 1, backend, secrets: edit((await read()).secrets) };
      await writeFileDurably(path, `${JSON.stringify(file, null, 2)}\n`, 0o600);
    });
    queue = next.catch(() => {});
    return next;
  }

  async function encrypt(name: string, secret: string): Promise<void> {
    const cipher = await keychain.encryptStringAsync(secret);
    // What cannot be read back must not replace what can.
    const { result } = await keychain.decryptStringAsync(cipher);
    if (result !== secret) throw new Error('the keychain did not give back what it was given');
    await change((secrets) => ({ ...secrets, [name]: cipher.toString('base64') }));
  }

  return {
    mode: 'system-keychain',
    async get(name) {
      await queue;
      const cipher = (await read()).secrets[name];
      if (cipher === undefined) return null;
      // Throws when the keychain is locked, or was reset since: the connection then shows as locked, and stays.
      const { result, shouldReEncrypt } = await keychain.decryptStringAsync(Buffer.from(cipher, 'base64'));
      if (shouldReEncrypt) await encrypt(name, result);
      return result;
    },
    async set(name, secret) {
      await encrypt(name, secret);
      return 'kept';
    },
    delete: (name) => change((secrets) => Object.fromEntries(Object.entries(secrets).filter(([key]) => key !== name))),
  };
}
