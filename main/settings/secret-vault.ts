import { z } from 'zod';
import { SerialQueue } from '../clock/index.ts';
import { readJsonOrSetAside, type SetAside, withLockAsync, writeFileDurably } from '../disk/index.ts';

/** Where tokens are. `set` says how long the secret will last, so that the app never promises more than is true. */
export interface SecretVault {
  readonly mode: 'system-keychain' | 'session-only' | 'private-file';
  get(name: string): Promise<string | undefined>;
  set(name: string, secret: string): Promise<'kept' | 'session-only'>;
  delete(name: string): Promise<void>;
}

/** Secrets that end with the app: the honest answer where there is no keychain. */
export function sessionVault(): SecretVault {
  const secrets = new Map<string, string>();
  return {
    mode: 'session-only',
    get: async (name) => secrets.get(name),
    set: async (name, secret) => {
      secrets.set(name, secret);
      return 'session-only';
    },
    delete: async (name) => {
      secrets.delete(name);
    },
  };
}

const fileSchema = z.object({ version: z.literal(1), secrets: z.record(z.string(), z.string()) });

/**
 * A file that only its owner can read, as command-line tools keep their credentials. For the terminal and the browser
 * shell, which have no keychain; the desktop shell keeps tokens by safeStorage instead.
 */
export function privateFileVault(path: string, onSetAside: (what: SetAside) => void = () => {}): SecretVault {
  const queue = new SerialQueue();

  async function read(): Promise<Record<string, string>> {
    return (await readJsonOrSetAside(path, fileSchema, onSetAside))?.secrets ?? {};
  }

  /** One change at a time, each on what the file says then: the terminal and the app may share it. */
  function change(edit: (secrets: Record<string, string>) => Record<string, string>): Promise<void> {
    return queue.run(() =>
      withLockAsync(`${path}.lock`, async () => {
        const secrets = edit(await read());
        await writeFileDurably(path, `${JSON.stringify({ version: 1, secrets }, null, 2)}\n`, 0o600);
      }),
    );
  }

  return {
    mode: 'private-file',
    get: async (name) => {
      await queue.idle();
      return (await read())[name];
    },
    set: async (name, secret) => {
      await change((secrets) => ({ ...secrets, [name]: secret }));
      return 'kept';
    },
    delete: (name) => change((secrets) => Object.fromEntries(Object.entries(secrets).filter(([key]) => key !== name))),
  };
}
