import { join } from 'node:path';
import type { SafeStorage } from 'electron';
import { FaultError, fault } from '../../preload/messages/index.ts';
import type { SetAside } from '../disk/index.ts';
import { type SecretVault, sessionVault } from '../settings/index.ts';
import { SealedFile } from './sealed-file.ts';

type Keychain = Pick<
  SafeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
>;

export interface DesktopVaultOptions {
  readonly keychain: Keychain;
  readonly folder: string;
  readonly platform: NodeJS.Platform;
  readonly onSetAside: (what: SetAside) => void;
  /** Told when the system's store for passwords turned out to be none, after it was said that there is one. */
  readonly onSessionOnly: () => void;
  /** How long a question is kept waiting for the keychain, in milliseconds. */
  readonly timeouts?: { readonly get: number; readonly set: number };
}

/** Reading waits in the middle of other work; who keeps a token is looking at the system's own prompt. */
const TIMEOUTS = { get: 5_000, set: 60_000 } as const;

/**
 * Tokens by the system's keychain. Where there is none, or only Linux's `basic_text` (a key everybody knows), they
 * are kept for the session, and the vault says so: obfuscation is never called a keychain. The keychain is asked when
 * a token is first needed and never before: it may be locked, and then waits until its owner has answered a prompt.
 */
export function openDesktopVault(options: DesktopVaultOptions): SecretVault {
  const { keychain, platform, folder, onSetAside } = options;
  const timeouts = options.timeouts ?? TIMEOUTS;
  const backend = platform === 'linux' ? keychain.getSelectedStorageBackend() : platform;
  const session = sessionVault();
  if (backend === 'basic_text') return session;
  const sealed = new SealedFile({ path: join(folder, 'secrets.json'), backend, keychain, onSetAside });
  let mode: SecretVault['mode'] = 'system-keychain';
  let opening: Promise<boolean> | undefined;

  async function isSafe(): Promise<boolean> {
    opening ??= keepsSecrets(keychain, platform);
    // A keychain that is locked now may be open later: that is asked again.
    const safe = await opening.catch((cause: unknown) => {
      opening = undefined;
      throw cause;
    });
    if (!safe && mode !== 'session-only') {
      mode = 'session-only';
      options.onSessionOnly();
    }
    return safe;
  }

  return {
    get mode() {
      return mode;
    },
    async get(name) {
      const kept = await session.get(name);
      if (kept !== undefined || !(await sealed.has(name))) return kept;
      const read = async (): Promise<string | undefined> => ((await isSafe()) ? await sealed.get(name) : undefined);
      return inTime(read(), timeouts.get);
    },
    async set(name, secret) {
      const keep = async (): Promise<'kept' | 'session-only'> => {
        if (!(await isSafe())) return session.set(name, secret);
        await sealed.set(name, secret);
        return 'kept';
      };
      return inTime(keep(), timeouts.set);
    },
    async delete(name) {
      await session.delete(name);
      if (await sealed.has(name)) await sealed.delete(name);
    },
  };
}

/** On Linux Chromium marks what it sealed by a key everybody knows; elsewhere `v10` is the real thing. */
const KNOWN_KEY = 'v10';

/** Whether what is given to the keychain is safe there. The name of Linux's backend follows the desktop, not the service. */
async function keepsSecrets(keychain: Keychain, platform: NodeJS.Platform): Promise<boolean> {
  if (!(await keychain.isAsyncEncryptionAvailable())) return false;
  if (platform !== 'linux') return true;
  const probe = await keychain.encryptStringAsync('probe');
  return probe.subarray(0, KNOWN_KEY.length).toString('latin1') !== KNOWN_KEY;
}

async function inTime<T>(answer: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    const silent = new FaultError(fault('keychain_silent.text'));
    timer = setTimeout(() => reject(silent), milliseconds);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
